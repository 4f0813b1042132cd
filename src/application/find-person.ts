/** Finds people by what one calls them. */
import { isMistyped } from '../domain/mistyping.js';
import { unitsOf } from '../domain/responsibility.js';
import type { Person, Roster } from '../domain/roster.js';

/** `typed`: for each what finds exactly them. `near`: the only one whose name was probably meant. */
export type FoundPeople =
  | { kind: 'one'; person: Person }
  | { kind: 'several'; people: { person: Person; typed: string }[] }
  | { kind: 'none'; near?: Person };

/** By name, by unit and name in either order, or by id. */
export function findPeople(roster: Roster, typed: string): FoundPeople {
  const wanted = squeeze(typed).replace(/同志$/u, '');
  const people = [...roster.people.values()];
  const byId = roster.people.get(typed.trim());
  if (byId !== undefined) return { kind: 'one', person: byId };
  const named = people.filter(({ name }) => squeeze(name) === wanted);
  const found = named.length > 0 ? named : people.filter((person) => longNames(roster, person).includes(wanted));
  const [only] = found;
  if (found.length > 1) return { kind: 'several', people: found.map((person) => ({ person, typed: tellingApart(roster, person, found) })) };
  if (only !== undefined) return { kind: 'one', person: only };
  const near = people.filter(({ name }) => isMistyped(wanted, squeeze(name)));
  const [nearest] = near;
  return near.length === 1 && nearest !== undefined ? { kind: 'none', near: nearest } : { kind: 'none' };
}

function longNames(roster: Roster, { id, name }: Person): string[] {
  const units = unitsOf(roster, id).map((unit) => squeeze(roster.units.get(unit)?.name ?? ''));
  return units.flatMap((unit) => [`${unit}${squeeze(name)}`, `${squeeze(name)}${unit}`]);
}

/** The unit and the name, or else the id. */
function tellingApart(roster: Roster, person: Person, others: readonly Person[]): string {
  const [unit] = unitsOf(roster, person.id);
  const long = unit === undefined ? undefined : `${roster.units.get(unit)?.name ?? ''}${person.name}`;
  const fits = others.filter((other) => long !== undefined && longNames(roster, other).includes(squeeze(long)));
  return long !== undefined && fits.length === 1 ? long : person.id;
}

function squeeze(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
}

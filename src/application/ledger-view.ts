/** What 台账 and 逾期 are narrowed to: a unit, a field or a person, as they were typed. */
import { may, visible } from '../domain/permission.js';
import type { Person, PersonId, UnitId } from '../domain/roster.js';
import { fieldName } from './finding-book.js';
import { findUnit } from './find-cycle.js';
import type { LedgerScope } from './ports.js';
import { personName } from './words.js';
import { say, type World } from './world.js';

export type View = { of: 'unit'; unit: UnitId } | { of: 'field'; field: string } | { of: 'owner'; owner: PersonId };

/** undefined: it names none of them. */
export function readView(world: World, typed: string): View | undefined {
  const { roster, settings } = world.config();
  const wanted = squeeze(typed);
  const found = findUnit(roster, typed);
  if ('unit' in found) return { of: 'unit', unit: found.unit.id };
  const field = [...settings.ledger.fields.keys()].find((id) => squeeze(fieldName(world, id)) === wanted);
  if (field !== undefined) return { of: 'field', field };
  const named = [...roster.people.values()].filter(({ name }) => squeeze(name) === wanted);
  const [person] = named;
  return person !== undefined && named.length === 1 ? { of: 'owner', owner: person.id } : undefined;
}

/** What to say instead when a reader names a unit that is none of theirs; undefined: nothing keeps it from them. */
export function refusedView(world: World, { id }: Person, view: View | undefined): string | undefined {
  const { roster } = world.config();
  if (view?.of !== 'unit' || may(roster, id, 'look', { unit: view.unit })) return undefined;
  const own = visible(roster, id, [...roster.units.keys()]);
  return say(world, 'denied-unit', { own: own.slice(0, 20).map((unit) => roster.units.get(unit)?.name ?? unit) });
}

/** As the list is headed. */
export function viewName(world: World, view: View): string {
  switch (view.of) {
    case 'unit':
      return world.config().roster.units.get(view.unit)?.name ?? view.unit;
    case 'field':
      return fieldName(world, view.field);
    case 'owner':
      return personName(world, view.owner);
    default:
      return view satisfies never;
  }
}

/** All units at once for whoever sees all of them, else one by one; narrowed to the view, where that costs no look at others. */
export function scopesOf(world: World, person: Person, view?: View): { scopes: LedgerScope[]; whole: boolean } {
  const { units } = world.config().roster;
  const seen = visible(world.config().roster, person.id, [...units.keys()]);
  if (view?.of === 'unit') return { scopes: [view], whole: true };
  if (seen.length === units.size) return { scopes: [view ?? { of: 'all' }], whole: true };
  return { scopes: seen.map((unit) => ({ of: 'unit', unit })), whole: view === undefined };
}

function squeeze(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
}

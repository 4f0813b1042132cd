/** Look-up tables of a roster, built once for each: what would otherwise be a walk over all units for every message. */
import type { CommitteeRole, Person, PersonId, Roster, UnitId } from './roster.js';

export interface RosterIndex {
  /** Units directly below a unit, in roster order. */
  children: ReadonlyMap<UnitId, readonly UnitId[]>;
  /** Units in which a person is liaison, principal or member, in roster order. */
  ownUnits: ReadonlyMap<PersonId, readonly UnitId[]>;
  /** Units a person is the principal of. */
  led: ReadonlyMap<PersonId, readonly UnitId[]>;
  /** Units a person supervises. */
  supervised: ReadonlyMap<PersonId, readonly UnitId[]>;
  /** Units a person oversees, in roster order, of those who were asked about so far. */
  overseen: Map<PersonId, readonly UnitId[]>;
  holders: ReadonlyMap<CommitteeRole, readonly PersonId[]>;
  /** By chat account: whom it is bound to. */
  bound: ReadonlyMap<string, Person>;
}

const kept = new WeakMap<Roster, RosterIndex>();

/** The tables of this roster. They rest on a roster never being changed in place. */
export function indexOf(roster: Roster): RosterIndex {
  const known = kept.get(roster);
  if (known) return known;
  const built = build(roster);
  kept.set(roster, built);
  return built;
}

function build(roster: Roster): RosterIndex {
  const children = new Map<UnitId, UnitId[]>();
  const ownUnits = new Map<PersonId, UnitId[]>();
  const led = new Map<PersonId, UnitId[]>();
  const supervised = new Map<PersonId, UnitId[]>();
  const holders = new Map<CommitteeRole, PersonId[]>();
  for (const unit of roster.units.values()) {
    if (unit.parent !== undefined) put(children, unit.parent, unit.id);
    if (unit.principal !== undefined) put(led, unit.principal, unit.id);
    for (const { person } of unit.supervisors) put(supervised, person, unit.id);
    const own = [unit.liaison, unit.principal, ...unit.members].filter((person) => person !== undefined);
    for (const person of new Set(own)) put(ownUnits, person, unit.id);
  }
  const bound = new Map<string, Person>();
  for (const person of roster.people.values()) {
    for (const account of person.accounts) if (!bound.has(account)) bound.set(account, person);
    for (const role of new Set(person.roles)) put(holders, role, person.id);
  }
  return { children, ownUnits, led, supervised, overseen: new Map(), holders, bound };
}

function put<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

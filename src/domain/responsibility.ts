/** Who answers for what to whom: look-ups along the chain of responsibility. Lists are in roster order unless said otherwise; nothing is listed twice. */
import { committeeRoles, unitRoles } from './roster.js';
import type { CommitteeRole, Person, PersonId, Roster, Unit, UnitId, UnitRole } from './roster.js';
import { indexOf } from './roster-index.js';
import type { Audience, Role, Rung } from './schedule.js';

export function isUnitRole(role: string): role is UnitRole {
  return (unitRoles as readonly string[]).includes(role);
}

export function isCommitteeRole(role: string): role is CommitteeRole {
  return (committeeRoles as readonly string[]).includes(role);
}

/** The units above a unit, the nearest first, up to the root. Ends also where the tree has a circle. */
export function ancestors(roster: Roster, unit: UnitId): UnitId[] {
  const above = new Set<UnitId>();
  let parent = roster.units.get(unit)?.parent;
  while (parent !== undefined && parent !== unit && !above.has(parent) && roster.units.has(parent)) {
    above.add(parent);
    parent = roster.units.get(parent)?.parent;
  }
  return [...above];
}

/** All units below a unit at any depth, without itself, a parent before its children. */
export function descendants(roster: Roster, unit: UnitId): UnitId[] {
  const { children } = indexOf(roster);
  const below = new Set<UnitId>();
  const open = [unit];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const fresh = (children.get(next) ?? []).filter((child) => child !== unit && !below.has(child));
    for (const child of fresh) below.add(child);
    open.push(...fresh.toReversed());
  }
  return [...below];
}

/**
 * Who holds a role: for a unit role the holders in that unit (of supervisors the first decides), for a committee role all its holders.
 * Empty: vacant. Somebody named in the unit who is not among the people is left out.
 */
export function holders(roster: Roster, role: Role, unit: UnitId): PersonId[] {
  if (isCommitteeRole(role)) return [...(indexOf(roster).holders.get(role) ?? [])];
  const found = roster.units.get(unit);
  return found ? distinct(heldIn(found, role)).filter((person) => roster.people.has(person)) : [];
}

/** The units a schedule is meant for; conditions narrow each other, ids that do not exist are left out. */
export function audienceUnits(roster: Roster, audience: Audience): UnitId[] {
  const named = audience.units === 'all' ? undefined : new Set(audience.units);
  const below = audience.under === undefined ? undefined : new Set(descendants(roster, audience.under));
  return [...roster.units.values()]
    .filter(({ id, kind }) => (named?.has(id) ?? true) && (below?.has(id) ?? true) && (audience.kind ?? kind) === kind)
    .map(({ id }) => id);
}

/** Who a chat account is bound to, the first in the roster; undefined: nobody. */
export function boundTo(roster: Roster, account: string): Person | undefined {
  return indexOf(roster).bound.get(account);
}

/** The units a person belongs to as liaison, principal or member. */
export function unitsOf(roster: Roster, person: PersonId): UnitId[] {
  return [...(indexOf(roster).ownUnits.get(person) ?? [])];
}

/**
 * The units a person answers for to those above: those they supervise, and all below the units they lead or supervise.
 * Their own unit is not among them unless they also supervise it; committee roles give nothing here.
 */
export function overseenBy(roster: Roster, person: PersonId): UnitId[] {
  const { led, supervised, overseen } = indexOf(roster);
  const known = overseen.get(person);
  if (known !== undefined) return [...known];
  const direct = supervised.get(person) ?? [];
  const heads = [...direct, ...(led.get(person) ?? [])];
  const all = new Set([...direct, ...heads.flatMap((unit) => descendants(roster, unit))]);
  // Most people oversee nothing, and every message asks.
  const found = all.size === 0 ? [] : [...roster.units.keys()].filter((unit) => all.has(unit));
  overseen.set(person, found);
  return [...found];
}

/** Whether a matter of the unit is about this person: they are its principal, also while a deputy stands in for them. */
export function concerns(roster: Roster, unit: UnitId, person: PersonId): boolean {
  return isHeldBy(roster, unit, roster.units.get(unit)?.principal, person);
}

/** Whether a person answers for a unit: as its principal or liaison, also while a deputy stands in for them. Nobody is judge of what is their own. */
export function answersFor(roster: Roster, unit: UnitId, person: PersonId): boolean {
  return concerns(roster, unit, person) || isHeldBy(roster, unit, roster.units.get(unit)?.liaison, person);
}

/** Whoever is on leave has stayed a member of the unit in whose post their deputy is. */
function isHeldBy(roster: Roster, unit: UnitId, holder: PersonId | undefined, person: PersonId): boolean {
  if (holder === undefined) return false;
  if (holder === person) return true;
  return roster.people.get(person)?.away?.deputy === holder && (roster.units.get(unit)?.members.includes(person) ?? false);
}

/**
 * Whom a rung reaches for a unit, in the order of its roles. Above press the person concerned is left out, so that a matter about the
 * secretary goes to discipline only. Empty: nobody can be reached, and the rung passes on at once.
 * `reachable` says whether somebody can be written to; unless given, whether they have a chat account.
 */
export function reachedBy(
  roster: Roster,
  unit: UnitId,
  rung: Pick<Rung, 'level' | 'to'>,
  reachable: (person: PersonId) => boolean = (person) => hasAccount(roster, person),
): PersonId[] {
  const named = distinct(rung.to.flatMap((role) => holders(roster, role, unit)));
  return named.filter((person) => reachable(person) && (rung.level === 'press' || !concerns(roster, unit, person)));
}

/** Whether the person can be written to: an account is known, and they are neither away nor gone. */
export function hasAccount(roster: Roster, person: PersonId): boolean {
  const found = roster.people.get(person);
  return found !== undefined && found.accounts.length > 0 && found.away === undefined && found.left === undefined;
}

function heldIn(unit: Unit, role: UnitRole): PersonId[] {
  switch (role) {
    case 'liaison':
      return unit.liaison === undefined ? [] : [unit.liaison];
    case 'principal':
      return unit.principal === undefined ? [] : [unit.principal];
    case 'supervisor':
      return unit.supervisors.map(({ person }) => person);
    case 'members':
      return unit.members;
    default:
      return role satisfies never;
  }
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

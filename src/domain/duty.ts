/** The responsibility lists (责任清单): what is to be answered for, by one person in each unit that it is for. */
import { ancestors, audienceUnits, holders } from './responsibility.js';
import type { PersonId, Roster, UnitId } from './roster.js';
import type { Audience, Role } from './schedule.js';
import type { DateText } from './time.js';

/** Whose kind of duty: the Party committee's, discipline's, the government's, that of the leader in charge, the department's own. */
export const dutyKinds = ['principal', 'oversight', 'administrative', 'joint', 'direct'] as const;
export type DutyKind = (typeof dutyKinds)[number];

/** The same in every unit that it is for (共性). */
export interface CommonDuty {
  id: string;
  text: string;
  duty: DutyKind;
  holder: Role;
  for: Audience;
}

/** A unit's own indicator (个性). */
export interface OwnDuty {
  id: string;
  text: string;
  unit: UnitId;
  duty: DutyKind;
  /** By name, or by role; absent: the unit's principal. */
  person?: PersonId;
  role?: Role;
  lead?: UnitId;
  support: UnitId[];
  measure?: { number: number; unit: string };
  due?: DateText;
}

export interface DutyList {
  /** The file's name. */
  id: string;
  name: string;
  basis?: string;
  common: CommonDuty[];
  own: OwnDuty[];
}

/** One duty in one unit. `holder`: who answers for it; undefined: nobody does. */
export interface Obligation {
  list: string;
  id: string;
  text: string;
  duty: DutyKind;
  unit: UnitId;
  holder: PersonId | undefined;
  /** The role that holds it; absent: a person is named. */
  role?: Role;
  /** It is the unit's own. */
  own?: OwnDuty;
}

const kept = new WeakMap<readonly DutyList[], WeakMap<Roster, readonly Obligation[]>>();

/** Every duty broken down to its units, list by list. Each has one holder at most: of several who hold a role the first. */
export function obligationsOf(roster: Roster, lists: readonly DutyList[]): readonly Obligation[] {
  const known = kept.get(lists)?.get(roster);
  if (known !== undefined) return known;
  const found = lists.flatMap((list) => [...commonOf(roster, list), ...ownOf(roster, list)]);
  const byRoster = kept.get(lists) ?? new WeakMap<Roster, readonly Obligation[]>();
  kept.set(lists, byRoster.set(roster, found));
  return found;
}

/** One that has a day of its own. */
export type DueObligation = Obligation & { own: OwnDuty & { due: DateText } };

/** Those of a day within [from, until], the nearest first; of one day in the order of the lists. */
export function obligationsDue(roster: Roster, lists: readonly DutyList[], from: DateText, until: DateText): DueObligation[] {
  return obligationsOf(roster, lists)
    .filter((one): one is DueObligation => one.own?.due !== undefined && one.own.due >= from && one.own.due <= until)
    .toSorted((one, other) => (one.own.due < other.own.due ? -1 : one.own.due > other.own.due ? 1 : 0));
}

function commonOf(roster: Roster, { id: list, common }: DutyList): Obligation[] {
  return common.flatMap(({ id, text, duty, holder, for: audience }) =>
    audienceUnits(roster, audience).map((unit) => ({ list, id, text, duty, unit, holder: holderOf(roster, holder, unit), role: holder })),
  );
}

function ownOf(roster: Roster, { id: list, own }: DutyList): Obligation[] {
  const there = own.filter(({ unit }) => roster.units.has(unit));
  return there.map((item) => {
    const { id, text, duty, unit, person, role = 'principal' } = item;
    const named =
      person !== undefined && roster.people.get(person)?.left === undefined ? person : roster.people.get(person ?? '')?.left?.to;
    const holder =
      person === undefined ? holderOf(roster, role, unit) : named !== undefined && roster.people.has(named) ? named : undefined;
    return { list, id, text, duty, unit, holder, own: item, ...(person === undefined ? { role } : {}) };
  });
}

/** Above a unit without a supervisor of its own whoever is in charge of the nearest unit above stands for them. */
function holderOf(roster: Roster, role: Role, unit: UnitId): PersonId | undefined {
  const [first] = holders(roster, role, unit);
  if (first !== undefined || role !== 'supervisor') return first;
  return ancestors(roster, unit).flatMap((above) => [...holders(roster, 'supervisor', above), ...holders(roster, 'principal', above)])[0];
}

/** The roster as it counts today: the file's, with transfers in force, the accounts that codes have bound since, and deputies in the posts of whoever is on leave. */
import { noPostings, type Leave, type Postings } from './posting.js';
import type { Person, PersonId, Roster, Supervision, Unit } from './roster.js';
import type { DateText } from './time.js';
import { transferredRoster } from './transferred-roster.js';

export interface AccountBindings {
  /** One account a person: it stands in for those of the roster. */
  bound: readonly { person: PersonId; account: string }[];
  /** They count for nobody, unless bound. */
  suspended: readonly string[];
}

/**
 * A new roster, or the same one when nothing differs; people and units that are as in the file are the same objects. An account belongs to one
 * person: a bound one is taken from whoever else lists it. Whoever is on leave keeps their account and stays a member of their unit, so that
 * they are still heard; a deputy who cannot be written to holds nothing. Leave that was said in chat counts beside that of the file.
 */
export function effectiveRoster(file: Roster, bindings: AccountBindings, today: DateText, postings: Postings = noPostings): Roster {
  return withDeputies(transferredRoster(file, postings.transfers, today), bindings, today, postings.leaves);
}

/** The same, of a roster in which transfers have been made already. */
export function withDeputies(held: Roster, bindings: AccountBindings, today: DateText, leaves: readonly Leave[]): Roster {
  const accounts = accountsOf(held, bindings);
  const people = mapped(held.people, (person) => effectivePerson(person, accounts, leavesOf(person, leaves, today), today));
  const deputies = deputiesIn(people);
  const units = deputies.size === 0 ? held.units : mapped(held.units, (unit) => unitWithDeputies(unit, deputies));
  return people === held.people && units === held.units ? held : { ...held, people, units };
}

type OnLeave = NonNullable<Person['leave']>;

/** What is not over, the earliest first: as the file has it, and as it was said in chat. A deputy who has not said yes is none. */
function leavesOf({ id, leave, left }: Person, said: readonly Leave[], today: DateText): OnLeave[] {
  if (left !== undefined) return [];
  const theirs = said.filter(({ person, state }) => person === id && state === 'open');
  const inChat = theirs.map(({ from, until, deputy, answer }): OnLeave => {
    return { from, until, ...(deputy === undefined || answer !== 'agreed' ? {} : { deputy }) };
  });
  const all = [...(leave === undefined ? [] : [leave]), ...inChat].filter(({ until }) => until >= today);
  return all.toSorted((one, other) => ((one.from ?? '') < (other.from ?? '') ? -1 : 1));
}

/** Whose accounts are not those of the file. */
function accountsOf(file: Roster, { bound, suspended }: AccountBindings): ReadonlyMap<PersonId, string[]> {
  const own = new Map(bound.filter(({ person }) => file.people.has(person)).map(({ person, account }) => [person, account]));
  const taken = new Set([...own.values(), ...suspended]);
  const changed = new Map<PersonId, string[]>();
  for (const { id, accounts } of file.people.values()) {
    const account = own.get(id);
    if (account !== undefined) changed.set(id, [account]);
    else if (accounts.some((one) => taken.has(one))) {
      changed.set(
        id,
        accounts.filter((one) => !taken.has(one)),
      );
    }
  }
  return changed;
}

/** Of several leaves on one day the longest counts, and whoever stands in in any of them. */
function effectivePerson(person: Person, accounts: ReadonlyMap<PersonId, string[]>, leaves: readonly OnLeave[], today: DateText): Person {
  const own = person.left?.silent === true ? [] : accounts.get(person.id);
  const now = leaves.filter(({ from = today }) => from <= today);
  const [next = person.leave] = now.length > 0 ? now : leaves;
  if (own === undefined && now.length === 0 && next === person.leave) return person;
  const until = now.map((leave) => leave.until).reduce((latest, day) => (day > latest ? day : latest), '');
  const deputy = now.find((leave) => leave.deputy !== undefined)?.deputy;
  return {
    ...person,
    ...(own === undefined ? {} : { accounts: own }),
    ...(next === undefined ? {} : { leave: next }),
    ...(now.length === 0 ? {} : { away: { until, ...(deputy === undefined ? {} : { deputy }) } }),
  };
}

/** Who stands in for whom. A deputy's own deputy is not asked: nobody took that over. */
function deputiesIn(people: Roster['people']): ReadonlyMap<PersonId, PersonId> {
  const deputies = new Map<PersonId, PersonId>();
  for (const { id, away } of people.values()) {
    const deputy = away?.deputy === undefined ? undefined : people.get(away.deputy);
    if (deputy !== undefined && deputy.accounts.length > 0 && deputy.away === undefined) deputies.set(id, deputy.id);
  }
  return deputies;
}

function unitWithDeputies(unit: Unit, deputies: ReadonlyMap<PersonId, PersonId>): Unit {
  const { liaison, principal, supervisors, members } = unit;
  const held = [liaison, principal, ...members].filter((person) => person !== undefined);
  const gone = held.filter((person) => deputies.has(person));
  if (gone.length === 0 && !supervisors.some(({ person }) => deputies.has(person))) return unit;
  const standIn = (person: PersonId): PersonId => deputies.get(person) ?? person;
  // Nobody oversees themselves by standing in.
  const head = principal === undefined ? undefined : standIn(principal);
  return {
    ...unit,
    ...(liaison === undefined ? {} : { liaison: standIn(liaison) }),
    ...(principal === undefined ? {} : { principal: standIn(principal) }),
    supervisors: supervisedBy(supervisors, (person) => (standIn(person) === head ? person : standIn(person))),
    members: [...new Set([...members, ...members.map(standIn), ...gone])],
  };
}

function supervisedBy(supervisors: readonly Supervision[], standIn: (person: PersonId) => PersonId): Supervision[] {
  const seen = new Set<PersonId>();
  return supervisors.flatMap((supervision) => {
    const person = standIn(supervision.person);
    if (seen.has(person)) return [];
    seen.add(person);
    return [person === supervision.person ? supervision : { ...supervision, person }];
  });
}

/** The same map when no value changes. */
function mapped<Value extends { id: string }>(
  values: ReadonlyMap<string, Value>,
  change: (value: Value) => Value,
): ReadonlyMap<string, Value> {
  let differs = false;
  const changed = new Map<string, Value>();
  for (const [id, value] of values) {
    const after = change(value);
    differs ||= after !== value;
    changed.set(id, after);
  }
  return differs ? changed : values;
}

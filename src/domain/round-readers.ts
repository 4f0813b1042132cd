/** Who a round that goes to roles is for, and which holidays it is about. */
import type { Holiday } from './calendar.js';
import { addDays, dateOf } from './date-text.js';
import { nodeOpenings } from './node.js';
import { audienceUnits, hasAccount, holders, isCommitteeRole } from './responsibility.js';
import type { PersonId, Roster } from './roster.js';
import type { Audience, Role, Trigger } from './schedule.js';
import { dayMs, type Instant } from './time.js';
import type { WorkContext } from './workdays.js';

export interface RoundReader {
  person: PersonId;
  /** The roles for which they are written to, and those they hold in the committee. */
  roles: Role[];
}

/** The holders of the roles in the audience's units who can be written to, each once; those of the committee's roles after those of units. */
export function roundReaders(roster: Roster, roles: readonly Role[], audience: Audience): RoundReader[] {
  const readers = new Map<PersonId, Set<Role>>();
  const add = (role: Role, people: readonly PersonId[]): void => {
    for (const person of people) {
      if (!hasAccount(roster, person)) continue;
      const known = readers.get(person) ?? new Set<Role>(roster.people.get(person)?.roles ?? []);
      readers.set(person, known.add(role));
    }
  };
  const inUnits = roles.filter((role) => !isCommitteeRole(role));
  if (inUnits.length > 0)
    for (const unit of audienceUnits(roster, audience)) for (const role of inUnits) add(role, holders(roster, role, unit));
  for (const role of roles) if (isCommitteeRole(role)) add(role, holders(roster, role, ''));
  return [...readers].map(([person, held]) => ({ person, roles: [...held] }));
}

/** A holiday further off is nothing to be reminded of yet. */
const comingDays = 30;
const searchedDays = 60;

/**
 * The holidays an opening before festivals is about; opened by hand at another time, those of its festivals that come within 30 days.
 * Empty: it is not opened by festivals, or none is near.
 */
export function holidaysOf(trigger: Trigger, plannedAt: Instant, context: WorkContext): Holiday[] {
  if (trigger.kind !== 'node') return [];
  const [planned] = nodeOpenings(trigger, plannedAt - 1, plannedAt, context);
  if (planned !== undefined) return planned.holidays;
  const today = dateOf(plannedAt, context.timezone);
  const last = addDays(today, comingDays);
  return nodeOpenings(trigger, plannedAt - searchedDays * dayMs, plannedAt + searchedDays * dayMs, context)
    .flatMap(({ holidays }) => holidays)
    .filter(({ from }) => from > today && from <= last);
}

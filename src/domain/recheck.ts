/**
 * When what was closed is looked at again, and by whom: both fall out of the finding itself, so that a bot that starts anew comes to the same. It is
 * no lottery that anybody has to check; it only must not be the same day, or the same person, each time.
 */
import type { Finding } from './finding.js';
import { recheckedSince, recheckersOf } from './finding.js';
import { hasAccount } from './responsibility.js';
import type { PersonId, Roster } from './roster.js';
import type { Instant } from './time.js';
import { resolveStep, type WorkContext } from './workdays.js';

/** As work begins on the drawn workday after it was closed. */
export function recheckAt(
  { no, closed }: Pick<Finding, 'no' | 'closed'>,
  { fromDays, toDays }: { fromDays: number; toDays: number },
  context: WorkContext,
): Instant {
  const at = closed.at(-1)?.at ?? 0;
  const days = fromDays + (scattered(`${no}/${at}`) % (toDays - fromDays + 1));
  return resolveStep({ kind: 'workdays', days }, at, context);
}

/** Who is asked: one of those who can be reached and were not asked since it was closed. undefined: nobody is left. */
export function nextRechecker(roster: Roster, finding: Finding): PersonId | undefined {
  const asked = recheckedSince(finding).map(({ by }) => by);
  const left = recheckersOf(roster, finding, (person) => hasAccount(roster, person) && !asked.includes(person));
  return left[scattered(`${finding.no}/${asked.length}/${finding.closed.at(-1)?.at ?? 0}`) % Math.max(1, left.length)];
}

/** FNV-1a: a text as a whole number that tells nothing of its neighbours. */
function scattered(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

/** Holds back what is due and had better not go out now: a nudge beside anything else, and reminders over the week's budget. */
import { addDays, dateOf, instantOf, minuteOfDay } from '../domain/date-text.js';
import { dayMs, type Instant } from '../domain/time.js';
import { nearestWorkday } from '../domain/workdays.js';
import { earliest, type NoticeKind } from './notices.js';
import type { NudgeFacts } from './nudge-round.js';
import type { Recipient, StoredNotice } from './ports.js';
import type { World } from './world.js';

const weekMs = 7 * dayMs;

/** What the week's budget withholds. All else is owed to somebody. */
const withheld: readonly NoticeKind[] = ['remind', 'task-remind', 'finding-remind', 'reminder', 'nudge', 'digest', 'campaign'];

const owing: readonly string[] = ['remind', 'task-remind', 'finding-remind'] satisfies NoticeKind[];

/** Of what was claimed for a recipient, what goes out now; the rest is put back or dropped. */
export async function holdBack(world: World, to: Recipient, claimed: StoredNotice[], now: Instant): Promise<StoredNotice[]> {
  return withinBudget(world, to, await keepNudgesApart(world, to, claimed, now), now);
}

/** It makes no message by itself. */
export function goesAlong({ notBefore }: StoredNotice): boolean {
  return notBefore === Number.POSITIVE_INFINITY;
}

/**
 * A friendly word that comes along with a demand is none: a nudge goes out alone, on a day on which its reader was written nothing else. It
 * waits for such a day up to its end, and is dropped when none comes.
 */
async function keepNudgesApart(world: World, to: Recipient, claimed: StoredNotice[], now: Instant): Promise<StoredNotice[]> {
  const nudges = claimed.filter(({ kind }) => kind === 'nudge');
  if (nudges.length === 0 || to.kind === 'group') return claimed;
  const { timezone } = world.config().settings;
  const today = dateOf(now, timezone);
  const others = claimed.filter(({ kind }) => kind !== 'nudge');
  const isFree = others.every(goesAlong) && (await world.stores.outbox.sends(instantOf(today, 0, timezone), to.person)).length === 0;
  const [first, ...rest] = nudges;
  await putOff(world, isFree ? rest : nudges, sameTimeTomorrow(world, now), now);
  if (!isFree || first === undefined) return others;
  await world.stores.outbox.release(
    others.map(({ id }) => id),
    now,
  );
  return [first];
}

/** At the same time of day, when what is due in the morning has been said; not on a rest day. */
function sameTimeTomorrow(world: World, now: Instant): Instant {
  const { settings, calendar } = world.config();
  const next = addDays(dateOf(now, settings.timezone), 1);
  const day = settings.restDays === 'hold' ? nearestWorkday(next, 1, calendar) : next;
  return earliest(world, instantOf(day, minuteOfDay(now, settings.timezone), settings.timezone), false);
}

async function putOff(world: World, nudges: readonly StoredNotice[], until: Instant, now: Instant): Promise<void> {
  const isLate = ({ facts }: StoredNotice): boolean => until >= (facts as NudgeFacts).until;
  const ids = (some: StoredNotice[]): string[] => some.map(({ id }) => id);
  const late = nudges.filter(isLate);
  if (late.length > 0) await world.stores.outbox.settle(ids(late), 'dropped', now, 'crowded', []);
  await world.stores.outbox.release(ids(nudges.filter((nudge) => !isLate(nudge))), until);
}

/**
 * What exceeds the week's budget is withheld, unless something else goes to the person anyway: then it costs no message. A reminder of what is
 * owed waits until the week has room again, and is dropped on its way when it has become untrue; all else is not said any more.
 */
async function withinBudget(world: World, to: Recipient, claimed: StoredNotice[], now: Instant): Promise<StoredNotice[]> {
  const { budget } = world.config().settings;
  const own = claimed.filter((notice) => !goesAlong(notice));
  const mayBeWithheld = own.every(({ kind, urgent }) => (withheld as readonly string[]).includes(kind) && !urgent);
  if (budget === false || to.kind === 'group' || !mayBeWithheld) return claimed;
  const sent = await world.stores.outbox.sends(now - weekMs, to.person);
  if (sent.length < budget.perPersonPerWeek) return claimed;
  const ids = (some: readonly StoredNotice[]): string[] => some.map(({ id }) => id);
  const owed = own.filter(({ kind }) => owing.includes(kind));
  const oldest = sent.at(-budget.perPersonPerWeek) ?? now;
  await world.stores.outbox.release(ids(owed), earliest(world, oldest + weekMs + 1, false));
  await world.stores.outbox.settle(ids(own.filter((notice) => !owed.includes(notice))), 'dropped', now, 'over-budget', []);
  return claimed.filter(goesAlong);
}

/** What a digest says of cycles: how they stand, and what comes in the week ahead. */
import type { Cycle } from '../domain/cycle.js';
import type { DigestSpan } from '../domain/digest.js';
import type { Person } from '../domain/roster.js';
import { isForetold } from '../domain/schedule.js';
import { dayMs, type Instant } from '../domain/time.js';
import { cycleDeadline, fairDeadlines } from './fair-deadline.js';
import type { Facts } from './messages.js';
import { openingsBetween } from './openings.js';
import { unreachedWhy } from './state-words.js';
import { askedPost } from './unreached-units.js';
import type { BookedTask } from './task-book.js';
import { isSpot } from './spot-check.js';
import { openVisible, visibleCounts } from './tell-status.js';
import { dayWords, titleOf, unitName } from './words.js';
import type { World } from './world.js';

type DigestFacts = Facts<'digest'>;

/** One screen: more are in the status that people ask for. */
const cyclesShown = 4;
const weekMs = 7 * dayMs;

/** The rounds that run, that ended since the last digest, or that somebody still owes an answer to. What has only just opened is of the week ahead. */
export async function digestCycles(
  world: World,
  person: Person,
  { from, today }: DigestSpan,
  now: Instant,
): Promise<DigestFacts['cycles'][number][]> {
  const recent = (await world.stores.cycles.cyclesSince(from))
    .filter((cycle) => cycle.openedAt < today && !isSpot(cycle))
    .slice(0, cyclesShown);
  const deadlineOf = await fairDeadlines(world);
  const facts = await Promise.all(
    recent.map(async (cycle) => {
      const counts = await visibleCounts(world, person, cycle);
      const due = cycleDeadline(deadlineOf, cycle);
      const told = counts.total > 0 && (due >= from || (cycle.closedAt === undefined && counts.open > 0));
      const names = { title: titleOf(world, cycle), due: dayWords(world, due), running: now <= due };
      return told ? [{ ...counts, ...names, ...(await unreachedFacts(world, person, cycle)) }] : [];
    }),
  );
  return facts.flat();
}

/** One by its name, for it is mostly one; how many more there are. */
async function unreachedFacts(
  world: World,
  person: Person,
  cycle: Cycle,
): Promise<{ unreached: { unit: string; why: string; post: string } | null; more: number }> {
  const open = (await openVisible(world, person, cycle)).filter(([, { state }]) => state === 'unreached');
  const [first] = open;
  if (first === undefined) return { unreached: null, more: 0 };
  const [unit] = first;
  return {
    unreached: { unit: unitName(world, unit, cycle), why: unreachedWhy(world, cycle, unit), post: askedPost(world, cycle) },
    more: open.length - 1,
  };
}

/** What falls due, and how many questionnaires begin, from its own day up to the next digest a week on. */
export async function digestComing(
  world: World,
  tasks: readonly BookedTask[],
  { today }: DigestSpan,
  now: Instant,
): Promise<DigestFacts['coming']> {
  // The same time a week from now belongs to the next one.
  const end = today + weekMs - 1;
  const soon = (at: Instant): boolean => at > now && at <= end;
  const deadlineOf = await fairDeadlines(world);
  const cycles = (await world.stores.cycles.openCycles()).filter((cycle) => soon(cycleDeadline(deadlineOf, cycle)));
  const due = tasks.filter((one) => one.task.state === 'open' && soon(one.due)).length + cycles.length;
  const asking = [...world.config().schedules.values()].filter(isForetold);
  const opened = (await world.stores.cycles.cyclesSince(today)).filter(({ openedAt }) => openedAt >= today).length;
  const checks = asking.reduce((sum, schedule) => sum + openingsBetween(world, schedule, now, end).length, opened);
  return due + checks === 0 ? null : { due, checks };
}

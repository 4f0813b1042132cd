/** What messages say of a leave or a transfer: its days, and the posts it is about. */
import { addDays, dateOf, instantOf } from '../domain/date-text.js';
import { postsOf, type HeldPost, type Leave } from '../domain/posting.js';
import type { CommitteeRole, PersonId, Unit, UnitId } from '../domain/roster.js';
import type { DateText, Instant } from '../domain/time.js';
import { nearestWorkday } from '../domain/workdays.js';
import { calendarDateWords, daysInTurn, personName, unitName } from './words.js';
import { say, workContext, type World } from './world.js';

/** The first and the last day, the month said once; `until` is null when it is one day. */
export function spanFacts(
  world: World,
  { from, until }: Pick<Leave, 'from' | 'until'>,
): { from: string; until: string | null; day: boolean } {
  const { timezone } = world.config().settings;
  const [first = null, last = null] = daysInTurn(world, [instantOf(from, 0, timezone), instantOf(until, 0, timezone)]);
  return { from: first ?? calendarDateWords(world, from, false), until: from === until ? null : last, day: from === until };
}

export function leaveFacts(world: World, leave: Leave) {
  return { number: leave.no, name: personName(world, leave.person), ...spanFacts(world, leave) };
}

/** The first workday after a leave, its month left out when it is that of the last day. */
export function backWords(world: World, { until }: Pick<Leave, 'until'>): string {
  const back = nearestWorkday(addDays(until, 1), 1, world.config().calendar);
  return dayOfMonthWords(world, back, until.slice(0, 7) === back.slice(0, 7));
}

/** A day with its weekday, with or without its month. */
export function dayOfMonthWords(world: World, date: DateText, withoutMonth: boolean): string {
  if (!withoutMonth) return calendarDateWords(world, date);
  const at = new Date(`${date}T00:00:00Z`);
  const { calendar } = world.config();
  const facts = { month: null, day: at.getUTCDate(), weekday: at.getUTCDay() || 7, makeUp: calendar.isMakeUpWorkday(date), time: null };
  return say(world, 'date', facts);
}

/** The units without deputies in their posts. */
export function unitsAsHeld(world: Pick<World, 'config'>): ReadonlyMap<UnitId, Unit> {
  const { posts, roster } = world.config();
  return posts ?? roster.units;
}

/** What somebody holds themselves, whoever stands in for them. */
export function postsHeld(world: Pick<World, 'config'>, person: PersonId): HeldPost[] {
  return postsOf({ units: unitsAsHeld(world) }, person);
}

/** Posts in words: one phrase for each kind of post. */
export function heldWords(world: World, posts: readonly HeldPost[], roles: readonly CommitteeRole[] = []): string[] {
  const kinds = [...new Set(posts.map(({ post }) => post))];
  const ofUnits = kinds.map((post) => {
    const units = posts.filter((held) => held.post === post).map(({ unit }) => unitName(world, unit));
    return say(world, 'post-held', { units, count: units.length, post, role: null });
  });
  return [...ofUnits, ...roles.map((role) => say(world, 'post-held', { units: [], count: 0, post: null, role }))];
}

/** The midnight with which a day begins. */
export function beginOf(world: Pick<World, 'config'>, date: DateText): Instant {
  return instantOf(date, 0, world.config().settings.timezone);
}

export function todayOf(world: Pick<World, 'config'>, now: Instant): DateText {
  return dateOf(now, workContext(world).timezone);
}

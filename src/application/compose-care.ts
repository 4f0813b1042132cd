/** The words of notices about broken links and outages, as things stand when they are sent. */
import { firstOfEach, isNote, isOfUnit, linkKey, stopsAsking, tangle, type BrokenLink, type UnitLink } from '../domain/broken-links.js';
import { chainLinks } from '../domain/chain-links.js';
import { dateOf } from '../domain/date-text.js';
import type { Outage } from '../domain/outage.js';
import { audienceUnits, holders } from '../domain/responsibility.js';
import { reachable } from '../domain/ladder.js';
import { isAsking, type AskingSchedule } from '../domain/schedule.js';
import { minuteMs, type Instant } from '../domain/time.js';
import type { ApologyFacts } from './apologize.js';
import { mostNamed, stopsOf, type BrokenFacts } from './check-links.js';
import { isTo, type Composer, type DueNotice, type Reader } from './due-notice.js';
import { fairDeadlines, type DeadlineOf } from './fair-deadline.js';
import { linkWords } from './link-words.js';
import type { Facts } from './messages.js';
import type { careNoticeKinds } from './notices.js';
import { clerkName, dateWords, dayWords, nearDayWords, timeOfDay, titleOf, unitName } from './words.js';
import type { HeadFacts } from './tell-head.js';
import { groupsOf, headWords } from './witnesses.js';
import { say, type World } from './world.js';

const joinedWithinMs = 10 * minuteMs;

export const careComposers: Record<(typeof careNoticeKinds)[number], Composer> = {
  'broken-links': (world, items, _reader, now) => broken(world, items, now),
  apology: async (world, items, _reader, now) => apology(world, items, await fairDeadlines(world), now),
  'audit-head': (world, items, reader) => auditHeads(world, items, reader),
};

/** What was mended meanwhile is left out; what stands before an opening is not said a second time as new. */
function broken(world: World, items: readonly DueNotice[], now: Instant): string[] {
  const facts = items.map(({ notice }) => notice.facts as BrokenFacts);
  const told = new Set<string>();
  const sections = facts.flatMap((one) => ('opening' in one ? beforeOpening(world, one, told, now) : []));
  const fresh = new Set(facts.flatMap((one) => ('links' in one ? one.links : [])));
  return [...sections, ...sinceLast(world, fresh, told)];
}

function beforeOpening(
  world: World,
  { schedule: id, opening }: Extract<BrokenFacts, { opening: Instant }>,
  told: Set<string>,
  now: Instant,
): string[] {
  const schedule = world.config().schedules.get(id);
  if (schedule === undefined || !isAsking(schedule) || now >= opening) return [];
  const stops = firstOfEach(stopsOf(world, schedule, opening));
  if (stops.length === 0) return [];
  for (const link of stops) told.add(linkKey(link));
  return [
    say(world, 'broken-before', {
      title: titleOf(world, { schedule, plannedAt: opening }),
      day: dateWords(world, opening, false),
      total: audienceUnits(world.config().roster, schedule.audience).length,
      ...list(world, stops),
      later: stops.filter((link) => isAskedLater(world, schedule, link)).length,
    }),
  ];
}

/** A vacant or unbound post is stood in for by the principal a workday later. */
function isAskedLater(world: World, { ask }: AskingSchedule, { code, unit }: UnitLink): boolean {
  const { roster } = world.config();
  const isWaiting = code === 'away' || ask === 'principal' || tangle(roster, unit) !== undefined;
  return !isWaiting && reachable(roster, holders(roster, 'principal', unit)).length > 0;
}

function sinceLast(world: World, fresh: ReadonlySet<string>, told: ReadonlySet<string>): string[] {
  const { roster, schedules, settings, duties } = world.config();
  const wanted = chainLinks(roster, duties).filter((link) => fresh.has(linkKey(link)) && !told.has(linkKey(link)));
  const places = wanted.filter((link) => !isNote(link));
  if (places.length === 0) return [];
  const today = dateOf(world.clock.now(), settings.timezone);
  const asks = [...schedules.values()].filter(isAsking).map(({ ask }) => ask);
  const unsent = places.filter(isOfUnit).some(({ unit }) => asks.some((ask) => stopsAsking(roster, unit, ask, today) !== undefined));
  return [say(world, 'broken-new', { ...list(world, places), unsent })];
}

/** Nothing for whoever is not the custodian any more. */
function auditHeads(world: World, items: readonly DueNotice[], reader: Reader): string[] {
  const { custodian } = world.config().settings;
  if (custodian === undefined || !isTo(reader, [custodian])) return [];
  const heads = items.map(({ notice }) => notice.facts as HeadFacts).toSorted((one, other) => one.at - other.at);
  return [
    say(world, 'audit-head', {
      items: heads.map((head) => ({ day: dateWords(world, head.at, false), head: headWords(head) })),
      key: groupsOf(heads.at(-1)?.key ?? ''),
    }),
  ];
}

function list(world: World, links: readonly Exclude<BrokenLink, { code: 'two-posts' }>[]): Pick<Facts<'broken-new'>, 'items' | 'more'> {
  return { items: links.slice(0, mostNamed).map((link) => linkWords(world, link)), more: Math.max(0, links.length - mostNamed) };
}

/** Several outages, or several answers owed by one person, are one apology; what was answered meanwhile is not in it. */
async function apology(world: World, items: readonly DueNotice[], deadlineOf: DeadlineOf, now: Instant): Promise<string[]> {
  const facts = items.map(({ notice }) => notice.facts as ApologyFacts).toSorted((one, other) => one.from - other.from);
  const parts = new Map(facts.flatMap((one) => one.parts.map((part) => [`${part.cycle}/${part.unit}`, part])));
  const owed: { unit: string; title: string; deadline: Instant }[] = [];
  for (const { cycle: id, unit } of parts.values()) {
    const cycle = await world.stores.cycles.cycle(id);
    const record = cycle === undefined ? undefined : (await world.stores.cycles.records(id, [unit])).get(unit);
    if (cycle === undefined || record?.state !== 'pending') continue;
    owed.push({ unit: unitName(world, unit, cycle), title: titleOf(world, cycle), deadline: deadlineOf(cycle, record) });
  }
  if (owed.length === 0) return [];
  const oneUnit = new Set(owed.map(({ unit }) => unit)).size === 1;
  return [
    say(world, 'apology', {
      gaps: joined(facts).map((gap) => gapWords(world, gap, now)),
      items: owed
        .toSorted((one, other) => one.deadline - other.deadline)
        .map(({ unit, title, deadline }) => ({ unit: oneUnit ? null : unit, title, deadline: dateWords(world, deadline) })),
      clerk: clerkName(world),
    }),
  ];
}

/** To those who waited, outages with minutes between them were one. */
function joined(outages: readonly Outage[]): Outage[] {
  const gaps: Outage[] = [];
  for (const { from, to } of outages) {
    const last = gaps.at(-1);
    if (last !== undefined && from - last.to <= joinedWithinMs) last.to = Math.max(last.to, to);
    else gaps.push({ from, to });
  }
  return gaps;
}

/** Within one day the day is said once. */
function gapWords(world: World, { from, to }: Outage, now: Instant): { from: string; to: string } {
  const { timezone } = world.config().settings;
  const isOneDay = dateOf(from, timezone) === dateOf(to, timezone);
  if (isOneDay) return { from: nearDayWords(world, from, now, true), to: timeOfDay(world, to) };
  return { from: dayWords(world, from, true), to: nearDayWords(world, to, now, true) };
}

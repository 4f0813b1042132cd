/**
 * Looks for broken links before each opening and every evening, and tells whoever can mend them. Before an opening the clerk hears of all that
 * keeps its units from being asked; in the evening only of what was not there the evening before. What is told is looked up again when it is
 * sent, so a link mended meanwhile is not mentioned.
 */
import { firstOfEach, isNote, linkKey, mendedBy, stopsAsking, type BrokenLink, type UnitLink } from '../domain/broken-links.js';
import { chainLinks } from '../domain/chain-links.js';
import { dateOf } from '../domain/date-text.js';
import { checkBefore, eveningAfter } from '../domain/link-checks.js';
import { reachable } from '../domain/ladder.js';
import { audienceUnits, holders } from '../domain/responsibility.js';
import type { PersonId } from '../domain/roster.js';
import { isForetold, type AskingSchedule, type Schedule } from '../domain/schedule.js';
import type { Instant } from '../domain/time.js';
import { noticesTo } from './notices.js';
import { nextOpening, openingsBetween } from './openings.js';
import { clerkIds } from './people.js';
import type { Config, Notice } from './ports.js';
import { beforeStem, recentMarks, toldMark } from './told-before.js';
import { noticesOfUnreached } from './unreached-units.js';
import { workContext, type World } from './world.js';

/** What a notice about broken links is about: an opening to come, or links that are new. */
export type BrokenFacts = { schedule: string; opening: Instant } | { links: string[] };

/** A list longer than a phone's screen helps nobody: the others are only counted. */
export const mostNamed = 20;

/** When each world is to be looked at next; looking sooner would find nothing due. */
const looks = new WeakMap<World, { at: Instant; next: Instant; schedules: Config['schedules'] }>();

export async function checkLinks(world: World, now: Instant): Promise<void> {
  const { schedules } = world.config();
  const last = looks.get(world);
  if (last !== undefined && last.schedules === schedules && now >= last.at && now < last.next) return;
  await look(world, now);
  const next = nextLook(world, now, (schedule) => nextOpening(world, schedule, now));
  looks.set(world, { at: now, next, schedules });
}

/** The next instant after `now` at which links are looked at, given when schedules open next. */
export function nextLook(world: World, now: Instant, openingOf: (schedule: Schedule) => Instant | undefined): Instant {
  const context = workContext(world);
  const times = [...world.config().schedules.values()].filter(isForetold).flatMap((schedule) => {
    const opening = openingOf(schedule);
    if (opening === undefined) return [];
    const check = checkBefore(opening, context);
    return [check > now ? check : opening];
  });
  return Math.min(eveningAfter(now, context), ...times);
}

async function look(world: World, now: Instant): Promise<void> {
  const { household, outbox } = world.stores;
  const links = chainLinks(world.config().roster, world.config().duties).filter((link) => !isNote(link));
  const known = await household.linksKnown();
  // What was broken when the bot first looked, whoever set it up was told at the start.
  if (known === undefined) return household.noteLinks(now, links.map(linkKey));
  const { notices, told } = beforeOpenings(world, known.at, now);
  const isEvening = eveningAfter(known.at, workContext(world)) <= now;
  const before = new Set([...known.links, ...told]);
  const fresh = links.filter((link) => !before.has(linkKey(link)));
  if (isEvening) notices.push(...eveningNotices(world, await withoutUnreached(world, fresh), now));
  await outbox.enqueue(notices, now);
  // What was told of an opening to come, as leave that begins later, is not new on its day.
  const coming = isEvening ? comingStops(world, now).filter((key) => before.has(key)) : before;
  const evening = isEvening ? [...links.map(linkKey), ...recentMarks(known.links, now)] : [];
  await household.noteLinks(now, [...new Set([...evening, ...coming])]);
}

/** Whoever heard in the morning that a unit could not be asked, and why, does not hear it again in the evening. */
async function withoutUnreached(world: World, links: readonly BrokenLink[]): Promise<BrokenLink[]> {
  if (links.length === 0) return [];
  const { cycles, outbox } = world.stores;
  const keys = new Map<string, string>();
  for (const cycle of await cycles.openCycles()) {
    for (const link of links) {
      const unit = 'unit' in link && cycle.units.includes(link.unit) ? link.unit : undefined;
      const stop = unit === undefined ? undefined : stopsAsking(world.config().roster, unit, cycle.schedule.ask);
      if (unit === undefined || stop === undefined || linkKey(stop) !== linkKey(link)) continue;
      for (const { id } of noticesOfUnreached(world, cycle, unit, cycle.openedAt)) keys.set(id, linkKey(link));
    }
  }
  const told = new Set((await outbox.byIds([...keys.keys()])).map(({ id }) => keys.get(id)));
  return links.filter((link) => !told.has(linkKey(link)));
}

function comingStops(world: World, now: Instant): string[] {
  return [...world.config().schedules.values()].filter(isForetold).flatMap((schedule) => {
    const opening = nextOpening(world, schedule, now);
    if (opening === undefined) return [];
    const coming = { schedule: schedule.id, opening };
    return stopsOf(world, schedule, opening).flatMap((link) => [linkKey(link), toldMark(coming, link)]);
  });
}

/** For each opening to come whose time to be looked at lies in (since, now], as far as something keeps a unit from being asked. */
function beforeOpenings(world: World, since: Instant, now: Instant): { notices: Notice[]; told: string[] } {
  const notices: Notice[] = [];
  const told: string[] = [];
  for (const schedule of [...world.config().schedules.values()].filter(isForetold)) {
    const opening = nextOpening(world, schedule, now);
    if (opening === undefined || !isDueFor(world, schedule, opening, since, now)) continue;
    const stops = stopsOf(world, schedule, opening);
    if (stops.length === 0) continue;
    const facts = { schedule: schedule.id, opening } satisfies BrokenFacts;
    const named = firstOfEach(stops).slice(0, mostNamed);
    told.push(...stops.map(linkKey), ...named.map((link) => toldMark(facts, link)));
    notices.push(...noticesTo(world, beforeStem(facts), whoMends(world, 'clerk'), { kind: 'broken-links', facts }, now));
  }
  return { notices, told };
}

/** Of several openings with one time to be looked at, the first stands for all. */
function isDueFor(world: World, schedule: AskingSchedule, opening: Instant, since: Instant, now: Instant): boolean {
  const check = checkBefore(opening, workContext(world));
  return check > since && check <= now && openingsBetween(world, schedule, check, opening).length === 1;
}

/** What keeps units of a schedule from being asked at an opening, one link a unit. */
export function stopsOf(world: World, schedule: AskingSchedule, opening: Instant): UnitLink[] {
  const { roster, settings } = world.config();
  const on = dateOf(opening, settings.timezone);
  return audienceUnits(roster, schedule.audience).flatMap((unit) => stopsAsking(roster, unit, schedule.ask, on) ?? []);
}

function eveningNotices(world: World, links: readonly BrokenLink[], now: Instant): Notice[] {
  const evening = dateOf(now, world.config().settings.timezone);
  return (['clerk', 'secretary'] as const).flatMap((mender) => {
    const theirs = links.filter((link) => mendedBy(link) === mender).map(linkKey);
    const facts: BrokenFacts = { links: theirs };
    const stem = `links/evening/${evening}/${mender}`;
    return theirs.length === 0 ? [] : noticesTo(world, stem, whoMends(world, mender), { kind: 'broken-links', facts }, now);
  });
}

/** The other one, when nobody in that office can be written to. */
function whoMends(world: World, mender: 'clerk' | 'secretary'): PersonId[] {
  const { roster } = world.config();
  const clerks = clerkIds(world);
  const secretaries = reachable(roster, holders(roster, 'secretary', ''));
  const [first, second] = mender === 'clerk' ? [clerks, secretaries] : [secretaries, clerks];
  return first.length > 0 ? first : second;
}

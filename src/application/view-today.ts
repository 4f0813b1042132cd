/** What the console shows first: what is due, what went out, what is stuck or unknown. What only the office can deal with is shown to it alone. */
import { dateOf, instantOf } from '../domain/date-text.js';
import { mayUse, standings } from '../domain/permission.js';
import type { Person } from '../domain/roster.js';
import { dayMs, type Instant } from '../domain/time.js';
import type { Alarm } from './alarm-port.js';
import { noticeFacts } from './deal-with-unknown.js';
import { findStuck } from './find-stuck.js';
import type { Facts } from './messages.js';
import { nextOpening } from './openings.js';
import { isOverseer, openVisible } from './tell-status.js';
import { mattersFor } from './tell-waiting.js';
import { viewCycles, type CycleView } from './view-cycles.js';
import { ledgerCounts, type LedgerCounts } from './ledger-figures.js';
import { titleOf } from './words.js';
import type { World } from './world.js';

export interface TodayView {
  now: Instant;
  /** Those that are open. */
  cycles: (CycleView & { stuck: { unit: string | null; with: string | null; level: string | null; request: number | null }[] })[];
  /** null: no finding is there that the reader may know of. */
  ledger: LedgerCounts;
  /** How many matters wait for the reader. */
  waiting: number;
  /** Openings of the coming seven days, the next first; empty for whoever oversees nothing. */
  coming: { at: Instant; name: string; kind: string }[];
  /** The address of the reader's calendar, given at `since`; null: they can have none, or the office has set no address. */
  calendar: { since: Instant | null } | null;
  /** null: the reader is not of the office. */
  office: OfficeView | null;
}

export interface OfficeView {
  sent: { messages: number; people: number };
  unknown: Facts<'unknown'>['items'];
  failed: Facts<'unknown'>['items'];
  missed: { name: string; plannedAt: Instant; reason: string }[];
  alarms: { kind: Alarm['kind']; since: Instant }[];
  online: boolean;
}

const listed = 20;
const comingMs = 7 * dayMs;
const missedMs = 7 * dayMs;

export async function viewToday(world: World, person: Person, now: Instant): Promise<TodayView> {
  const standing = standings(world.config().roster, person.id);
  const [cycles, ledger, waiting, office, calendar] = await Promise.all([
    openCycles(world, person, now),
    ledgerCounts(world, person, now),
    mattersFor(world, person),
    standing.has('clerk') ? viewOffice(world, now) : null,
    viewCalendar(world, person),
  ]);
  const coming = isOverseer(standing) ? comingOpenings(world, now) : [];
  return { now, cycles, ledger, waiting: waiting.length, coming, calendar, office };
}

async function viewCalendar(world: World, { id }: Person): Promise<TodayView['calendar']> {
  const { roster, settings } = world.config();
  if (settings.console.address === undefined || !mayUse(roster, id, 'calendar')) return null;
  return { since: (await world.stores.calendarLinks.since(id)) ?? null };
}

async function openCycles(world: World, person: Person, now: Instant): Promise<TodayView['cycles']> {
  const views = (await viewCycles(world, person, now)).filter(({ closedAt }) => closedAt === null);
  return Promise.all(
    views.map(async (view) => {
      const cycle = await world.stores.cycles.cycle(view.id);
      const stuck = cycle === undefined ? [] : await findStuck(world, person, cycle, await openVisible(world, person, cycle));
      return { ...view, stuck: stuck.map(({ unit, with: lies, level, request }) => ({ unit, with: lies, level, request })) };
    }),
  );
}

function comingOpenings(world: World, now: Instant): TodayView['coming'] {
  return [...world.config().schedules.values()]
    .flatMap((schedule) => {
      const at = nextOpening(world, schedule, now);
      if (at === undefined || at > now + comingMs) return [];
      const asks = schedule.kind === 'self-check' || schedule.kind === 'report';
      return [{ at, name: asks ? titleOf(world, { schedule, plannedAt: at }) : schedule.name, kind: schedule.kind }];
    })
    .toSorted((one, other) => one.at - other.at);
}

async function viewOffice(world: World, now: Instant): Promise<OfficeView> {
  const { outbox, cycles } = world.stores;
  const { settings, schedules } = world.config();
  const midnight = instantOf(dateOf(now, settings.timezone), 0, settings.timezone);
  const [unknown, failed, missed, load] = await Promise.all([
    outbox.open('unknown', listed),
    outbox.open('failed', listed),
    cycles.missed(now - missedMs),
    outbox.load(midnight, now + 1),
  ]);
  return {
    sent: { messages: load.messages, people: load.people },
    unknown: await noticeFacts(world, unknown),
    failed: await noticeFacts(world, failed),
    missed: missed.map(({ schedule, plannedAt, reason }) => ({ name: schedules.get(schedule)?.name ?? schedule, plannedAt, reason })),
    alarms: world.alarms.raised().map(({ kind, since }) => ({ kind, since })),
    online: world.chat.online() !== undefined,
  };
}

/** How a campaign stands, worked out as it is told: by theme and by stage. Counters and counts by tag, whatever the campaign's size. */
import { standingOf, stretchOf, wholeOf, type Stretch, type Theme } from '../domain/campaign.js';
import { dateOf } from '../domain/date-text.js';
import type { Cycle } from '../domain/cycle.js';
import type { CampaignSchedule, TaskSchedule } from '../domain/schedule.js';
import type { Instant } from '../domain/time.js';
import { countsOf } from './count-units.js';
import type { Facts } from './messages.js';
import { totalsOf } from './task-book.js';
import { calendarDateWords, titleOf } from './words.js';
import type { World } from './world.js';

type CampaignFacts = Facts<'campaign'>;

/** More are not counted. */
const mostInspections = 1_000;

export async function campaignFacts(world: World, schedule: CampaignSchedule, now: Instant): Promise<CampaignFacts> {
  const { timezone } = world.config().settings;
  const { stages, themes, name } = schedule;
  const whole = wholeOf(stages, timezone);
  const standing = standingOf(stages, dateOf(now, timezone));
  const cycles = (await world.stores.cycles.cyclesSince(whole.from)).filter(({ openedAt }) => openedAt < whole.to);
  const [running, next] = [
    standing.kind === 'running' ? stages[standing.stage] : undefined,
    standing.kind === 'before' || standing.kind === 'between' ? stages[standing.next] : undefined,
  ];
  return {
    name,
    from: calendarDateWords(world, stages[0]?.from ?? '', false),
    to: calendarDateWords(world, stages.at(-1)?.until ?? '', false),
    stage:
      running === undefined
        ? null
        : { number: stages.indexOf(running) + 1, name: running.name, until: calendarDateWords(world, running.until) },
    next: next === undefined ? null : { name: next.name, from: calendarDateWords(world, next.from) },
    over: standing.kind === 'over',
    themes: await Promise.all(themes.map((theme) => themeFacts(world, theme, { cycles, whole, now }))),
    stages: await Promise.all(
      stages.map(async (stage, place) => ({
        number: place + 1,
        name: stage.name,
        from: calendarDateWords(world, stage.from, false),
        begun: stretchOf(stage, timezone).from <= now,
        running: stage === running,
        ...(await progressIn(world, themes, cycles, stretchOf(stage, timezone))),
      })),
    ),
  };
}

async function themeFacts(
  world: World,
  theme: Theme,
  { cycles, whole, now }: { cycles: readonly Cycle[]; whole: Stretch; now: Instant },
): Promise<CampaignFacts['themes'][number]> {
  const { ledger } = world.stores;
  // The newest comes first.
  const latest = cycles.find((cycle) => theme.schedules.includes(cycle.schedule.id));
  const tasks = theme.schedules.map((id) => world.config().schedules.get(id)).filter((one): one is TaskSchedule => one?.kind === 'task');
  const stretches = theme.fields.flatMap((field) =>
    (['open', 'working'] as const).map((state) => ({ scope: { of: 'field', field } as const, state })),
  );
  const [progress, asked, done, reported, owed, late] = await Promise.all([
    progressIn(world, [theme], [], whole),
    latest === undefined ? null : countsOf(world, latest, '*'),
    tasks.length === 0 ? null : totalsOf(world, tasks),
    ledger.count(theme.fields.map((field) => ({ scope: { of: 'field', field }, state: 'reported' }))),
    ledger.count(stretches),
    ledger.count(stretches.map((stretch) => ({ ...stretch, to: now }))),
  ]);
  return {
    name: theme.name,
    cycle: latest === undefined || asked === null ? null : { title: titleOf(world, latest), total: asked.total, answered: asked.answered },
    tasks: done,
    checked: theme.checklists.length > 0,
    mends: theme.fields.length > 0,
    inspections: progress.inspections,
    fresh: progress.fresh,
    closed: progress.closed,
    open: sum([...owed, ...reported]),
    late: sum(late),
  };
}

interface Progress {
  total: number;
  answered: number;
  inspections: number;
  fresh: number;
  closed: number;
}

/** What was asked, looked at, found and closed within a stretch. What two themes share counts once. */
async function progressIn(world: World, themes: readonly Theme[], cycles: readonly Cycle[], { from, to }: Stretch): Promise<Progress> {
  const { ledger } = world.stores;
  const [schedules, checklists, fields] = (['schedules', 'checklists', 'fields'] as const).map((key) => [
    ...new Set(themes.flatMap((theme) => theme[key])),
  ]);
  const asked = cycles.filter(({ schedule, openedAt }) => schedules?.includes(schedule.id) === true && openedAt >= from && openedAt < to);
  const [counts, inspections, fresh, closed] = await Promise.all([
    Promise.all(asked.map((cycle) => countsOf(world, cycle, '*'))),
    Promise.all((checklists ?? []).map((checklist) => ledger.inspections({ of: 'checklist', checklist }, from, to, mostInspections))),
    Promise.all((fields ?? []).map((field) => ledger.established(field, from, to))),
    ledger.count((fields ?? []).map((field) => ({ scope: { of: 'field', field }, state: 'closed', from, to }))),
  ]);
  return {
    total: sum(counts.map(({ total }) => total)),
    answered: sum(counts.map(({ answered }) => answered)),
    inspections: sum(inspections.map(({ length }) => length)),
    fresh: sum(fresh),
    closed: sum(closed),
  };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** Looks draws up: what is open, how far each drawn unit has come, and who has to be told. */
import type { Cycle, CycleId, UnitRecord } from '../domain/cycle.js';
import { yearOf } from '../domain/date-text.js';
import { reachable } from '../domain/ladder.js';
import type { Matter } from '../domain/matter.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import { askedUnits, officersOf, reachOf, type Draw, type Reach } from '../domain/spot-check.js';
import type { Instant } from '../domain/time.js';
import { fairDeadlines } from './fair-deadline.js';
import { noticesTo, type drawNoticeKinds } from './notices.js';
import type { Notice } from './ports.js';
import type { World } from './world.js';

export function asDraw(matter: Matter | undefined): Draw | undefined {
  return matter?.kind === 'draw' ? matter : undefined;
}

/** One number for the draw of a cycle, whether it is open yet or not. */
export function drawNumber(world: Pick<World, 'stores'>, cycle: CycleId): Promise<number> {
  return world.stores.matters.number(`draw/${cycle}`);
}

/** Those of the calendar year in which `at` lies, the first planned first. */
export function drawsOfYear(world: Pick<World, 'stores' | 'config'>, at: Instant): Promise<Draw[]> {
  const { from, to } = yearOf(at, world.config().settings.timezone);
  return world.stores.ledger.draws(from, to);
}

/** How often each unit was drawn, and asked, in these draws. */
export function timesDrawn(draws: readonly Draw[]): Map<UnitId, number> {
  const times = new Map<UnitId, number>();
  for (const unit of draws.flatMap(askedUnits)) times.set(unit, (times.get(unit) ?? 0) + 1);
  return times;
}

export interface DrawnUnit {
  unit: UnitId;
  reach: Reach;
  /** Absent: it was never in the cycle. */
  record?: UnitRecord;
  /** By when it is to answer, once it was asked. */
  deadline: Instant;
}

export interface DrawStanding {
  cycle?: Cycle;
  units: DrawnUnit[];
}

/** How far the units that are asked have come, in the order in which they were drawn. */
export async function standingOf(world: World, draw: Draw, now: Instant): Promise<DrawStanding> {
  const units = askedUnits(draw);
  const cycle = await world.stores.cycles.cycle(draw.cycle);
  if (cycle === undefined) return { units: [] };
  const [records, deadlineOf, askedFrom] = await Promise.all([
    world.stores.cycles.records(cycle.id, units),
    fairDeadlines(world),
    lastKept(world, cycle, now),
  ]);
  return {
    cycle,
    units: units.map((unit) => {
      const record = records.get(unit);
      const deadline = record === undefined ? cycle.deadline : deadlineOf(cycle, record);
      const reach = reachOf(draw, { unit, record, deadline, askedFrom }, now);
      return { unit, reach, deadline, ...(record === undefined ? {} : { record }) };
    }),
  };
}

/** Since when nothing has kept its prompts from going out. */
async function lastKept(world: World, { openedAt }: Cycle, now: Instant): Promise<Instant> {
  const outages = await world.stores.household.outages(openedAt, now);
  return Math.max(openedAt, ...outages.map(({ to }) => to));
}

export function officersToTell(world: World, draw: Draw, without?: PersonId): PersonId[] {
  const { roster } = world.config();
  return reachable(roster, officersOf(roster, draw)).filter((person) => person !== without);
}

type DrawNoticeKind = (typeof drawNoticeKinds)[number];

/** The same to each of several people, under an id that the same version of the draw gives again. */
export function drawNotices(
  world: World,
  draw: Pick<Draw, 'no' | 'version'>,
  { kind, to, facts }: { kind: DrawNoticeKind; to: readonly PersonId[]; facts?: object },
  now: Instant,
): Notice[] {
  return noticesTo(world, `draw/${draw.no}@${draw.version}/${kind}`, to, { kind, facts: { no: draw.no, ...facts } }, now);
}

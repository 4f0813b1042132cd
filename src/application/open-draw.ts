/**
 * Opens a draw: who may be drawn is frozen, and its hash is published with that of a secret before anybody can know who it will be. Nobody is drawn
 * until an officer has named a number.
 */
import { commitmentOf } from '../domain/draw.js';
import { freezeLot } from '../domain/freeze-lot.js';
import { audienceUnits } from '../domain/responsibility.js';
import type { SpotCheckSchedule } from '../domain/schedule.js';
import type { Draw } from '../domain/spot-check.js';
import { hourMs, type Instant } from '../domain/time.js';
import { endOfWorkday } from '../domain/workdays.js';
import { fullUnits } from './checked-this-year.js';
import { drawNotices, drawNumber, drawsOfYear, officersToTell, timesDrawn } from './draw-book.js';
import { cycleId } from './open-cycle.js';
import type { Notice } from './ports.js';
import { unitName } from './words.js';
import { workContext, type World } from './world.js';

/** An officer who has named none is reminded once after so long. */
const remindAfterMs = hourMs;

/** Opens it once for its planned time. Returns it, or undefined if it was open already. */
export async function openDraw(
  world: World,
  schedule: SpotCheckSchedule,
  plannedAt: Instant,
  now: Instant,
  actor: string,
): Promise<Draw | undefined> {
  const { matters } = world.stores;
  const cycle = cycleId(schedule, plannedAt, workContext(world).timezone);
  const no = await drawNumber(world, cycle);
  if ((await matters.matter(no)) !== undefined) return undefined;
  const draw = await frozen(world, schedule, { no, cycle, plannedAt, now });
  const { lot, secret } = draw.commitment;
  const isOver = draw.state === 'lapsed';
  const written = await matters.write(
    {
      matter: draw,
      after: 0,
      ...(isOver ? {} : { due: Math.min(now + remindAfterMs, draw.until) }),
      waitsFor: isOver ? [] : officersToTell(world, draw),
      actor,
      act: isOver ? 'draw-lapsed' : 'draw-committed',
      published: `lot:${lot} secret:${secret}`,
      notices: isOver ? drawNotices(world, draw, { kind: 'draw-lapsed', to: officersToTell(world, draw) }, now) : told(world, draw, now),
    },
    now,
  );
  return written.kind === 'recorded' ? draw : undefined;
}

async function frozen(
  world: World,
  schedule: SpotCheckSchedule,
  { no, cycle, plannedAt, now }: { no: number; cycle: string; plannedAt: Instant; now: Instant },
): Promise<Draw> {
  const { roster } = world.config();
  const [draws, pauses] = await Promise.all([drawsOfYear(world, plannedAt), world.stores.matters.open({ kind: 'pause' })]);
  const paused = new Set(pauses.filter(({ until }) => until > now).map(({ unit }) => unit));
  const full = await fullUnits(world, audienceUnits(roster, schedule.audience), draws, plannedAt);
  const lot = freezeLot({ draw: cycle, schedule, roster, paused, drawnThisYear: timesDrawn(draws), full });
  const secret = world.chance.secret();
  const isOver = lot.candidates.length === 0;
  return {
    kind: 'draw',
    no,
    unit: rootOf(world),
    at: now,
    version: 0,
    schedule,
    plannedAt,
    cycle,
    // One that lapsed was spoken of by its number, too.
    batch: Math.max(0, ...draws.map(({ batch }) => batch)) + 1,
    lot,
    names: Object.fromEntries([...lot.candidates, ...lot.excluded].map(({ unit }) => [unit, unitName(world, unit)])),
    commitment: commitmentOf(lot, secret, world.chance.hash),
    secret,
    state: isOver ? 'lapsed' : 'committed',
    until: endOfWorkday(now, workContext(world)),
    drawn: [],
    gone: [],
    silent: [],
    answeredSince: [],
    calls: [],
    urged: false,
    ...(isOver ? { lapsed: 'nobody', settledAt: now } : {}),
  };
}

/** A draw is about the whole committee. */
function rootOf(world: World): string {
  const { units, committee } = world.config().roster;
  return [...units.values()].find(({ parent }) => parent === undefined)?.id ?? committee;
}

/** The officers, who are asked for a number, and whoever keeps the seals of the trail. */
function told(world: World, draw: Draw, now: Instant): Notice[] {
  const { custodian } = world.config().settings;
  return [
    ...drawNotices(world, draw, { kind: 'draw-committed', to: officersToTell(world, draw) }, now),
    ...(custodian === undefined ? [] : drawNotices(world, draw, { kind: 'draw-sealed', to: [custodian] }, now)),
  ];
}

/**
 * The engine: one tick looks at everything that may have fallen due and does it. Ticks never overlap; a step that fails is logged, does not
 * stop the others, and is taken up again by the next tick, for every step is claimed and idempotent.
 */
import type { Cycle } from '../domain/cycle.js';
import { isTemporary } from '../domain/errors.js';
import type { Schedule } from '../domain/schedule.js';
import { minuteMs, secondMs, type Instant } from '../domain/time.js';
import { apologize } from './apologize.js';
import { createLoginCheck } from './check-login.js';
import { checkLinks, nextLook } from './check-links.js';
import { climbLadder } from './climb-ladder.js';
import { closeOldCycles } from './close-cycles.js';
import { watchOverSends } from './deal-with-unknown.js';
import { deliverDue, nextDelivery } from './deliver.js';
import { draftCircular } from './draft-circular.js';
import { excuseRemoved } from './excuse-removed.js';
import { openDue } from './open-due.js';
import { lookAfterMatters } from './look-after-matters.js';
import { nextOpening } from './openings.js';
import { refreshHome } from './refresh-home.js';
import { registerTasks } from './register-tasks.js';
import type { Courier } from './settle-delivery.js';
import type { World } from './world.js';

/** A gap between ticks beyond this is an outage, whatever its cause. */
const outageBoundMs = 2 * minuteMs;
/** By the store's own clock: a courier that does not renew within this has lost the account. */
const courierTtlMs = 30 * secondMs;
const batchesATick = 20;

export interface Engine {
  tick(now: Instant): Promise<void>;
  /** The earliest instant after `now` at which anything falls due; undefined: nothing within the coming 400 days. */
  nextDue(now: Instant): Promise<Instant | undefined>;
  /** Whether this process holds the chat account. */
  holdsAccount(): boolean;
  /** The tick under way hangs: the next one does not wait for it. */
  giveUp(): void;
}

/** `courier: false`: this process leaves the chat account to others. */
export function createEngine(world: World, options: { courier: boolean } = { courier: true }): Engine {
  const courier: Courier = { id: world.processId };
  let running: Promise<void> = Promise.resolve();
  let holds = false;
  /** When changed files are looked at again. */
  let homeDue: Instant | undefined;
  const checkLogin = createLoginCheck(world);
  /** Looking up a calendar costs more than all else in nextDue(). */
  const openings = new WeakMap<Schedule, { from: Instant; at: Instant }>();

  const openingAfter = (schedule: Schedule, now: Instant): Instant | undefined => {
    const known = openings.get(schedule);
    if (known !== undefined && known.from <= now && now < known.at) return known.at;
    const at = nextOpening(world, schedule, now);
    if (at !== undefined) openings.set(schedule, { from: now, at });
    return at;
  };

  const attempt = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (isTemporary(error)) world.log.warn({ err: error, what }, 'a step of the tick has to wait');
      else world.log.error({ err: error, what }, 'a step of the tick failed');
    }
  };

  const tickOnce = async (now: Instant): Promise<void> => {
    await attempt('beat', () => world.stores.household.beat(now, outageBoundMs));
    await attempt('courier', async () => {
      holds = false;
      if (options.courier) holds = await world.stores.household.holdCourier(courier.id, courierTtlMs);
    });
    await attempt('refresh', async () => {
      homeDue = await refreshHome(world, now);
    });
    if (holds) await attempt('login', () => checkLogin(now));
    await attempt('tasks', () => registerTasks(world, now));
    await attempt('links', () => checkLinks(world, now));
    await attempt('open', () => openDue(world, now));
    let open: Cycle[] = [];
    await attempt('look', async () => {
      open = await world.stores.cycles.openCycles();
    });
    await attempt('climb', () => climbAll(world, open, now));
    await attempt('matters', () => lookAfterMatters(world, now));
    await attempt('apologize', () => apologize(world, now));
    await attempt('close', () => closeOldCycles(world, open, now));
    await attempt('watch', () => watchOverSends(world, now));
    if (holds) await attempt('deliver', () => deliverDue(world, courier, now));
  };

  return {
    tick(now) {
      running = running.then(() => tickOnce(now));
      return running;
    },
    async nextDue(now) {
      const [delivery, matter, steps] = await Promise.all([
        nextDelivery(world, courier, now),
        world.stores.matters.nextDue(),
        nextSteps(world),
      ]);
      const times = [homeDue, delivery, matter, ...steps, nextLook(world, now, (schedule) => openingAfter(schedule, now))];
      for (const schedule of world.config().schedules.values()) times.push(openingAfter(schedule, now));
      const coming = times.filter((at) => at !== undefined && Number.isFinite(at)) as Instant[];
      return coming.length === 0 ? undefined : Math.max(now, Math.min(...coming));
    },
    holdsAccount: () => holds,
    giveUp: () => {
      running = Promise.resolve();
    },
  };
}

async function climbAll(world: World, open: readonly Cycle[], now: Instant): Promise<void> {
  for (const cycle of open) {
    await excuseRemoved(world, cycle, now);
    for (let batch = 0; batch < batchesATick; batch += 1) {
      if ((await climbLadder(world, cycle, now)) === 0) break;
    }
    await draftCircular(world, cycle, now);
  }
}

async function nextSteps(world: World): Promise<(Instant | undefined)[]> {
  const open = await world.stores.cycles.openCycles();
  return Promise.all(open.map(({ id }) => world.stores.cycles.nextDue(id)));
}

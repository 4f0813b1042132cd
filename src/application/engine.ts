/**
 * The engine: one tick looks at everything that may have fallen due and does it. Ticks never overlap; a step that fails is logged, does not
 * stop the others, and is taken up again by the next tick, for every step is claimed and idempotent.
 */
import type { Cycle } from '../domain/cycle.js';
import type { ClockReading } from '../domain/clock-jump.js';
import { isTemporary } from '../domain/errors.js';
import type { Schedule } from '../domain/schedule.js';
import { minuteMs, secondMs, type Instant } from '../domain/time.js';
import { alignWaiting } from './align-waiting.js';
import { apologize } from './apologize.js';
import { createLoginCheck } from './check-login.js';
import { checkLinks, nextLook } from './check-links.js';
import { createJobFileClearing } from './clear-job-files.js';
import { climbLadder } from './climb-ladder.js';
import { closeOldCycles } from './close-cycles.js';
import { watchOverSends } from './deal-with-unknown.js';
import { deliverDue, nextDelivery } from './deliver.js';
import { draftCircular } from './draft-circular.js';
import { excuseRemoved } from './excuse-removed.js';
import { createSessionWatch } from './end-sessions.js';
import { createForgetting } from './forget-expired.js';
import { openDue } from './open-due.js';
import { lookAfterMatters } from './look-after-matters.js';
import { nextOpening } from './openings.js';
import { refreshHome } from './refresh-home.js';
import { forgetRest } from './rest-account.js';
import { createSteps } from './run-steps.js';
import { handOverFindings } from './hand-over-findings.js';
import { handOverInspections } from './hand-over-inspections.js';
import { registerTasks } from './register-tasks.js';
import { noteLate } from './send-claimed.js';
import type { Courier } from './settle-delivery.js';
import { createHeadTelling, nextHead } from './tell-head.js';
import { createAuditWatch } from './watch-audit.js';
import { createClockWatch } from './watch-clock.js';
import { createConditionWatch } from './watch-conditions.js';
import type { World } from './world.js';

/** By the store's own clock: a courier that does not renew within this has lost the account. */
const courierTtlMs = 30 * secondMs;
/** Whoever has just renewed the lease has it for that long at least. */
const leaseLeftMs = (courierTtlMs * 2) / 3;
/** Some platforms let nobody else in as long as one process listens. */
const listensMs = 5 * minuteMs;
const batchesATick = 20;

export interface Engine {
  tick(now: Instant): Promise<void>;
  /** The earliest instant after `now` at which anything falls due; undefined: nothing within the coming 400 days. */
  nextDue(now: Instant): Promise<Instant | undefined>;
  /** When the last tick came to its end, by the clock that nobody sets; undefined: none has. */
  lastTickMs(): number | undefined;
  /** Whether this process holds the chat account. */
  holdsAccount(): boolean;
  /**
   * Whether this process may go on hearing what people write: it holds the account, or the store is away and nobody is known to have taken it.
   * Whoever writes meanwhile is told that it may not be stored; with the line hung up they would be told nothing.
   */
  mayListen(): boolean;
  /** False: the clock has jumped, and what the bot starts is held. */
  believesClock(): boolean;
  /** Seals the audit trail up to its end, before a process stops. Rejects when the store does not answer; the next start seals it then. */
  seal(now: Instant): Promise<void>;
  /** The tick under way hangs: the next one does not wait for it. */
  giveUp(): void;
}

export interface EngineOptions {
  /** False: this process leaves the chat account to others. */
  courier: boolean;
  /** No other process can come to the store. */
  alone?: boolean;
  /** Notes which replies this process has sent: they count for the pace of what goes out next. */
  noteReplies?: () => Promise<void>;
}

export function createEngine(world: World, options: EngineOptions = { courier: true }): Engine {
  const courier: Courier = { id: world.processId, unnoted: new Set() };
  let running: Promise<void> = Promise.resolve();
  let endedMs: number | undefined;
  let holds = false;
  /** Another process has the account, for all that is known. */
  let taken = true;
  /** When the lease on the account was renewed last. */
  let renewedMs = Number.NEGATIVE_INFINITY;
  /** When changed files are looked at again. */
  let homeDue: Instant | undefined;
  const checkLogin = createLoginCheck(world);
  const watchSessions = createSessionWatch(world);
  const clockWatch = createClockWatch(world);
  const steps = createSteps(world);
  const conditions = createConditionWatch(world, steps);
  const forgetExpired = createForgetting(world);
  const clearJobFiles = createJobFileClearing(world);
  const watchAudit = createAuditWatch(world);
  const tellHead = createHeadTelling(world);
  /** Looking up a calendar costs more than all else in nextDue(). */
  const openings = new WeakMap<Schedule, { from: Instant; at: Instant }>();

  const openingAfter = (schedule: Schedule, now: Instant): Instant | undefined => {
    const known = openings.get(schedule);
    if (known !== undefined && known.from <= now && now < known.at) return known.at;
    const at = nextOpening(world, schedule, now);
    if (at !== undefined) openings.set(schedule, { from: now, at });
    return at;
  };

  /** While the store is away the account is kept as long as nobody else can have taken it: to hang up and log in again is not for nothing. */
  const holdAccount = async (elapsedMs: number): Promise<void> => {
    if (elapsedMs - renewedMs > leaseLeftMs) holds = false;
    if (!options.courier) return;
    const held = await world.stores.household.holdCourier(courier.id, courierTtlMs);
    if (held && !holds) forgetRest(world);
    holds = held;
    taken = !held;
    if (held) renewedMs = elapsedMs;
  };

  const tickOnce = async (reading: ClockReading): Promise<void> => {
    const { now, elapsedMs } = reading;
    world.alarms.beat();
    let believed = false;
    const error = await steps.run('beat', async () => {
      believed = await clockWatch.beat(reading);
    });
    // Without the store nothing can be done, and without a beat nobody knows what the time since the last one has taken from people.
    if (error !== undefined) {
      if (elapsedMs - renewedMs > leaseLeftMs) holds = false;
      return;
    }
    // Each further step would only wait until its time is up.
    if (isTemporary(await steps.run('courier', () => holdAccount(elapsedMs)))) return;
    const refreshed = await steps.run('refresh', async () => {
      homeDue = await refreshHome(world, now);
    });
    if (isTemporary(refreshed)) return;
    await steps.run('sessions', () => watchSessions(now));
    if (holds) await steps.run('login', () => checkLogin(now));
    if (believed) await workThrough(now);
    await steps.run('seal', () => watchAudit.look(now));
    await steps.run('conditions', () => conditions.look(reading, holds));
  };

  const watchedTick = async (reading: ClockReading): Promise<void> => {
    steps.begin();
    await tickOnce(reading);
    conditions.ended(reading);
    endedMs = world.clock.elapsedMs();
  };

  /** What the bot does by itself, all of which depends on the time. */
  const workThrough = async (now: Instant): Promise<void> => {
    await steps.run('tasks', () => registerTasks(world, now));
    await steps.run('findings', () => handOverFindings(world, now));
    await steps.run('waiting', () => alignWaiting(world, now));
    await steps.run('inspections', () => handOverInspections(world, now));
    await steps.run('links', () => checkLinks(world, now));
    await steps.run('open', () => openDue(world, now));
    let open: Cycle[] = [];
    await steps.run('look', async () => {
      open = await world.stores.cycles.openCycles();
    });
    await steps.run('climb', () => climbAll(world, open, now));
    await steps.run('matters', () => lookAfterMatters(world, now));
    await steps.run('apologize', () => apologize(world, now));
    await steps.run('close', () => closeOldCycles(world, open, now));
    await steps.run('forget', () => forgetExpired(now));
    await steps.run('job-files', () => clearJobFiles(now));
    // Before it is taken for unknown.
    await steps.run('note', () => noteLate(courier.unnoted));
    await steps.run('watch', () => watchOverSends(world, now));
    await steps.run('head', () => tellHead(now));
    if (holds) {
      await steps.run('deliver', async () => {
        await options.noteReplies?.();
        await deliverDue(world, courier, now);
      });
    }
  };

  return {
    tick(now) {
      const reading = { now, elapsedMs: world.clock.elapsedMs() };
      running = running.then(() => watchedTick(reading));
      return running;
    },
    async nextDue(now) {
      const heldForMs = clockWatch.heldForMs();
      const believes = clockWatch.believes({ now, elapsedMs: world.clock.elapsedMs() });
      // The clock has jumped since the last tick, to where it was or away from it.
      if (believes !== (heldForMs === undefined)) return now + secondMs;
      if (heldForMs !== undefined) return Number.isFinite(heldForMs) ? now + heldForMs : undefined;
      const [delivery, matter, rungs] = await Promise.all([
        nextDelivery(world, courier, now),
        world.stores.matters.nextDue(),
        nextSteps(world),
      ]);
      const times = [
        homeDue,
        delivery,
        matter,
        nextHead(world, now),
        ...rungs,
        nextLook(world, now, (schedule) => openingAfter(schedule, now)),
      ];
      for (const schedule of world.config().schedules.values()) times.push(openingAfter(schedule, now));
      const coming = times.filter((at) => at !== undefined && Number.isFinite(at)) as Instant[];
      return coming.length === 0 ? undefined : Math.max(now, Math.min(...coming));
    },
    lastTickMs: () => endedMs,
    holdsAccount: () => holds,
    mayListen: () => holds || (!taken && (options.alone === true || world.clock.elapsedMs() - renewedMs < listensMs)),
    believesClock: () => {
      const reading = { now: world.clock.now(), elapsedMs: world.clock.elapsedMs() };
      return clockWatch.heldForMs() === undefined && clockWatch.believes(reading);
    },
    seal: (now) => watchAudit.seal(now),
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

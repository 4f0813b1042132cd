/** Looks at each tick whether the operator has to be called. Durations count by the clock that nobody sets. */
import type { ClockReading } from '../domain/clock-jump.js';
import { dayMs, minuteMs, secondMs } from '../domain/time.js';
import type { AlarmKind } from './alarm-port.js';
import type { Steps } from './run-steps.js';
import type { World } from './world.js';

export interface ConditionWatch {
  /** At the end of each tick, however far it came. */
  ended(reading: ClockReading): void;
  /** At the end of a tick in which the store answered. `holds`: this process is the one that has to keep the account online. */
  look(reading: ClockReading, holds: boolean): Promise<void>;
}

const redisLostAfterMs = 30 * secondMs;
const loggedOutAfterMs = 2 * minuteMs;
const unknownAfterMs = 5 * minuteMs;
const failingTicks = 5;
/** What changes slowly is looked at only this often. */
const lookEveryMs = 10 * secondMs;

export function createConditionWatch(world: World, steps: Steps): ConditionWatch {
  const { alarms } = world;
  let lostSinceMs: number | undefined;
  let offlineSinceMs: number | undefined;
  let lookedMs = Number.NEGATIVE_INFINITY;

  const watchAccount = ({ elapsedMs }: ClockReading, holds: boolean): void => {
    // Whoever holds the account calls.
    if (!holds) alarms.clear('throttled');
    if (!holds || world.chat.online() !== undefined) {
      offlineSinceMs = undefined;
      alarms.clear('logged-out');
      alarms.clear('banned');
      return;
    }
    offlineSinceMs ??= elapsedMs;
    if (world.chat.restricted?.() === true) alarms.raise('banned');
    if (elapsedMs - offlineSinceMs > loggedOutAfterMs) alarms.raise('logged-out');
  };

  const watchUnknown = async (now: number): Promise<void> => {
    const unknown = await world.stores.outbox.unsettled('unknown');
    // One that seems to lie ahead was noted before the clock was put back.
    const isOld = unknown !== undefined && (now - unknown.oldest > unknownAfterMs || unknown.oldest > now + unknownAfterMs);
    if (isOld) alarms.raise('unknown-message', { count: unknown.count });
    else alarms.clear('unknown-message');
  };

  return {
    ended({ elapsedMs }) {
      const error = steps.storeError();
      if (error === undefined) {
        lostSinceMs = undefined;
        alarms.clear('redis-lost');
        return;
      }
      lostSinceMs ??= elapsedMs;
      if (world.clock.elapsedMs() - lostSinceMs > redisLostAfterMs) alarms.raise('redis-lost', { code: error.code });
    },

    async look(reading, holds) {
      watchAccount(reading, holds);
      const failing = steps.failing();
      if (failing === undefined) alarms.clear('tick-failing');
      else if (failing.times >= failingTicks) alarms.raise('tick-failing', { step: failing.step, code: failing.code });
      const { now, elapsedMs } = reading;
      if (elapsedMs - lookedMs < lookEveryMs) return;
      lookedMs = elapsedMs;
      clearOld(world, 'missed-schedule', now);
      await watchUnknown(now);
    },
  };
}

/** An alarm about something that has happened, and does not pass by itself, stands for a day. */
function clearOld({ alarms }: World, kind: AlarmKind, now: number): void {
  const alarm = alarms.raised().find((one) => one.kind === kind);
  if (alarm !== undefined && now - alarm.since > dayMs) alarms.clear(kind);
}

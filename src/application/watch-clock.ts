/** Beats only by a clock that can be believed, and mends what one that was ahead has left behind. */
import { judgeClock, trustedAheadMs, type ClockReading, type ClockState, type ClockVerdict } from '../domain/clock-jump.js';
import { outageBoundMs } from '../domain/outage.js';
import { minuteMs, secondMs } from '../domain/time.js';
import { putClockBack } from './put-clock-back.js';
import type { World } from './world.js';

export interface ClockWatch {
  /**
   * Judges the clock and, if it is believed, beats. `false`: nothing that depends on the time may be done now. Rejects when the store does not
   * answer, and then nothing may be done either: what the gap meant for people is not known.
   */
  beat(reading: ClockReading): Promise<boolean>;
  /** By when at the latest a held clock is looked at again; undefined: it is not held. */
  heldForMs(): number | undefined;
  /** What the next beat at this moment would find, as far as it can be told without the store. */
  believes(reading: ClockReading): boolean;
}

/** A clock that was put back by more is told to the operator, for as long as one that ran ahead is held at least. */
const toldForMs = 15 * minuteMs;

export function createClockWatch(world: World): ClockWatch {
  const { household } = world.stores;
  let state: ClockState | undefined;
  let held: number | undefined;
  let toldUntilMs = Number.NEGATIVE_INFINITY;

  const judge = async (reading: ClockReading): Promise<ClockVerdict> => {
    if (state?.kind === 'believed') return judgeClock({ state, reading });
    const [lastBeat, acceptedAt] = await Promise.all([household.lastBeat(), household.clockAcceptedAt()]);
    return judgeClock({ state, reading, lastBeat, acceptedAt });
  };

  const believe = async (verdict: Extract<ClockVerdict, { kind: 'believed' }>, { now, elapsedMs }: ClockReading): Promise<boolean> => {
    const { putBackMs } = verdict;
    if (state?.kind === 'held') world.log.warn({ watched: verdict.watched, putBackMs }, 'the clock is believed again');
    if (putBackMs > 0) {
      world.log.warn({ putBackMs }, 'the clock was put back');
      await putClockBack(world, now);
    }
    const online = world.chat.online() !== undefined;
    await household.beat(now, verdict.watched ? Number.POSITIVE_INFINITY : outageBoundMs, online);
    // Only now: what failed on the way is done again by the next tick.
    state = verdict.state;
    held = undefined;
    if (putBackMs > trustedAheadMs) {
      toldUntilMs = elapsedMs + toldForMs;
      world.alarms.raise('clock-jump', { aheadMinutes: -minutesOf(putBackMs), held: false });
    } else if (elapsedMs >= toldUntilMs) world.alarms.clear('clock-jump');
    return true;
  };

  return {
    async beat(reading) {
      const verdict = await judge(reading);
      if (verdict.kind === 'believed') return believe(verdict, reading);
      const { aheadMs, restMs } = verdict;
      if (state?.kind !== 'held') world.log.warn({ aheadMs }, 'the clock jumped: what the bot starts is held');
      state = verdict.state;
      held = Math.max(secondMs, restMs);
      // `byItself`: it is believed when it stays; else an operator has to say so.
      world.alarms.raise('clock-jump', { aheadMinutes: minutesOf(aheadMs), held: true, byItself: Number.isFinite(restMs) });
      return false;
    },
    heldForMs: () => held,
    believes: (reading) => state === undefined || judgeClock({ state, reading }).kind === 'believed',
  };
}

function minutesOf(ms: number): number {
  return Math.round(ms / minuteMs);
}

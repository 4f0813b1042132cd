/**
 * Decides whether the wall clock can be believed: by a second clock that nobody sets, and by when the bot was last awake. Small steps, as NTP
 * makes them, are nothing. A clock that ran ahead is not believed at once, since everything with a deadline would fall due together.
 */
import { dayMs, hourMs, minuteMs, type Instant } from './time.js';

/** Two clocks read together. `elapsedMs` goes on through the machine's sleep, is set by nobody, and begins anew with each process. */
export interface ClockReading {
  now: Instant;
  elapsedMs: number;
}

export type ClockState =
  /** What readings are compared with: the last one, or one of the last hour. */
  | { kind: 'believed'; reference: ClockReading }
  /**
   * `expected`: where the clock would stand had it not jumped; absent after a start, which has only the last beat to go by. `settled`: the
   * reading since which the clock has gone on evenly.
   */
  | { kind: 'held'; expected?: ClockReading; settled: ClockReading };

export interface ClockQuestion {
  /** Absent: the first look after a start. */
  state?: ClockState | undefined;
  reading: ClockReading;
  /** The last beat of any process, as stored: asked for after a start and while held. Absent: there was none. */
  lastBeat?: Instant | undefined;
  /** When an operator said that the clock was right, by that clock. */
  acceptedAt?: Instant | undefined;
}

export type ClockVerdict =
  | {
      kind: 'believed';
      state: ClockState;
      /** By how much the clock was put back; 0: it was not. What was stamped while it was ahead lies in the future. */
      putBackMs: number;
      /** Somebody was awake all the time, so the gap that the next beat shows is none. */
      watched: boolean;
    }
  /** Nothing that depends on the time may be done. `restMs`: by when at the earliest it is believed by itself; Infinity: never. */
  | { kind: 'held'; state: ClockState; aheadMs: number; restMs: number };

/** As far as the clock may run ahead without being doubted: what is in between counts as an outage, like any gap. */
export const trustedAheadMs = hourMs;
/** As far as the clocks of several machines are apart, and more than a beat may be old. */
export const clockSkewMs = 2 * minuteMs;
/** A jump that stays for so long, by the clock that nobody sets, is accepted. */
export const settlesAfterMs = 15 * minuteMs;
/** A jump, or a gap after a start, beyond this is accepted only on an operator's word. */
export const longestGapMs = 35 * dayMs;
/** Small steps add up to a jump only within so long. */
const comparedWithinMs = hourMs;

export function judgeClock(question: ClockQuestion): ClockVerdict {
  const { state } = question;
  if (state === undefined) return afterStart(question, question.reading);
  switch (state.kind) {
    case 'believed':
      return goingOn(question, state.reference);
    case 'held':
      return stillHeld(question, state);
    default:
      return state satisfies never;
  }
}

/** How far the clock is ahead of where it would stand had it gone on from a reading; negative: it is behind. */
function aheadOf({ now, elapsedMs }: ClockReading, from: ClockReading): number {
  return now - from.now - (elapsedMs - from.elapsedMs);
}

function afterStart({ reading, lastBeat, acceptedAt }: ClockQuestion, settled: ClockReading): ClockVerdict {
  const aheadMs = lastBeat === undefined ? 0 : reading.now - lastBeat;
  if (Math.abs(aheadMs) <= longestGapMs || isAccepted(reading, acceptedAt)) return believe(reading, aheadMs, false);
  return { kind: 'held', state: { kind: 'held', settled }, aheadMs, restMs: Number.POSITIVE_INFINITY };
}

function goingOn({ reading }: ClockQuestion, reference: ClockReading): ClockVerdict {
  const aheadMs = aheadOf(reading, reference);
  if (isDoubtful(aheadMs)) {
    const { elapsedMs } = reading;
    const expected = { now: reading.now - aheadMs, elapsedMs };
    return { kind: 'held', state: { kind: 'held', expected, settled: reading }, aheadMs, restMs: restOf(aheadMs, 0) };
  }
  if (aheadMs < -clockSkewMs) return believe(reading, aheadMs, false);
  const isOld = reading.elapsedMs - reference.elapsedMs >= comparedWithinMs;
  return { kind: 'believed', state: { kind: 'believed', reference: isOld ? reading : reference }, putBackMs: 0, watched: false };
}

function stillHeld(question: ClockQuestion, state: Extract<ClockState, { kind: 'held' }>): ClockVerdict {
  const { reading, lastBeat, acceptedAt } = question;
  const settled = Math.abs(aheadOf(reading, state.settled)) > clockSkewMs ? reading : state.settled;
  const { expected } = state;
  if (expected === undefined) return afterStart(question, settled);
  const aheadMs = aheadOf(reading, expected);
  // Put back past where it was, it begins anew: a beat that counts as watched would leave the last one lying ahead.
  if (!isDoubtful(aheadMs)) return believe(reading, aheadMs, aheadMs >= -clockSkewMs);
  const heldForMs = reading.elapsedMs - settled.elapsedMs;
  const stays = heldForMs >= settlesAfterMs && aheadMs > 0 && aheadMs <= longestGapMs && !isContradicted(reading, expected, lastBeat);
  if (stays || isAccepted(reading, acceptedAt)) return believe(reading, aheadMs, false);
  return { kind: 'held', state: { kind: 'held', expected, settled }, aheadMs, restMs: restOf(aheadMs, heldForMs) };
}

function believe(reading: ClockReading, aheadMs: number, watched: boolean): ClockVerdict {
  const putBackMs = aheadMs < -clockSkewMs ? -aheadMs : 0;
  return { kind: 'believed', state: { kind: 'believed', reference: reading }, putBackMs, watched };
}

function isDoubtful(aheadMs: number): boolean {
  return aheadMs > trustedAheadMs || aheadMs < -longestGapMs;
}

function restOf(aheadMs: number, heldForMs: number): number {
  return Math.abs(aheadMs) > longestGapMs ? Number.POSITIVE_INFINITY : Math.max(0, settlesAfterMs - heldForMs);
}

/** The word was given for the time that the clock shows now, not for another jump. */
function isAccepted({ now }: ClockReading, acceptedAt: Instant | undefined): boolean {
  return acceptedAt !== undefined && Math.abs(now - acceptedAt) <= trustedAheadMs;
}

/** Another process has gone on by the clock as it was before: it is this one that is wrong. */
function isContradicted({ now }: ClockReading, expected: ClockReading, lastBeat: Instant | undefined): boolean {
  return lastBeat !== undefined && lastBeat > expected.now + clockSkewMs && now - lastBeat > trustedAheadMs;
}

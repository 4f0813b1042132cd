/** The operator's word that the clock is right, for a gap or a jump too long to be believed by itself. */
import { clockSkewMs } from '../domain/clock-jump.js';
import type { Instant } from '../domain/time.js';
import type { World } from './world.js';

/** `lastBeat` undefined: the bot has never run. */
export type ClockAcceptance = { accepted: true; lastBeat: Instant } | { accepted: false; lastBeat: Instant | undefined };

/** It counts for an hour, also for a bot that starts only then. Not accepted: the bot was awake just now, so nothing is held. */
export async function acceptClock({ stores: { household } }: World, now: Instant): Promise<ClockAcceptance> {
  const lastBeat = await household.lastBeat();
  if (lastBeat === undefined || Math.abs(now - lastBeat) <= clockSkewMs) return { accepted: false, lastBeat };
  await household.acceptClock(now, 'operator');
  return { accepted: true, lastBeat };
}

/** 操作过于频繁: the platform has said that the account sends too fast. Nothing the bot starts goes out for a while, also after a restart. */
import { minuteMs, type Instant } from '../domain/time.js';
import type { SendOutcome } from './chat-port.js';
import type { World } from './world.js';

export const tooFrequent = 'too-frequent';
export const coolDownMs = 10 * minuteMs;

/** By world: until when its account rests, as far as this process knows. */
const rests = new WeakMap<World, Instant>();

export function isTooFrequent(outcome: SendOutcome): boolean {
  return outcome.kind === 'refused' && outcome.reason === tooFrequent;
}

/** Returns until when. The operator is told, for an account that is told this often is in danger. */
export async function restAccount(world: World, now: Instant): Promise<Instant> {
  const until = now + coolDownMs;
  rests.set(world, until);
  world.alarms.raise('throttled');
  world.log.warn({ until }, 'the account sends too fast for the platform: it rests');
  await world.stores.household.rest(until);
  return until;
}

/** -Infinity: it may send. */
export async function restsUntil(world: World): Promise<Instant> {
  const known = rests.get(world);
  if (known !== undefined) return known;
  const until = (await world.stores.household.restsUntil()) ?? Number.NEGATIVE_INFINITY;
  rests.set(world, until);
  return until;
}

/** It is looked up anew: another process may have held the account meanwhile. */
export function forgetRest(world: World): void {
  rests.delete(world);
}

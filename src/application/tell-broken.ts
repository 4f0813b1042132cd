/** 断链: where the chain of responsibility is broken, as far as the reader oversees it, and who can mend it. */
import type { Person } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { say, type World } from './world.js';

export async function tellBroken(world: World, _person: Person, _now: Instant): Promise<string> {
  return say(world, 'not-yet', { word: 'broken', clerk: null });
}

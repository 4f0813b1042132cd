/** 台账: tasks and rules, open ones first, as far as the reader oversees them. */
import type { Person } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { say, type World } from './world.js';

export async function tellLedger(world: World, _person: Person, _now: Instant): Promise<string> {
  return say(world, 'not-yet', { word: 'ledger', clerk: null });
}

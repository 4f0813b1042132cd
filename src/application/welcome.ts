/** What somebody hears who has just been bound: who they are here, and what to expect. */
import type { PersonId } from '../domain/roster.js';
import { postWords } from './post-words.js';
import { personName } from './words.js';
import { say, type World } from './world.js';

export function welcome(world: World, person: PersonId): string {
  const { budget, quietHours, restDays } = world.config().settings;
  return say(world, 'bound', {
    name: personName(world, person),
    posts: postWords(world, person),
    weekly: budget === false ? null : budget.perPersonPerWeek,
    quiet: quietHours.length > 0,
    rest: restDays === 'hold',
  });
}

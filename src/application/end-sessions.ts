/** Ends what is open in the console, and the calendar's address, in the name of whoever is not in the roster any more. Their requests are refused before that already. */
import type { Roster } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { presentPerson } from './people.js';
import type { World } from './world.js';

/** Looks once at each roster in force, and again while that did not succeed. Whoever comes back has to sign in anew. */
export function createSessionWatch(world: World): (now: Instant) => Promise<void> {
  let looked: Roster | undefined;
  return async (now) => {
    const { roster } = world.config();
    if (roster === looked) return;
    const { signIns, calendarLinks } = world.stores;
    for (const person of await signIns.holders()) {
      if (presentPerson(world, person) === undefined) await signIns.endAll(person, 'bot', now);
    }
    for (const person of await calendarLinks.holders()) {
      if (presentPerson(world, person) === undefined) await calendarLinks.end(person, 'bot', now);
    }
    looked = roster;
  };
}

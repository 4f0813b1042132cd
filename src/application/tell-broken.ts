/** 断链: where the chain of responsibility is broken, as far as the reader oversees it, and who can mend it. */
import type { Person } from '../domain/roster.js';
import { brokenPlaces } from './broken-places.js';
import { linkWords } from './link-words.js';
import { clerkName, personName, unitName } from './words.js';
import { say, type World } from './world.js';

/** A list longer than a phone's screen helps nobody. */
const listed = 20;

/** One place a unit, then the offices, then what is only worth a note. */
export function tellBroken(world: World, person: Person): string {
  const { places, notes } = brokenPlaces(world, person);
  const isClerk = person.roles.includes('clerk');
  return say(world, 'broken', {
    items: places.slice(0, listed).map((link) => linkWords(world, link)),
    more: Math.max(0, places.length - listed),
    notes: notes
      .filter(({ units: held }) => held.length > 1)
      .slice(0, listed)
      .map(({ person: holder, units: held }) => ({
        person: personName(world, holder),
        units: held.map((unit) => unitName(world, unit)),
      })),
    clerk: isClerk ? null : clerkName(world),
  });
}

/** 断链: where the chain of responsibility is broken, as far as the reader oversees it, and who can mend it. */
import type { BrokenLink } from '../domain/broken-links.js';
import type { Person } from '../domain/roster.js';
import { brokenPlaces } from './broken-places.js';
import { linkWords } from './link-words.js';
import { clerkName, personName, unitName } from './words.js';
import { say, type World } from './world.js';

/** A list longer than a phone's screen helps nobody. */
const listed = 20;

/** One place a unit, then the offices, then what is only worth a note. */
export async function tellBroken(world: World, person: Person): Promise<string> {
  const { places, notes } = await brokenPlaces(world, person);
  const isClerk = person.roles.includes('clerk');
  const shown = places.slice(0, listed);
  return say(world, 'broken', {
    items: shown.map((link) => linkWords(world, link)),
    more: Math.max(0, places.length - listed),
    notes: notes
      .filter(({ units: held }) => held.length > 1)
      .slice(0, listed)
      .map(({ person: holder, units: held }) => ({
        person: personName(world, holder),
        units: held.map((unit) => unitName(world, unit)),
      })),
    bind: isClerk ? bindingFor(world, shown) : null,
    clerk: isClerk ? null : clerkName(world),
  });
}

/** Whom a new code would bring back: the first whose account is not known, or takes nothing. */
function bindingFor(world: World, links: readonly BrokenLink[]): string | null {
  const codes: readonly BrokenLink['code'][] = ['unbound', 'unbound-role', 'unreached', 'unreached-person'];
  const first = links.find(({ code }) => codes.includes(code));
  return first !== undefined && 'person' in first ? personName(world, first.person) : null;
}

/** 断链: where the chain of responsibility is broken, as far as the reader oversees it, and who can mend it. */
import { chainLinks } from '../domain/chain-links.js';
import { firstOfEach, isNote, isOfUnit, type BrokenLink } from '../domain/broken-links.js';
import { standings, visible } from '../domain/permission.js';
import type { Person } from '../domain/roster.js';
import { linkWords } from './link-words.js';
import { clerkName, personName, unitName } from './words.js';
import { say, type World } from './world.js';

/** A list longer than a phone's screen helps nobody. */
const listed = 20;

/** One place a unit, the first that hurts; then the offices, for those who see the whole; two posts in one hand last, as a note. */
export function tellBroken(world: World, person: Person): string {
  const { roster } = world.config();
  const units = [...roster.units.keys()];
  const seen = visible(roster, person.id, units);
  const links = chainLinks(roster, world.config().duties, seen);
  const places = [...firstOfEach(links.filter(isOfUnit)), ...(seesAll(world, person) ? links.filter(isOfOffice) : [])];
  const isClerk = person.roles.includes('clerk');
  return say(world, 'broken', {
    items: places.slice(0, listed).map((link) => linkWords(world, link)),
    more: Math.max(0, places.length - listed),
    notes: links
      .filter(isNote)
      .filter(({ units: held }) => held.length > 1)
      .slice(0, listed)
      .map(({ person: holder, units: held }) => ({
        person: personName(world, holder),
        units: held.map((unit) => unitName(world, unit)),
      })),
    clerk: isClerk ? null : clerkName(world),
  });
}

function isOfOffice(link: BrokenLink): link is Extract<BrokenLink, { role: string } | { code: 'no-charge' }> {
  return 'role' in link || link.code === 'no-charge';
}

function seesAll(world: World, person: Person): boolean {
  const standing = standings(world.config().roster, person.id);
  return standing.has('secretary') || standing.has('discipline') || standing.has('clerk');
}

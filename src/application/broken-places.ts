/** The places where the chain of responsibility is broken, as far as a reader oversees it. */
import { firstOfEach, isNote, isOfUnit, type BrokenLink } from '../domain/broken-links.js';
import { chainLinks } from '../domain/chain-links.js';
import { standings, visible } from '../domain/permission.js';
import type { Person, UnitId } from '../domain/roster.js';
import type { World } from './world.js';

type Note = Extract<BrokenLink, { code: 'two-posts' }>;
export type BrokenPlace = Exclude<BrokenLink, Note>;

/** One place a unit, the first that hurts; then the offices, for those who see the whole; two posts in one hand apart, as notes. */
export function brokenPlaces(world: World, person: Person): { seen: UnitId[]; places: BrokenPlace[]; notes: Note[] } {
  const { roster, duties } = world.config();
  const seen = visible(roster, person.id, [...roster.units.keys()]);
  const links = chainLinks(roster, duties, seen);
  const places = [...firstOfEach(links.filter(isOfUnit)), ...(seesAll(world, person) ? links.filter(isOfOffice) : [])];
  return { seen, places, notes: links.filter(isNote) };
}

function isOfOffice(link: BrokenLink): link is Extract<BrokenLink, { role: string } | { code: 'no-charge' }> {
  return 'role' in link || link.code === 'no-charge';
}

function seesAll(world: World, person: Person): boolean {
  const standing = standings(world.config().roster, person.id);
  return standing.has('secretary') || standing.has('discipline') || standing.has('clerk');
}

/** The places where the chain of responsibility is broken, as far as a reader oversees it. */
import { firstOfEach, isNote, isOfUnit, type BrokenLink, type Unreached } from '../domain/broken-links.js';
import { chainLinks } from '../domain/chain-links.js';
import { dateOf } from '../domain/date-text.js';
import { standings, visible } from '../domain/permission.js';
import { reachLinks } from '../domain/reach-links.js';
import type { Person, UnitId } from '../domain/roster.js';
import type { World } from './world.js';

type Note = Extract<BrokenLink, { code: 'two-posts' }>;
export type BrokenPlace = Exclude<BrokenLink, Note>;

/** One place a unit, the first that hurts; then the offices, for those who see the whole; two posts in one hand apart, as notes. */
export async function brokenPlaces(world: World, person: Person): Promise<{ seen: UnitId[]; places: BrokenPlace[]; notes: Note[] }> {
  const { roster, duties } = world.config();
  const seen = visible(roster, person.id, [...roster.units.keys()]);
  const known = chainLinks(roster, duties, seen);
  const links = [...known, ...reachLinks(roster, seen, await unreachedPeople(world), known)];
  const places = [...firstOfEach(links.filter(isOfUnit)), ...(seesAll(world, person) ? links.filter(isOfOffice) : [])];
  return { seen, places, notes: links.filter(isNote) };
}

async function unreachedPeople(world: World): Promise<Unreached[]> {
  const { timezone } = world.config().settings;
  const found = await world.stores.outbox.unreached();
  return found
    .map(({ person, messages, since, reachedAt }) => ({ person, messages, since: dateOf(since, timezone), ever: reachedAt !== undefined }))
    .toSorted((one, other) => (one.since < other.since ? -1 : one.since > other.since ? 1 : 0));
}

function isOfOffice(link: BrokenLink): link is Extract<BrokenLink, { role: string } | { code: 'no-charge' | 'unreached-person' }> {
  return 'role' in link || link.code === 'no-charge' || link.code === 'unreached-person';
}

function seesAll(world: World, person: Person): boolean {
  const standing = standings(world.config().roster, person.id);
  return standing.has('secretary') || standing.has('discipline') || standing.has('clerk');
}

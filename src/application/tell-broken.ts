/** 断链: where the chain of responsibility is broken, as far as the reader oversees it, and who can mend it. */
import { chainLinks } from '../domain/chain-links.js';
import { firstOfEach, isNote, isOfUnit, type BrokenLink, type Unreached } from '../domain/broken-links.js';
import { dateOf } from '../domain/date-text.js';
import { reachLinks } from '../domain/reach-links.js';
import { standings, visible } from '../domain/permission.js';
import type { Person } from '../domain/roster.js';
import { linkWords } from './link-words.js';
import { clerkName, personName, unitName } from './words.js';
import { say, type World } from './world.js';

/** A list longer than a phone's screen helps nobody. */
const listed = 20;

/** One place a unit, the first that hurts; then the offices, for those who see the whole; two posts in one hand last, as a note. */
export async function tellBroken(world: World, person: Person): Promise<string> {
  const { roster } = world.config();
  const units = [...roster.units.keys()];
  const seen = visible(roster, person.id, units);
  const known = chainLinks(roster, world.config().duties, seen);
  const links = [...known, ...reachLinks(roster, seen, await unreachedPeople(world), known)];
  const places = [...firstOfEach(links.filter(isOfUnit)), ...(seesAll(world, person) ? links.filter(isOfOffice) : [])];
  const isClerk = person.roles.includes('clerk');
  const shown = places.slice(0, listed);
  return say(world, 'broken', {
    items: shown.map((link) => linkWords(world, link)),
    more: Math.max(0, places.length - listed),
    notes: links
      .filter(isNote)
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

async function unreachedPeople(world: World): Promise<Unreached[]> {
  const { timezone } = world.config().settings;
  const found = await world.stores.outbox.unreached();
  return found
    .map(({ person, messages, since, reachedAt }) => ({ person, messages, since: dateOf(since, timezone), ever: reachedAt !== undefined }))
    .toSorted((one, other) => (one.since < other.since ? -1 : one.since > other.since ? 1 : 0));
}

/** Whom a new code would bring back: the first whose account is not known, or takes nothing. */
function bindingFor(world: World, links: readonly BrokenLink[]): string | null {
  const codes: readonly BrokenLink['code'][] = ['unbound', 'unbound-role', 'unreached', 'unreached-person'];
  const first = links.find(({ code }) => codes.includes(code));
  return first !== undefined && 'person' in first ? personName(world, first.person) : null;
}

function isOfOffice(link: BrokenLink): link is Extract<BrokenLink, { role: string } | { code: 'no-charge' | 'unreached-person' }> {
  return 'role' in link || link.code === 'no-charge' || link.code === 'unreached-person';
}

function seesAll(world: World, person: Person): boolean {
  const standing = standings(world.config().roster, person.id);
  return standing.has('secretary') || standing.has('discipline') || standing.has('clerk');
}

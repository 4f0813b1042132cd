/** Breaks of the chain that no file shows: people to whom the bot tried to write and never got through. */
import type { BrokenLink, ReachLink, Unreached } from './broken-links.js';
import { postsOf } from './posting.js';
import type { Roster, UnitId } from './roster.js';

/** A single failure may be an accident, if messages arrived before. */
const several = 2;

const untold: readonly BrokenLink['code'][] = ['unbound', 'unbound-role'];

/**
 * One link for each person, in the first of the given units in which they have a post. Left out: whoever has no account, as far as `links` say so
 * already, and whoever has left. Who has no post in any unit is told of by themselves.
 */
export function reachLinks(
  roster: Roster,
  units: readonly UnitId[],
  unreached: readonly Unreached[],
  links: readonly BrokenLink[],
): ReachLink[] {
  const wanted = new Set(units);
  const told = new Set(links.flatMap((link) => ('person' in link && untold.includes(link.code) ? [link.person] : [])));
  return unreached.flatMap((one): ReachLink[] => {
    const found = roster.people.get(one.person);
    if (found === undefined || found.left !== undefined || told.has(one.person) || (one.ever && one.messages < several)) return [];
    const posts = postsOf(roster, found.id);
    const first = posts.find(({ unit }) => wanted.has(unit));
    if (first !== undefined) return [{ code: 'unreached', ...first, ...one }];
    return posts.length > 0 ? [] : [{ code: 'unreached-person', ...one }];
  });
}

/** The lines of 状态 about findings: how many are being mended, and what has been lying with the reader since when. */
import { waitingAs, type Finding } from '../domain/finding.js';
import type { Person } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { ledgerCounts } from './ledger-figures.js';
import { mattersFor } from './tell-waiting.js';
import { dayWords } from './words.js';
import { say, type World } from './world.js';

const listed = 3;

/** Empty: there is nothing to tell. */
export async function tellStanding(world: World, person: Person, now: Instant): Promise<string> {
  const [counts, waiting] = await Promise.all([ledgerCounts(world, person, now), mattersFor(world, person)]);
  const lying = waiting
    .filter((matter): matter is Finding => matter.kind === 'finding')
    .map((finding) => ({ number: finding.no, at: waitingAs(finding)?.since ?? finding.at }))
    .toSorted((one, other) => one.at - other.at);
  const { open, working, reported, late } = counts;
  if (open + working + reported + lying.length === 0) return '';
  return say(world, 'status-findings', {
    mending: open + working,
    reported,
    late,
    lying: lying.slice(0, listed).map(({ number, at }) => ({ number, since: dayWords(world, at) })),
    more: Math.max(0, lying.length - listed),
  });
}

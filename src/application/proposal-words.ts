/** What whoever decides on a proposed finding has to know beside it: what it contradicts, and what it repeats. */
import type { Finding } from '../domain/finding.js';
import { recurrencesOf } from '../domain/recurrence.js';
import { dayMs, type Instant } from '../domain/time.js';
import { dayWords } from './words.js';
import type { World } from './world.js';

export interface ProposalWords {
  /** Earlier findings that it repeats: how many, and the newest. null: none. */
  recurrence: { count: number; number: number; at: string; by: 'unit' | 'owner' } | null;
}

const looked = 20;

export async function proposalWords(world: World, finding: Finding, now: Instant): Promise<ProposalWords> {
  const { ledger } = world.stores;
  const withinMs = world.config().settings.ledger.recurrenceDays * dayMs;
  const since = now - withinMs;
  const { field, unit, owner } = finding;
  const earlier = await Promise.all([ledger.history(field, { unit }, since, looked), ledger.history(field, { owner }, since, looked)]);
  const found = recurrencesOf(finding, earlier.flat(), { now, withinMs }).filter(
    ({ no }, index, all) => all.findIndex((other) => other.no === no) === index,
  );
  const [newest] = found;
  if (newest === undefined) return { recurrence: null };
  return { recurrence: { count: found.length, number: newest.no, at: dayWords(world, newest.at), by: newest.by } };
}

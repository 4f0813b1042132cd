/**
 * What somebody has left behind: a finding whose owner is not of its unit any more goes to whoever answers for the unit now; one whose unit is gone
 * stays, is shown to whoever oversees it, and is given to another unit by them.
 */
import { isOwed, waitsForOf, type Finding } from '../domain/finding.js';
import { holders, unitsOf } from '../domain/responsibility.js';
import type { PersonId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { findingLook, findingNotices, openedNotices, overseersToTell, ownerOf } from './finding-book.js';
import type { Config, Stores } from './ports.js';
import { beginOf } from './posting-facts.js';
import type { World } from './world.js';

/** The rosters that each store's ledger is in line with. */
const taken = new WeakMap<Stores, Config['roster']>();

/** The nearest dates first: more change hands as these are settled. */
const most = 5000;
const unsettled = (['proposed', 'open', 'working', 'reported'] as const).map((state) => ({ scope: { of: 'all' } as const, state }));

/** Costs nothing as long as the roster is the same object. Several processes may do it at once: each change follows a version. */
export async function handOverFindings(world: World, now: Instant): Promise<void> {
  const { roster } = world.config();
  if (taken.get(world.stores) === roster) return;
  const leaving = await leaversOf(world, now);
  let complete = true;
  for (const finding of await world.stores.ledger.list(unsettled, most)) {
    if (leaving.has(finding.owner) || !(await putInPlace(world, finding, now))) complete = false;
  }
  if (complete) taken.set(world.stores, roster);
}

/** Whoever goes by a transfer whose day has come: that hands over what is theirs, and tells whoever follows of all of it in one message. */
async function leaversOf(world: World, now: Instant): Promise<ReadonlySet<PersonId>> {
  const transfers = await world.stores.matters.open({ kind: 'transfer' });
  const due = transfers.filter(({ state, on }) => state === 'planned' && beginOf(world, on) <= now);
  return new Set(due.map(({ person }) => person));
}

/** False: somebody has changed it in between. */
async function putInPlace(world: World, finding: Finding, now: Instant): Promise<boolean> {
  const { roster } = world.config();
  if (finding.settledAt !== undefined) return true;
  if (!roster.units.has(finding.unit)) {
    const to = overseersToTell(world, finding);
    await world.stores.outbox.enqueue(findingNotices(world, finding, { kind: 'finding-homeless', to, mark: 'homeless' }, now), now);
    return true;
  }
  if (unitsOf(roster, finding.owner).includes(finding.unit)) return true;
  const owner = ownerOf(world, finding.unit);
  if (owner === undefined || owner === finding.owner) return true;
  const after: Finding = { ...finding, owner, joint: holders(roster, 'supervisor', finding.unit).slice(0, 1) };
  const due = findingLook(world, after, now);
  const recorded = await world.stores.matters.write(
    {
      matter: after,
      after: finding.version,
      ...(Number.isFinite(due) ? { due } : {}),
      waitsFor: waitsForOf(roster, after),
      actor: 'files',
      act: 'finding-handed-over',
      notices: isOwed(finding) ? openedNotices(world, finding, after, undefined, now) : [],
    },
    now,
  );
  return recorded.kind !== 'conflict';
}

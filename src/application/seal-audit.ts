/**
 * Seals the audit trail and keeps its last seal outside the store.
 *
 * Any process may seal; of several at once the first one's seal counts. Sealing goes on behind a gap, so that what follows is protected; but the
 * seal outside is never replaced by one that does not follow it. An entry that was changed before its seal cannot be told from one that was
 * written so.
 */
import { genesisOf, sealedAtMost, stepOf, stepsOf, stretchAfter, type Head, type Seal } from '../domain/audit-chain.js';
import { gapIn, type Break } from '../domain/audit-check.js';
import type { Roster } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import type { AuditTrail } from './audit-port.js';
import type { World } from './world.js';

/** Is told what does not hold, each time it is met with. */
export type Finding = (broken: Break) => void;

/** What sealing needs of the world. */
export type SealingWorld = Pick<World, 'stores' | 'witness'> & { config(): { roster: Pick<Roster, 'committee'> } };

/** `more`: there may be entries that are not sealed yet. */
export interface Sealing {
  last: Seal | undefined;
  more: boolean;
}

const sealsARun = 20;

/** Seals what is not sealed yet, as much as fits in a run. */
export async function sealAudit(world: SealingWorld, now: Instant, found: Finding): Promise<Sealing> {
  const { audit } = world.stores;
  const hash = (text: string): string => audit.hash(text);
  let last = await audit.lastSeal();
  for (let batch = 0; batch < sealsARun; batch += 1) {
    const head: Head =
      last === undefined ? { no: 0, hash: genesisOf(world.config().roster.committee, hash) } : { no: last.to, hash: last.head };
    const entries = await audit.entries(`${head.no}-0`, sealedAtMost);
    if (entries.length === 0) return { last, more: false };
    // A new key beside old seals would pass for theirs.
    const key = await audit.signingKey({ create: last === undefined });
    if (key === undefined || (last !== undefined && !audit.isGenuine(last, key))) {
      found(key === undefined ? { from: head.no + 1, why: 'key-missing' } : { from: last?.from ?? 1, why: 'seal-forged' });
      return { last: undefined, more: false };
    }
    const gap = gapIn(head.no, entries);
    if (gap !== undefined) found(gap);
    const stretch = stretchAfter(head, entries, { at: now, key, hash });
    if (stretch === undefined) return { last, more: false };
    const seal = await audit.sign(stretch);
    if (!(await audit.appendSeal(seal, head.no))) return { last: await audit.lastSeal(), more: false };
    last = seal;
  }
  return { last, more: true };
}

/** Puts the last seal in the place of the one outside, if it follows it. */
export async function keepOutside(world: Pick<World, 'stores' | 'witness'>, last: Seal, found: Finding): Promise<void> {
  const kept = await world.witness.read();
  if (kept === 'damaged') return found({ from: 1, why: 'witness-damaged' });
  if (kept?.signature === last.signature) return;
  if (kept !== undefined && !(await follows(world.stores.audit, last, kept))) {
    return found({ from: Math.min(kept.to, last.to) + 1, why: 'rolled-back' });
  }
  await world.witness.keep(last);
}

/** Whether the hash after the kept seal's last entry is still in the chain. A seal lost in a crash may have been made anew with other ends. */
async function follows(audit: AuditTrail, last: Seal, kept: Seal): Promise<boolean> {
  const [cover] = last.to < kept.to ? [] : await audit.sealsAfter(kept.to - 1, 1);
  return cover !== undefined && stepsOf(cover).get(kept.to) === stepOf(kept.head);
}

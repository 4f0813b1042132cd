/**
 * Checks a trail against its seals and against heads known outside of it, walking from the first entry to the last. It stops at the first thing
 * that does not hold; all before that is as it was sealed.
 */
import { genesisOf, hashAfter, numberOf, sealedAtMost, stepOf, stepsOf, type AuditEntry, type Hash, type Seal } from './audit-chain.js';

/**
 * Why the trail does not hold from a number on. `edited`: an entry is not what was sealed. `missing`: there is no such number, though there are
 * later ones. `out-of-order`: something stands where no entry can. `truncated`: the trail ends before what was sealed or counted. `counter`: the
 * counter is behind the entries. `seal-missing`, `seal-forged`: the entries may be as they were, but nobody can know. `key-missing`: nothing can
 * be checked, for the bot's signing key is gone. `rolled-back`: a head that is known outside is not in the trail. `witness-damaged`: what was kept
 * outside cannot be read.
 */
export type BreakKind =
  | 'edited'
  | 'missing'
  | 'out-of-order'
  | 'truncated'
  | 'counter'
  | 'seal-missing'
  | 'seal-forged'
  | 'key-missing'
  | 'rolled-back'
  | 'witness-damaged';

/** `from`: the first number that does not hold. */
export interface Break {
  from: number;
  why: BreakKind;
}

/** By number, what the hash after an entry began with when somebody outside noted it. */
export type Witnesses = ReadonlyMap<number, readonly string[]>;

export interface TrailContext {
  committee: string;
  hash: Hash;
  /** The number of the last entry there is. */
  last: number;
  witnesses: Witnesses;
}

/** How far a walk has come. `sealed`: up to which number, with which head. `agreed`: the last number whose hash a witness confirmed. */
export interface Walk {
  no: number;
  hash: string;
  sealed: { no: number; head: string };
  agreed: number;
}

export type Walked = { ok: true; walk: Walk } | { ok: false; broken: Break };

export function startOf({ committee, hash }: Pick<TrailContext, 'committee' | 'hash'>): Walk {
  const genesis = genesisOf(committee, hash);
  return { no: 0, hash: genesis, sealed: { no: 0, head: genesis }, agreed: 0 };
}

/** From a seal that is taken as it is, for what comes before it was looked into already. */
export function startAt(seal: Pick<Seal, 'from' | 'before'>): Walk {
  const no = seal.from - 1;
  return { no, hash: seal.before, sealed: { no, head: seal.before }, agreed: no };
}

/** Whether a seal is the next one. Only what this lets pass is worth reading the entries of. */
export function joinFault({ sealed }: Walk, seal: Seal, isGenuine: boolean): Break | undefined {
  const from = sealed.no + 1;
  if (!isGenuine) return { from, why: 'seal-forged' };
  if (seal.from > from) return { from, why: 'seal-missing' };
  const isSound =
    seal.from === from && seal.before === sealed.head && seal.to >= from && seal.steps.length / stepOf(seal.head).length <= sealedAtMost;
  return isSound ? undefined : { from, why: 'seal-forged' };
}

/** Over the entries of a seal that joins: all there are between the one before it and its last. */
export function walkSealed(walk: Walk, seal: Seal, entries: readonly AuditEntry[], context: TrailContext): Walked {
  const walked = walkOver(walk, entries, stepsOf(seal), context);
  if (!walked.ok) return walked;
  const { no, hash } = walked.walk;
  if (no < seal.to) return { ok: false, broken: { from: no + 1, why: no < context.last ? 'missing' : 'truncated' } };
  if (hash !== seal.head) return { ok: false, broken: { from: seal.from, why: 'edited' } };
  return { ok: true, walk: { ...walked.walk, sealed: { no, head: hash } } };
}

/** Over entries that are not sealed yet: only their numbers can be checked. */
export function walkUnsealed(walk: Walk, entries: readonly AuditEntry[], context: TrailContext): Walked {
  return walkOver(walk, entries, new Map(), context);
}

/** What only the end shows. `counted`: the counter when the walk began; `counter`: what it is now. */
export function endFault(
  { no }: Walk,
  { counted, counter }: { counted: number; counter: number },
  witnesses: Witnesses,
): Break | undefined {
  if (no < counted) return { from: no + 1, why: 'truncated' };
  if ([...witnesses.keys()].some((witnessed) => witnessed > no)) return { from: no + 1, why: 'rolled-back' };
  return counter < no ? { from: counter + 1, why: 'counter' } : undefined;
}

/** Where entries that should follow a number do not follow each other. */
export function gapIn(after: number, entries: readonly AuditEntry[]): Break | undefined {
  let no = after;
  for (const entry of entries) {
    const expected = no + 1;
    const found = numberOf(entry);
    if (found !== expected) return { from: expected, why: found !== undefined && found > expected ? 'missing' : 'out-of-order' };
    no = expected;
  }
  return undefined;
}

function walkOver(start: Walk, entries: readonly AuditEntry[], steps: ReadonlyMap<number, string>, context: TrailContext): Walked {
  let { no, hash, agreed } = start;
  for (const entry of entries) {
    const expected = no + 1;
    const gap = gapIn(no, [entry]);
    if (gap !== undefined) return { ok: false, broken: gap };
    hash = hashAfter(hash, entry, context.hash);
    const step = steps.get(expected);
    if (step !== undefined && stepOf(hash) !== step) return { ok: false, broken: { from: expected, why: 'edited' } };
    const noted = context.witnesses.get(expected);
    if (noted?.every((beginning) => hash.startsWith(beginning)) === false)
      return { ok: false, broken: { from: agreed + 1, why: 'rolled-back' } };
    if (noted !== undefined) agreed = expected;
    no = expected;
  }
  return { ok: true, walk: { ...start, no, hash, agreed } };
}

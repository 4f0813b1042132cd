/** An audit trail in memory, sealed as the product seals it, for tampering with. */
import { createHash, hkdfSync } from 'node:crypto';
import { isSignature, publicKeyOf, signedBy } from '../../src/adapters/crypto/signing.js';
import {
  genesisOf,
  signedText,
  stretchAfter,
  type AuditEntry,
  type Head,
  type Seal,
  type SealedStretch,
} from '../../src/domain/audit-chain.js';
import {
  endFault,
  joinFault,
  startOf,
  walkSealed,
  walkUnsealed,
  type Break,
  type Walk,
  type Witnesses,
} from '../../src/domain/audit-check.js';

export const committee = 'qingshan';
const seed = new Uint8Array(hkdfSync('sha256', 'seed of the tests', '', '', 32));
const key = publicKeyOf(seed);

export interface Trail {
  entries: AuditEntry[];
  seals: Seal[];
  counter: number;
}

export function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function entryOf(no: number, object = `monthly/${no}`): AuditEntry {
  return {
    id: `${no}-0`,
    fields: ['at', String(1_000 * no), 'actor', 'zhao', 'as', 'liaison', 'act', 'recorded', 'object', object, 'digest', hash(object)],
  };
}

/** A trail of so many entries, sealed in stretches of these lengths; what is left over is not sealed. */
export function trailOf(count: number, stretches: readonly number[]): Trail {
  const entries = Array.from({ length: count }, (_, i) => entryOf(i + 1));
  const seals: Seal[] = [];
  for (const length of stretches) {
    const last = seals.at(-1);
    const seal = sealed(last === undefined ? undefined : { no: last.to, hash: last.head }, entries, length);
    seals.push(seal);
  }
  return { entries, seals, counter: count };
}

/** The seal over the next entries behind a head. */
export function sealed(after: Head | undefined, entries: readonly AuditEntry[], length: number): Seal {
  const stretch = stretchOf(after, entries, length);
  return { ...stretch, signature: signedBy(seed, signedText(committee, stretch)) };
}

export function stretchOf(after: Head | undefined, entries: readonly AuditEntry[], length: number): SealedStretch {
  const head = after ?? { no: 0, hash: genesisOf(committee, hash) };
  const stretch = stretchAfter(head, entries.slice(head.no, head.no + length), { at: 0, key, hash });
  if (stretch === undefined) throw new Error('there is nothing to seal');
  return stretch;
}

const genuine = new Map<string, boolean>();

/** Signatures are costly to check ten thousand times: the same seal is checked once. */
export function isGenuine(seal: Seal): boolean {
  const text = signedText(committee, seal);
  const known = genuine.get(`${seal.signature}${text}`) ?? (seal.key === key && isSignature(key, text, seal.signature));
  genuine.set(`${seal.signature}${text}`, known);
  return known;
}

/** The whole walk over a trail in memory: what does not hold, or how far it came. */
export function check({ entries, seals, counter }: Trail, witnesses: Witnesses = new Map()): { walk: Walk; broken?: Break } {
  const context = { committee, hash, last: Number.parseInt(entries.at(-1)?.id ?? '0', 10), witnesses };
  let walk = startOf(context);
  let at = 0;
  for (const seal of seals) {
    const fault = joinFault(walk, seal, isGenuine(seal));
    if (fault !== undefined) return { walk, broken: fault };
    const from = at;
    while (at < entries.length && Number.parseInt(entries[at]?.id ?? '', 10) <= seal.to) at += 1;
    const walked = walkSealed(walk, seal, entries.slice(from, at), context);
    if (!walked.ok) return { walk, broken: walked.broken };
    walk = walked.walk;
  }
  const walked = walkUnsealed(walk, entries.slice(at), context);
  if (!walked.ok) return { walk, broken: walked.broken };
  const broken = endFault(walked.walk, { counted: counter, counter }, witnesses);
  return { walk: walked.walk, ...(broken === undefined ? {} : { broken }) };
}

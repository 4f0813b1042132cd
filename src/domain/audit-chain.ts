/**
 * The chain over the audit trail: after each entry stands a hash over it and the hash before, so that the last one, the head, stands for all of
 * them in their order. A seal keeps the head of a stretch of entries under the bot's signature.
 */
import type { Instant } from './time.js';

/** SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
export type Hash = (text: string) => string;

/** An entry as it is stored: `id` is `<number>-0`, `fields` names and values by turns, in their order. */
export interface AuditEntry {
  id: string;
  fields: readonly string[];
}

/** The number of the last entry and the hash after it. */
export interface Head {
  no: number;
  hash: string;
}

/** What is signed of the entries `from` … `to`. Heads join: `before` is the head of the seal before, or the committee's genesis. */
export interface SealedStretch {
  from: number;
  to: number;
  before: string;
  head: string;
  /** The first digits of the hash after each entry, in one text: they tell which entry does not hold. */
  steps: string;
  at: Instant;
  /** The public key it is signed with. */
  key: string;
}

export interface Seal extends SealedStretch {
  signature: string;
}

/** A seal covers no more than these. */
export const sealedAtMost = 1000;
const stepDigits = 16;

/** What the first entry of a committee follows: the trail of one committee is none of another's. */
export function genesisOf(committee: string, hash: Hash): string {
  return hash(JSON.stringify(['zerentian audit 1', committee]));
}

/** The hash after an entry. A JSON array is read in one way only: nothing moves from one field to the next unnoticed. */
export function hashAfter(before: string, { id, fields }: AuditEntry, hash: Hash): string {
  return hash(JSON.stringify([before, id, ...fields]));
}

/** The number of an entry; undefined: it was put in beside the numbered ones. */
export function numberOf({ id }: AuditEntry): number | undefined {
  const number = /^([1-9]\d{0,15})-0$/.exec(id)?.[1];
  return number === undefined ? undefined : Number(number);
}

/**
 * The stretch of entries that follows a head; undefined when no numbered one does. Missing numbers are passed over, for what follows a gap
 * is worth sealing too; it is the check that tells of them.
 */
export function stretchAfter(
  before: Head,
  entries: readonly AuditEntry[],
  given: { at: Instant; key: string; hash: Hash },
): SealedStretch | undefined {
  let head = before.hash;
  let to = before.no;
  let steps = '';
  for (const entry of entries) {
    const no = numberOf(entry);
    if (no === undefined) continue;
    to = no;
    head = hashAfter(head, entry, given.hash);
    steps += stepOf(head);
  }
  return to === before.no ? undefined : { from: before.no + 1, to, before: before.hash, head, steps, at: given.at, key: given.key };
}

/** The text that a seal's signature is over. */
export function signedText(committee: string, { from, to, before, head, steps, at, key }: SealedStretch): string {
  return JSON.stringify(['zerentian audit seal 1', committee, from, to, before, head, steps, at, key]);
}

/** What a seal keeps of the hash after an entry. */
export function stepOf(hash: string): string {
  return hash.slice(0, stepDigits);
}

/** By number, what the hash after each entry of a sealed stretch begins with. */
export function stepsOf({ from, steps }: Pick<SealedStretch, 'from' | 'steps'>): Map<number, string> {
  const found = new Map<number, string>();
  for (let at = 0; at < steps.length; at += stepDigits) found.set(from + at / stepDigits, steps.slice(at, at + stepDigits));
  return found;
}

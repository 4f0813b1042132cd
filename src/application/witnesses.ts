/** What is known of the trail outside of it: the seal kept beside the store, and heads that a second custodian was told. */
import { stepsOf, type Head, type Seal } from '../domain/audit-chain.js';
import type { Witnesses } from '../domain/audit-check.js';

/** 64 bits: nobody finds another trail with the same. */
const shownDigits = 16;
const mostDigits = 64;
const written = /^([1-9]\d{0,14}):([0-9a-f]+)$/u;

/** All that the kept seal says of the chain, and the heads that were given. */
export function witnessesOf(kept: Seal | undefined, heads: readonly Head[]): Witnesses {
  const found = new Map<number, string[]>();
  const put = (no: number, hash: string): void => void found.set(no, [...(found.get(no) ?? []), hash]);
  if (kept !== undefined) {
    if (kept.from > 1) put(kept.from - 1, kept.before);
    for (const [no, step] of stepsOf(kept)) put(no, step);
    put(kept.to, kept.head);
  }
  for (const { no, hash } of heads) put(no, hash);
  return found;
}

/** What headWords made, typed in whatever way: groups or none, capitals or not. undefined: it is no head. */
export function parseHead(text: string): Head | undefined {
  const plain = text.normalize('NFKC').toLowerCase().replaceAll(/[\s-]/gu, '');
  const [, no, hash = ''] = written.exec(plain) ?? [];
  return no === undefined || hash.length < shownDigits || hash.length > mostDigits ? undefined : { no: Number(no), hash };
}

/** A head for people, in groups of four: `1234:9f3a-01bc-22d4-e870`. */
export function headWords({ no, hash }: Head): string {
  return `${no}:${groupsOf(hash)}`;
}

/** The first digits of a hash or of a public key, for people to compare: `9f3a-01bc-22d4-e870`. */
export function groupsOf(digits: string): string {
  return digits.slice(0, shownDigits).match(/.{4}/gu)?.join('-') ?? '';
}

/**
 * Verifies the audit trail against its seals, the counter, and the heads that are known outside of it. It reads in bounded batches beside a
 * running bot: entries and seals that are added meanwhile are checked like the others.
 */
import {
  endFault,
  joinFault,
  startAt,
  startOf,
  walkSealed,
  walkUnsealed,
  type Break,
  type TrailContext,
  type Walk,
} from '../domain/audit-check.js';
import { numberOf, type AuditEntry, type Head, type Seal } from '../domain/audit-chain.js';
import type { AuditTrail, AuditWitness } from './audit-port.js';
import { readTrail } from './read-trail.js';
import { witnessesOf } from './witnesses.js';

export interface VerifyingOptions {
  committee: string;
  /** What is kept outside the store. */
  kept: Awaited<ReturnType<AuditWitness['read']>>;
  /** Heads that somebody noted. */
  heads?: readonly Head[];
  /** Begins with the seal that covers this number, and takes what is before it as it is. */
  from?: number;
}

/** `sealed`: up to which number the trail is proven; `head`: the head there, undefined before the first seal. `agreed`: up to where outside heads agree. */
export interface Verdict {
  sealed: number;
  head?: string;
  /** The public key of the seals. */
  key?: string;
  agreed: number;
  broken?: Break;
}

/** One verification under way: `next` goes on by one seal, or by as many entries where none is sealed; it returns the verdict at the end. */
export interface Verifying {
  next(): Promise<Verdict | undefined>;
}

export async function verifyAudit(trail: AuditTrail, options: VerifyingOptions): Promise<Verdict> {
  const verifying = createVerifying(trail, options);
  for (;;) {
    const verdict = await verifying.next();
    if (verdict !== undefined) return verdict;
  }
}

export function createVerifying(trail: AuditTrail, { committee, kept, heads = [], from = 1 }: VerifyingOptions): Verifying {
  const witnesses = witnessesOf(kept === 'damaged' ? undefined : kept, heads);
  const reader = readTrail(trail);
  let begun: { walk: Walk; context: TrailContext; counted: number } | undefined;
  let key: string | undefined;

  const begin = async (): Promise<NonNullable<typeof begun>> => {
    const { counter, last } = await trail.extent();
    const first = from > 1 ? (await trail.sealsAfter(from - 1, 1))[0] : undefined;
    const context = { committee, hash: (text: string) => trail.hash(text), last, witnesses };
    const walk = first === undefined ? startOf(context) : startAt(first);
    return { walk, context, counted: counter };
  };

  return {
    async next() {
      begun ??= await begin();
      const { walk, context, counted } = begun;
      const seal = await reader.sealAfter(walk.sealed.no);
      if (seal !== undefined) key ??= await trail.signingKey({ create: false });
      const start = seal === undefined ? walk : backToSealed(walk);
      const unsound = seal === undefined ? undefined : sealFault(trail, start, seal, key);
      if (unsound !== undefined) return verdictOf(start, key, unsound);
      const entries = await reader.entriesBetween(start.no, seal?.to);
      if (seal === undefined && entries.length === 0) {
        const fault = endFault(start, { counted, counter: (await trail.extent()).counter }, witnesses);
        const damage: Break | undefined = kept === 'damaged' ? { from: start.agreed + 1, why: 'witness-damaged' } : undefined;
        return verdictOf(start, key, fault ?? damage);
      }
      // What was appended and sealed since the walk began is no sign that something is missing before it.
      const now = { ...context, last: Math.max(context.last, lastOf(entries)) };
      const walked = seal === undefined ? walkUnsealed(start, entries, now) : walkSealed(start, seal, entries, now);
      if (!walked.ok) return verdictOf(start, key, walked.broken);
      begun.walk = walked.walk;
      return undefined;
    },
  };
}

/** Entries that were walked over before their seal was there are walked over again, against it. */
function backToSealed(walk: Walk): Walk {
  return { ...walk, no: walk.sealed.no, hash: walk.sealed.head };
}

function sealFault(trail: AuditTrail, walk: Walk, seal: Seal, key: string | undefined): Break | undefined {
  if (key === undefined) return { from: walk.sealed.no + 1, why: 'key-missing' };
  return joinFault(walk, seal, trail.isGenuine(seal, key));
}

function lastOf(entries: readonly AuditEntry[]): number {
  const last = entries.at(-1);
  return last === undefined ? 0 : (numberOf(last) ?? 0);
}

function verdictOf({ sealed, agreed }: Walk, key: string | undefined, broken: Break | undefined): Verdict {
  return {
    sealed: sealed.no,
    ...(sealed.no === 0 ? {} : { head: sealed.head }),
    ...(key === undefined ? {} : { key }),
    agreed,
    ...(broken === undefined ? {} : { broken }),
  };
}

/**
 * A random draw that anybody can recompute. Before it, the hash of who may be drawn and the hash of a secret are made public, so that neither can be
 * changed afterwards; then somebody else names a number; the seed is the hash of secret and number together, so that neither side alone decides.
 * Afterwards the secret is made public. Only whole numbers and SHA-256 are used: no rounding, no generator of a particular machine.
 */
import type { Hash } from './audit-chain.js';
import type { UnitId } from './roster.js';

/** Who may be drawn, how likely, and who may not, as it stood when it was frozen. */
export interface Lot {
  /** Names the draw, so that one lot's hash fits no other. */
  draw: string;
  /** How many are to be drawn. */
  sample: number;
  /** In roster order. Weights are whole and positive; twice the weight is twice as likely at each pick. */
  candidates: { unit: UnitId; weight: number }[];
  /** Left out on purpose, each with a reason in one word or more. */
  excluded: { unit: UnitId; reason: string }[];
}

/** What is made public before the draw. */
export interface Commitment {
  lot: string;
  secret: string;
}

/** What is made public after it: all that is needed to draw again. */
export interface Disclosure {
  lot: Lot;
  commitment: Commitment;
  secret: string;
  /** As the officer typed it, in digits. */
  number: string;
  drawn: UnitId[];
}

/** The lot as one text, always the same for the same lot: one line a unit. */
export function lotText({ draw, sample, candidates, excluded }: Lot): string {
  return [
    `draw ${draw}`,
    `sample ${sample}`,
    ...candidates.map(({ unit, weight }) => `in ${unit} ${weight}`),
    ...excluded.map(({ unit, reason }) => `out ${unit} ${JSON.stringify(reason)}`),
  ].join('\n');
}

export function commitmentOf(lot: Lot, secret: string, hash: Hash): Commitment {
  return { lot: hash(lotText(lot)), secret: hash(secret) };
}

export function seedOf(secret: string, number: string, hash: Hash): string {
  return hash(`${secret}:${number}`);
}

/** SHA-256 as a number is below this. */
const hashesBelow = 1n << 256n;

/**
 * The units drawn, in the order in which they were: no unit twice, and all of them when there are no more than asked for. The pick numbered `n`
 * takes the first of `SHA-256("<seed>:<n>:<try>")`, tries counted from 0, that lies below the largest multiple of the weights left, and
 * divides it by them: the remainder falls to the candidate in whose share it lies.
 */
export function drawFrom({ candidates, sample }: Pick<Lot, 'candidates' | 'sample'>, seed: string, hash: Hash): UnitId[] {
  const left = [...candidates];
  const drawn: UnitId[] = [];
  while (drawn.length < sample && left.length > 0) {
    const total = left.reduce((sum, { weight }) => sum + BigInt(weight), 0n);
    let share = below(total, (attempt) => hash(`${seed}:${drawn.length}:${attempt}`));
    const index = left.findIndex(({ weight }) => {
      const isMine = share < BigInt(weight);
      share -= BigInt(weight);
      return isMine;
    });
    const [picked] = left.splice(index, 1);
    if (picked !== undefined) drawn.push(picked.unit);
  }
  return drawn;
}

/** A number below `total`, each as likely as any other. */
function below(total: bigint, hashed: (attempt: number) => string): bigint {
  const fair = hashesBelow - (hashesBelow % total);
  for (let attempt = 0; ; attempt += 1) {
    const value = BigInt(`0x${hashed(attempt)}`);
    if (value < fair) return value % total;
  }
}

/** What in a disclosure does not fit together. */
export type DrawFault = 'lot-changed' | 'secret-changed' | 'drawn-otherwise';

/** Draws again from what was disclosed; undefined: it comes out the same. */
export function checkDraw({ lot, commitment, secret, number, drawn }: Disclosure, hash: Hash): DrawFault | undefined {
  const again = commitmentOf(lot, secret, hash);
  if (again.lot !== commitment.lot) return 'lot-changed';
  if (again.secret !== commitment.secret) return 'secret-changed';
  const expected = drawFrom(lot, seedOf(secret, number, hash), hash);
  return expected.length === drawn.length && expected.every((unit, index) => unit === drawn[index]) ? undefined : 'drawn-otherwise';
}

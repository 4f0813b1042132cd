/** Maps what the scripts return to values; anything else is a fault of ours. */
import { receiptMark, type Recorded } from '../../application/ports.js';
import { PermanentError } from '../../domain/errors.js';

export function asFlag(reply: unknown): boolean {
  return asNumber(reply) === 1;
}

export function asNumber(reply: unknown): number {
  const number = typeof reply === 'string' && reply !== '' ? Number(reply) : reply;
  if (typeof number !== 'number' || Number.isNaN(number)) throw unexpected();
  return number;
}

export function asTexts(reply: unknown): string[] {
  return asList(reply).map((item) => {
    if (typeof item !== 'string') throw unexpected();
    return item;
  });
}

/** Rows of {id, its fields as a flat list}. */
export function asHashes(reply: unknown): { id: string; hash: Record<string, string> }[] {
  return asList(reply).map((row) => {
    const [id, fields] = asList(row);
    if (typeof id !== 'string') throw unexpected();
    return { id, hash: pairs(asTexts(fields)) };
  });
}

/** What recording scripts return, with the number put into the receipt's words. */
export function asRecorded(reply: unknown, receipt: { notice: string; text: string }): Recorded {
  const [tag, first, second] = asList(reply);
  switch (tag) {
    case 'recorded': {
      const no = asNumber(first);
      return { kind: 'recorded', no, version: asNumber(second), text: withNumber(receipt.text, no), notice: receipt.notice };
    }
    case 'duplicate':
      return { kind: 'duplicate' };
    case 'broken':
      throw new PermanentError('record-broken', 'a stored unit record cannot be read');
    case 'conflict':
      return { kind: 'conflict', version: asNumber(first) };
    default:
      throw unexpected();
  }
}

export function withNumber(text: string, no: number | string): string {
  return text.replaceAll(receiptMark, String(no));
}

/** A score as Redis writes it; infinity is `inf` there. */
export function asInstant(score: string): number {
  if (score === 'inf' || score === '+inf') return Number.POSITIVE_INFINITY;
  return asNumber(score);
}

/** An instant as a score. */
export function scoreOf(at: number): string {
  return at === Number.POSITIVE_INFINITY ? '+inf' : String(at);
}

export function asList(reply: unknown): readonly unknown[] {
  if (!Array.isArray(reply)) throw unexpected();
  return reply;
}

function pairs(flat: string[]): Record<string, string> {
  const hash: Record<string, string> = {};
  for (let i = 0; i + 1 < flat.length; i += 2) hash[flat[i] ?? ''] = flat[i + 1] ?? '';
  return hash;
}

function unexpected(): PermanentError {
  return new PermanentError('unexpected-reply', 'a script returned what it never should');
}

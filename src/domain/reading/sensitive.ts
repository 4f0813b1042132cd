/** What must not be said in chat, whoever says it: reports about somebody, classified matter, and numbers that tell who somebody is. */
import { isAccusation } from './accusation.js';
import { findIdentityNumber } from './identity.js';
import { plain } from './plain.js';
import { isClassified } from './secrecy.js';

export type Sensitive = { kind: 'lead' } | { kind: 'classified' } | { kind: 'identity'; card: boolean };

/** No message that is read is longer; whoever calls may rely on bounded time for any text. */
const lookedAt = 20_000;

/**
 * Decides whether a message is one that is refused and not kept; undefined: it is ordinary. It errs on the side of the ordinary answers of a
 * self-check, which name the same things every month. `names`: people a report may be about. Works on text as typed.
 */
export function readSensitive(text: string, names: ReadonlySet<string> = new Set()): Sensitive | undefined {
  const words = plain(text.slice(0, lookedAt));
  const number = findIdentityNumber(words);
  if (number !== undefined) return { kind: 'identity', card: number === 'card' };
  if (isClassified(words)) return { kind: 'classified' };
  return isAccusation(words, names) ? { kind: 'lead' } : undefined;
}

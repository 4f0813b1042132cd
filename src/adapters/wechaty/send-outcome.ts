/** What an error of a lookup or a send proves about the message: that it did not go out, or nothing. */
import type { SendOutcome } from '../../application/chat-port.js';
import { statusCode, statusOf } from './status-code.js';

/** Codes with which a puppet says no before it does anything. */
const refusals: ReadonlyMap<number, string> = new Map([
  [statusCode.invalidArgument, 'invalid-argument'],
  [statusCode.notFound, 'not-found'],
  [statusCode.permissionDenied, 'not-permitted'],
  [statusCode.failedPrecondition, 'not-possible'],
  [statusCode.unimplemented, 'not-supported'],
]);

const transient: ReadonlySet<number> = new Set([
  statusCode.cancelled,
  statusCode.deadlineExceeded,
  statusCode.unavailable,
  statusCode.unauthenticated,
]);

/** WeChat's own words when an account sends too fast; they arrive as the message of an ordinary error. */
const tooFrequent = /操作过?[于太]?频繁|too frequent/i;

/**
 * The outcome of a failed lookup: nothing was sent, so it is `offline` when the connection is to blame, which is worth another try,
 * and `refused` when the puppet does not know the address.
 */
export function outcomeOfFailedLookup(error: unknown, missing: string): SendOutcome {
  const code = statusOf(error);
  return code !== undefined && transient.has(code) ? { kind: 'offline' } : { kind: 'refused', reason: missing };
}

/**
 * The outcome of a say() that rejected: `refused` only for what proves that it did not go out, else `unknown`. A lost connection proves
 * nothing: the message may have been delivered before the answer was lost. The reason is a code; the error's message stays here.
 */
export function outcomeOfFailedSay(error: unknown): SendOutcome {
  if (error instanceof Error && tooFrequent.test(error.message.slice(0, 500))) return { kind: 'refused', reason: 'too-frequent' };
  const code = statusOf(error);
  // The token is checked before the call is carried out.
  if (code === statusCode.unauthenticated) return { kind: 'offline' };
  const refusal = code === undefined ? undefined : refusals.get(code);
  if (refusal !== undefined) return { kind: 'refused', reason: refusal };
  return { kind: 'unknown', reason: code !== undefined && transient.has(code) ? 'connection-lost' : 'failed' };
}

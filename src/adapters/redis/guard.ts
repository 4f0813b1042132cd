/**
 * Lets nothing of ioredis out of the adapter: its errors carry the arguments of the command, answers among them.
 *
 * What leaves has a code and at most the first word and the script line of Redis' reply, and no cause.
 */
import { PermanentError, TemporaryError } from '../../domain/errors.js';

/** First words of replies after which the same command may work later. */
const passing = new Set([
  'LOADING',
  'READONLY',
  'BUSY',
  'OOM',
  'TRYAGAIN',
  'CLUSTERDOWN',
  'MASTERDOWN',
  'MISCONF',
  'NOREPLICAS',
  'MOVED',
  'ASK',
]);

/** Waits for a command; rejects with a TemporaryError or PermanentError only. */
export async function guard<T>(command: Promise<T>): Promise<T> {
  try {
    return await command;
  } catch (error) {
    throw withoutArguments(error);
  }
}

export function isMissingScript(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('NOSCRIPT');
}

function withoutArguments(error: unknown): TemporaryError | PermanentError {
  if (error instanceof TemporaryError || error instanceof PermanentError) return error;
  if (!(error instanceof Error) || error.name !== 'ReplyError')
    return new TemporaryError('redis-unavailable', `redis did not answer (${kindOf(error)})`);
  const word = /^[A-Z]+/.exec(error.message)?.[0] ?? 'ERR';
  if (passing.has(word)) return new TemporaryError(`redis-${word.toLowerCase()}`, `redis cannot do this now (${word})`);
  const line = /user_script:(\d+)/.exec(error.message)?.[1];
  return new PermanentError('redis-refused', `redis refused a command (${word}${line === undefined ? '' : `, script line ${line}`})`);
}

function kindOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

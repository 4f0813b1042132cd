/** Decides what of a log entry's facts may be written: ids, counts and codes; never what people said. */

import { PermanentError, TemporaryError, ValidationError } from '../../domain/errors.js';

/** What people wrote, what is sent to them, and codes that give access. */
const hidden = new Set([
  'text',
  'answers',
  'answer',
  'body',
  'facts',
  'code',
  'args',
  'plain',
  'explanation',
  'remark',
  'password',
  'key',
  'token',
]);
const deepest = 4;
const longest = 300;
const most = 50;

export type Clean = null | boolean | number | string | Clean[] | { [name: string]: Clean };

/**
 * Copies facts for the log. What stands under the names of texts, answers and codes becomes `[hidden]` at any depth; bytes become their
 * size; errors become what `describeError` keeps; long, deep and wide things are cut.
 */
export function cleanFacts(facts: object): { [name: string]: Clean } {
  if (facts instanceof Error) return { error: describeError(facts) };
  return cleanEntries(Object.entries(facts), 0);
}

/**
 * What may be said of an error: name, code, the codes of its causes. The message only where its words are our own, the system's or the
 * engine's: those of others quote what they were given (JSON.parse the text, Redis the command's arguments). For those the place instead.
 */
export function describeError(error: Error, depth = 0): { [name: string]: Clean } {
  const code = 'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? error.code : replyCode(error);
  const told = tellsNoInput(error);
  return {
    name: error.name,
    ...(code === undefined ? {} : { code }),
    ...(told && depth === 0 ? { message: error.message.slice(0, longest) } : {}),
    ...(isCoded(error) || depth > 0 ? {} : { at: places(error) }),
    ...(error.cause instanceof Error && depth < deepest ? { cause: describeError(error.cause, depth + 1) } : {}),
  };
}

function isCoded(error: Error): boolean {
  return error instanceof ValidationError || error instanceof TemporaryError || error instanceof PermanentError;
}

function tellsNoInput(error: Error): boolean {
  if (isCoded(error) || 'syscall' in error) return true;
  return /^(Type|Reference)Error$/.test(error.name) && !('code' in error);
}

/** Redis' replies begin with a word for the kind of error: WRONGTYPE, NOAUTH. */
function replyCode(error: Error): string | undefined {
  return error.name === 'ReplyError' ? /^[A-Z]{2,20}\b/.exec(error.message)?.[0] : undefined;
}

function places(error: Error): string[] {
  const stack = error.stack ?? '';
  const end = stack.indexOf(error.message) + error.message.length;
  const frames = stack
    .slice(end)
    .split('\n')
    .filter((line) => /^ {4}at /.test(line));
  return frames.slice(0, 3).map((line) => line.trim().slice(0, longest));
}

function cleanEntries(entries: Iterable<[string, unknown]>, depth: number): { [name: string]: Clean } {
  const result: { [name: string]: Clean } = {};
  for (const [name, value] of entries) {
    if (value !== undefined) result[name] = hidden.has(name) ? '[hidden]' : cleanValue(value, depth + 1);
  }
  return result;
}

function cleanValue(value: unknown, depth: number): Clean {
  switch (typeof value) {
    case 'string':
      return value.length > longest ? `${value.slice(0, longest)}…` : value;
    case 'number':
    case 'boolean':
      return value;
    case 'object':
      return value === null ? null : cleanObject(value, depth);
    case 'bigint':
      return String(value);
    default:
      return `[${typeof value}]`;
  }
}

function cleanObject(value: object, depth: number): Clean {
  if (value instanceof Error) return describeError(value);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '[date]' : value.toISOString();
  if (value instanceof Map || value instanceof Set) return `[${value.size} entries]`;
  if (depth > deepest) return '[deeper]';
  if (Array.isArray(value)) return value.slice(0, most).map((item: unknown) => cleanValue(item, depth + 1));
  return cleanEntries(Object.entries(value), depth);
}

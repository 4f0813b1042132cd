/**
 * The look-ups with which every message begins. All that are made in one turn of the event loop, for one message or for many, are one command to
 * Redis: to make, send and answer a command costs this process far more than what most of them ask for.
 */
import { asList } from './script-replies.js';
import type { Scripts } from './scripts.js';
import { together } from './together.js';

/** One command that only reads one key. */
export interface Lookup {
  command: 'EXISTS' | 'GET' | 'HGET' | 'HMGET' | 'ZRANGE' | 'ZRANGEBYSCORE';
  key: string;
  args: readonly (string | number)[];
}

/** Each rejects with a TemporaryError or PermanentError only. */
export interface Lookups {
  exists(key: string): Promise<boolean>;
  get(key: string): Promise<string | null>;
  hget(key: string, field: string): Promise<string | null>;
  /** In the order of the fields; at most a thousand. */
  hmget(key: string, fields: readonly string[]): Promise<(string | null)[]>;
  /** The members of a score that is not lower. */
  membersFrom(key: string, score: number): Promise<string[]>;
  /** Several that belong together: what each gave, in their order. */
  all(lookups: readonly Lookup[]): Promise<readonly unknown[]>;
}

/** Some tenths of a millisecond of Redis' time. */
const callsAtMost = 50;

export function createLookups(scripts: Scripts): Lookups {
  const all = together<readonly Lookup[], readonly unknown[]>({
    atMost: callsAtMost,
    namesOf: () => [],
    run: (_group, calls) => runAll(scripts, calls),
  });
  const one = async (command: Lookup['command'], key: string, ...args: (string | number)[]): Promise<unknown> =>
    (await all('', [{ command, key, args }]))[0];
  return {
    exists: async (key) => (await one('EXISTS', key)) === 1,
    get: async (key) => asText(await one('GET', key)),
    hget: async (key, field) => asText(await one('HGET', key, field)),
    hmget: async (key, fields) => (fields.length === 0 ? [] : asMaybeTexts(await one('HMGET', key, ...fields))),
    membersFrom: async (key, score) => asMembers(await one('ZRANGEBYSCORE', key, score, '+inf')),
    all: (lookups) => all('', lookups),
  };
}

async function runAll(scripts: Scripts, calls: readonly (readonly Lookup[])[]): Promise<(readonly unknown[])[]> {
  const keys: string[] = [];
  const args: (string | number)[] = [];
  for (const call of calls) {
    for (const { command, key, args: own } of call) {
      keys.push(key);
      args.push(command, own.length);
      for (const arg of own) args.push(arg);
    }
  }
  const found = keys.length === 0 ? [] : asList(await scripts.run('look-up', {}, {}, { keys, args }));
  let from = 0;
  return calls.map(({ length }) => found.slice(from, (from += length)));
}

export function asText(reply: unknown): string | null {
  return typeof reply === 'string' ? reply : null;
}

export function asMaybeTexts(reply: unknown): (string | null)[] {
  return asList(reply).map(asText);
}

export function asMembers(reply: unknown): string[] {
  return asList(reply).filter((member) => typeof member === 'string');
}

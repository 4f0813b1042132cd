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
    all: (lookups) => all('', lookups),
  };
}

async function runAll(scripts: Scripts, calls: readonly (readonly Lookup[])[]): Promise<(readonly unknown[])[]> {
  const keys: string[] = [];
  const args: (string | number)[] = [];
  const places = new Map<string, number>();
  const placeOf = ({ command, key, args: own }: Lookup): number => {
    const question = `${command}\n${key}\n${own.join('\n')}`;
    const known = places.get(question);
    if (known !== undefined) return known;
    places.set(question, keys.length);
    args.push(command, own.length, ...own);
    return keys.push(key) - 1;
  };
  // Messages that are heard together ask much the same: what is open, and how it stands.
  const asked = calls.map((call) => call.map(placeOf));
  const found = keys.length === 0 ? [] : asList(await scripts.run('look-up', {}, {}, { keys, args }));
  return asked.map((own) => own.map((place) => found[place]));
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

/** All that a township has on its books, in a form in which two courses of the same events can be compared: what depends on the minute is left out. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import type { Stores } from '../../src/application/ports.js';

const prefix = 'zrt:{qingshan}:';

/** What the clerk and the bot do only about messages in doubt. */
const aboutDoubt = /\b(?:resent|arrived|unknown|sent-again)\b/u;

export async function booksOf({ home }: { home: string }, stores: Stores, redis: Redis): Promise<Record<string, unknown>> {
  const cycles = await stores.cycles.cyclesSince(0);
  return plain({
    cycles: await Promise.all(cycles.map((cycle) => bookOfCycle(stores, cycle.id, cycle.units))),
    matters: (await stores.matters.since(0)).map((matter) => ({ ...matter, version: 0, settledAt: matter.settledAt !== undefined })),
    circulars: await Promise.all([1, 2, 3].map((no) => stores.circulars.circular(no))),
    rounds: await stores.rounds.since(0),
    missed: await stores.cycles.missed(0),
    bindings: await bindingsOf(stores),
    files: (await readdir(join(home, 'data', 'files'))).length,
    notices: await noticesOf(redis),
    acts: await actsOf(redis),
  }) as Record<string, unknown>;
}

async function bindingsOf({ bindings }: Stores): Promise<unknown> {
  const { bound, suspended } = await bindings.all();
  return { bound: bound.map(({ person, account }) => `${person} ${account}`).sort(), suspended: suspended.toSorted() };
}

async function bookOfCycle(stores: Stores, id: string, units: readonly string[]): Promise<unknown> {
  const records = await stores.cycles.records(id, units);
  return {
    id,
    counts: await stores.cycles.counts(id, '*'),
    extended: await stores.cycles.extended(id),
    units: await Promise.all(
      units.map(async (unit) => ({
        unit,
        record: records.get(unit),
        versions: (await stores.replies.versions(id, unit)).map(({ by, late, answers }) => ({ by, late, answers })),
        explanation: await stores.replies.explanation(id, unit),
      })),
    ),
  };
}

/** What was to be said to whom, and what became of it. */
async function noticesOf(redis: Redis): Promise<string[]> {
  const keys = await redis.keys(`${prefix}notice:*`);
  const states = await Promise.all(keys.map((key) => redis.hget(key, 'state')));
  const lines = keys.map((key, index) => asFirstTyped(`${key.slice(prefix.length)}: ${states[index] ?? ''}`));
  return [...new Set(lines)].filter((line) => !aboutDoubt.test(line)).sort();
}

async function actsOf(redis: Redis): Promise<string[]> {
  const entries = await redis.xrange(`${prefix}audit`, '-', '+');
  return (
    entries
      .map(([, fields]) => ['actor', 'act', 'object'].map((name) => fields[fields.indexOf(name) + 1] ?? '').join(' '))
      // What a crash kept its maker from doing is completed by the bot itself.
      .map((line) => line.replace(/^\S+ task-held/u, 'task-held'))
      // Which number a message in trouble got depends on what else was in doubt.
      .map((line) => line.replace(/expired notice\/\d+/u, 'expired notice'))
      .filter((line) => !aboutDoubt.test(line))
      .sort()
  );
}

/** Instants become days, ids of messages that were typed again those of the first. */
function plain(value: unknown): unknown {
  if (typeof value === 'number' && value > 1e12) return `day ${Math.floor((value + 8 * 3_600_000) / 86_400_000)}`;
  // What was handed in with a link goes by that link, and no two are the same.
  if (typeof value === 'string')
    return asFirstTyped(value)
      .replaceAll(/\b[0-9a-f]{32}\.jpg\b/gu, 'a photo')
      .replaceAll(/\d{13}/gu, 'then');
  if (value instanceof Map) return plain(Object.fromEntries(value));
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

/** Whoever gets no answer types it again, under another id. */
function asFirstTyped(text: string): string {
  return text.replaceAll(/step-(\d+)\.\d+/gu, 'step-$1');
}

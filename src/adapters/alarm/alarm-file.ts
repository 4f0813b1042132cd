/**
 * The file that the operator's monitor reads: {"at", "alarms": [{"kind", "since", "facts"}], "untold": […]}, instants as ISO 8601 in UTC. `at` is
 * at most a minute old while the bot is awake.
 */
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { alarmKinds } from '../../application/alarm-port.js';
import type { Instant } from '../../domain/time.js';
import type { AlarmCall, BoardState } from './alarm-board.js';

const instant = z.iso.datetime().transform((text): Instant => Date.parse(text));
const alarm = z.object({
  kind: z.enum(alarmKinds),
  since: instant,
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
const call = alarm.extend({ id: z.string(), state: z.enum(['raised', 'cleared']), at: instant });
/** What another version of the program wrote is passed over, one entry at a time. */
const file = z.object({ alarms: z.array(z.unknown()), untold: z.array(z.unknown()).default([]) });

/** A missing file is an empty one. `damaged`: it could not be read, and what was raised is not known. */
export async function readAlarmFile(path: string): Promise<BoardState & { damaged: boolean }> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '{"alarms":[]}';
    return '';
  });
  const read = file.safeParse(parsed(text));
  if (!read.success) return { alarms: [], untold: [], damaged: true };
  return { alarms: entries(alarm, read.data.alarms), untold: entries(call, read.data.untold), damaged: false };
}

/** Replaces the file as a whole, readable by its owner only. `durable`: it stands a power cut. */
export async function writeAlarmFile(path: string, at: Instant, state: BoardState, durable: boolean): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.new`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(documentOf(at, state))}\n`);
    if (durable) await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, path);
}

/** What is posted: the same fields as in the file, and whose alarm it is. */
export function callDocument(committee: string, { id, kind, state, at, since, facts }: AlarmCall): object {
  return { id, committee, kind, state, at: textOf(at), since: textOf(since), facts };
}

function documentOf(at: Instant, { alarms, untold }: BoardState): object {
  return {
    at: textOf(at),
    alarms: alarms.map(({ kind, since, facts }) => ({ kind, since: textOf(since), facts })),
    untold: untold.map((one) => ({ ...one, at: textOf(one.at), since: textOf(one.since) })),
  };
}

function entries<Shape extends z.ZodType>(shape: Shape, list: readonly unknown[]): z.infer<Shape>[] {
  return list.flatMap((one) => {
    const read = shape.safeParse(one);
    return read.success ? [read.data] : [];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textOf(at: Instant): string {
  return new Date(at).toISOString();
}

/**
 * Finds out what of an append-only file a power cut would leave: the bytes written before the last fdatasync that returned. A stand-in for
 * `redis-server`, first on PATH, runs the real one under strace; whoever starts Redis need not know.
 */
import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { vi } from 'vitest';

export interface TracedRedis {
  /** For the environment of whoever starts Redis. */
  path: string;
  /**
   * What a power cut does, after Redis was killed: of the append-only file in this folder everything behind the last fdatasync is gone.
   * Returns how many bytes that were.
   */
  cut(folder: string): Promise<number>;
  remove(): Promise<void>;
}

const calls = 'write,writev,pwrite64,fsync,fdatasync';
const begun = /^(\d+) +(\w+)\(\d+<([^>]*)>/u;
const returned = /\) += (-?\d+)(?: |$)/u;
const resumed = /^(\d+) +<\.\.\. (\w+) resumed>/u;
const patienceMs = 10_000;

/** `settings`: what the stand-in adds to those Redis is started with. */
export async function traceRedis(settings: readonly string[] = []): Promise<TracedRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'zrt-traced-'));
  const [redis, strace] = [whereIs('redis-server'), whereIs('strace')];
  const script = `#!/bin/sh\nexec '${strace}' -f -y -s 0 -e 'trace=${calls}' -o "${folder}/$$.trace" '${redis}' "$@" ${settings.join(' ')}\n`;
  const stand = join(folder, 'redis-server');
  await writeFile(stand, script);
  await chmod(stand, 0o755);
  /** How much of the file was safe before the trace that is read next. */
  let safe = 0;
  return {
    path: `${folder}${delimiter}${process.env['PATH'] ?? ''}`,
    async cut(redisFolder) {
      const traces = (await readdir(folder)).filter((name) => name.endsWith('.trace'));
      const [trace] = traces;
      if (trace === undefined || traces.length > 1) throw new Error(`Redis was started ${traces.length} times since the last cut`);
      const lines = await finished(join(folder, trace));
      await rm(join(folder, trace));
      const files = join(redisFolder, 'appendonlydir');
      const name = (await readdir(files)).find((one) => one.endsWith('.incr.aof'));
      if (name === undefined) throw new Error('there is no append-only file');
      const file = join(files, name);
      safe += syncedBytes(lines, name);
      const { size } = await stat(file);
      await truncate(file, safe);
      return size - safe;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The lines of a trace whose process has ended. */
async function finished(trace: string): Promise<string[]> {
  const text = await vi.waitFor(
    async () => {
      const read = await readFile(trace, 'utf8');
      if (!/\+\+\+ (?:killed|exited)[^\n]*\n$/u.test(read)) throw new Error('Redis still runs');
      return read;
    },
    { timeout: patienceMs, interval: 10 },
  );
  return text.split('\n');
}

/** How many of the bytes that were appended to a file during a trace are on disk for certain. */
export function syncedBytes(lines: readonly string[], file: string): number {
  let written = 0;
  let synced = 0;
  /** What each thread is at; of a sync, how much had been written when it began. */
  const under = new Map<string, { call: string; before: number }>();
  for (const line of lines) {
    const [, thread = '', call = '', path = ''] = begun.exec(line) ?? [];
    if (path.endsWith(`/${file}`)) under.set(thread, { call, before: written });
    const [, again] = resumed.exec(line) ?? [];
    const at = again ?? (path.endsWith(`/${file}`) ? thread : '');
    const doing = under.get(at);
    const [, result] = returned.exec(line) ?? [];
    if (doing === undefined || result === undefined) continue;
    under.delete(at);
    if (doing.call.endsWith('sync')) synced = Number(result) === 0 ? Math.max(synced, doing.before) : synced;
    else written += Math.max(0, Number(result));
  }
  return synced;
}

function whereIs(program: string): string {
  try {
    return execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim();
  } catch (error) {
    throw new Error(`${program} is needed to see what a power cut would leave; install it`, { cause: error });
  }
}

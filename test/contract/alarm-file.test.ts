import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAlarms, type OpenAlarms } from '../../src/adapters/alarm/open-alarms.js';
import { post } from '../../src/adapters/webhook/post.js';
import { recordingLog } from '../harness/recording-log.js';

const at = Date.parse('2026-08-25T01:00:00.000Z');
let folder: string;
let file: string;
let now: number;
const opened: OpenAlarms[] = [];

beforeEach(async () => {
  now = at;
  folder = await mkdtemp(join(tmpdir(), 'zrt-alarms-'));
  file = join(folder, 'data', 'alarms.json');
});
afterEach(async () => {
  for (const alarms of opened.splice(0)) await alarms.stop();
  await rm(folder, { recursive: true, force: true });
});

async function open(log = recordingLog()): Promise<OpenAlarms> {
  const alarms = await openAlarms({ file, committee: 'qingshan', clock: { now: () => now }, log, post, receiver: () => undefined });
  opened.push(alarms);
  return alarms;
}

async function read(): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'));
}

describe('the file of alarms', () => {
  it('shows what is raised since when, and nothing that is over', async () => {
    const alarms = await open();
    alarms.raise('redis-lost', { code: 'redis-unavailable' });
    now += 1000;
    alarms.raise('clock-jump');
    alarms.clear('redis-lost');
    await alarms.written();
    expect(await read()).toEqual({
      at: '2026-08-25T01:00:01.000Z',
      alarms: [{ kind: 'clock-jump', since: '2026-08-25T01:00:01.000Z', facts: {} }],
      untold: [],
    });
  });

  it('is replaced as a whole, and readable by its owner alone', async () => {
    const alarms = await open();
    alarms.raise('redis-lost');
    await alarms.written();
    const before = await stat(file);
    alarms.clear('redis-lost');
    await alarms.written();
    const after = await stat(file);
    expect(after.ino).not.toBe(before.ino);
    expect(after.mode & 0o777).toBe(0o600);
  });

  it('does not exist before there is anything to say, and is written by the first beat', async () => {
    const alarms = await open();
    alarms.clear('redis-lost');
    await alarms.written();
    await expect(read()).rejects.toMatchObject({ code: 'ENOENT' });
    alarms.beat();
    await alarms.written();
    expect(await read()).toEqual({ at: new Date(at).toISOString(), alarms: [], untold: [] });
  });

  it('keeps what is raised over a restart, from when it was raised first', async () => {
    const first = await open();
    first.raise('missed-schedule', { schedule: 'monthly' });
    await first.stop();
    now += 60_000;
    const second = await open();
    second.raise('missed-schedule', { schedule: 'monthly' });
    expect(second.raised()).toEqual([{ kind: 'missed-schedule', since: at, facts: { schedule: 'monthly' } }]);
  });

  it('takes the newest facts of what is raised, and no more of them than a monitor can read', async () => {
    const alarms = await open();
    alarms.raise('unknown-message', { count: 1 });
    now += 5_000;
    alarms.raise('unknown-message', { count: 2, code: 'x'.repeat(100_000) });
    await alarms.written();
    expect(alarms.raised()).toEqual([{ kind: 'unknown-message', since: at, facts: { count: 2, code: 'x'.repeat(200) } }]);
    expect((await stat(file)).size).toBeLessThan(1000);
  });

  it.each(['', '{"alarms":', 'null', '{"alarms":[{"kind":"of another version"},{"kind":"redis-lost","since":"yesterday","facts":{}}]}'])(
    'that says %j is as if nothing were raised',
    async (text) => {
      await mkdir(join(folder, 'data'));
      await writeFile(file, text);
      const alarms = await open();
      expect(alarms.raised()).toEqual([]);
      alarms.raise('redis-lost');
      await alarms.written();
      expect(await read()).toMatchObject({ alarms: [{ kind: 'redis-lost' }] });
    },
  );

  it('that cannot be written is complained of once, and written again when it can be', async () => {
    const log = recordingLog();
    await mkdir(file, { recursive: true });
    const alarms = await open(log);
    for (const kind of ['redis-lost', 'clock-jump'] as const) {
      alarms.raise(kind);
      await alarms.written();
    }
    expect(log.entries.filter(({ message }) => message === 'the file of alarms cannot be written')).toHaveLength(1);
    await rm(file, { recursive: true });
    alarms.clear('clock-jump');
    await alarms.written();
    expect(await read()).toMatchObject({ alarms: [{ kind: 'redis-lost' }] });
  });

  it('is not written anew at each beat', async () => {
    const alarms = await open();
    alarms.beat();
    await alarms.written();
    now += 30_000;
    alarms.beat();
    await alarms.written();
    // Within the same seconds of real time it is not written again for nothing.
    expect(await read()).toMatchObject({ at: new Date(at).toISOString() });
  });
});

import { once } from 'node:events';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startBot } from '../../src/main.js';
import { hamlet } from '../harness/hamlet.js';
import { movableClock } from '../harness/movable-clock.js';
import { recordingLog } from '../harness/recording-log.js';
import { exampleHome, instant } from '../harness/township.js';

let home: string;
let puppets: number;

beforeEach(async () => {
  puppets = 0;
  home = await mkdtemp(join(tmpdir(), 'zrt-absent-'));
  await cp(exampleHome, home, { recursive: true });
  await hamlet(home);
});

afterEach(async () => {
  await rm(home, { recursive: true, force: true });
});

function start(url: string, patienceMs: number): ReturnType<typeof startBot> {
  const puppet = (): never => {
    puppets += 1;
    throw new Error('the chat must not be touched');
  };
  const clock = movableClock(instant('2026-08-25 08:59'));
  return startBot({ folder: home, env: { REDIS_URL: url }, clock, log: recordingLog(), puppet, heartbeat: false, patienceMs });
}

/** How a start fails that is given a bound of 300 ms. Nothing is left behind: no lock, no chat, no Redis of our own. */
async function refusalOf(url: string): Promise<unknown> {
  const patienceMs = 300;
  const since = performance.now();
  const failed = await start(url, patienceMs).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(String(failed)).not.toContain('geheim');
  expect(performance.now() - since).toBeLessThan(patienceMs + 3_000);
  expect(puppets).toBe(0);
  const data = await readdir(join(home, 'data'), { recursive: true });
  expect(data.filter((name) => name !== 'lock')).toEqual([]);
  return failed;
}

const unreachable = { name: 'PermanentError', code: 'redis-unreachable', message: expect.stringContaining('127.0.0.1:') as string };

test('a REDIS_URL where nobody listens is refused in time, names the place, and starts nothing by half', async () => {
  expect(await refusalOf('redis://:geheim@127.0.0.1:1')).toMatchObject(unreachable);
  // The lock was given back: a second try fails for the same reason, not because the home is taken.
  expect(await refusalOf('redis://:geheim@127.0.0.1:1')).toMatchObject(unreachable);
});

test('something that accepts and says nothing is refused in time as well', async () => {
  const server: Server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  expect(await refusalOf(`redis://:geheim@127.0.0.1:${port}`)).toMatchObject(unreachable);
  server.close();
});

test('a REDIS_URL that is none is refused at once, without its content', async () => {
  expect(await refusalOf('localhost:6379 geheim')).toMatchObject({ name: 'ValidationError', code: 'redis-url-invalid' });
});

import { once } from 'node:events';
import { appendFile, readFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createPrometheus } from '../../src/adapters/metrics/prometheus.js';
import { openPages } from '../../src/main/pages.js';
import { files, hamlet, hamletWith } from '../harness/hamlet.js';
import { recordingLog, type RecordingLog } from '../harness/recording-log.js';
import { Township } from '../harness/township.js';

let town: Township;
let taken: Server;
let log: RecordingLog;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const anyPort = (home: string): Promise<void> => appendFile(join(home, files.settings), 'console: { port: 0 }\n');
  town = await Township.open({ at: '2026-08-25 08:59', prepare: hamletWith(hamlet, anyPort) });
  await town.until('2026-08-25 09:05');
  taken = createServer();
  taken.listen(0, '127.0.0.1');
  await once(taken, 'listening');
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
afterAll(async () => {
  taken.close();
  await town.close();
});

/** Serves the pages of the running bot; returns where. */
async function serve(metrics = createPrometheus()): Promise<string> {
  log = recordingLog();
  closing.push((await openPages(town.bot, metrics, log, false)).stop);
  const facts = log.entries[0]?.facts ?? {};
  return 'url' in facts ? String(facts.url) : '';
}

async function get(url: string, init: RequestInit = {}): Promise<{ status: number; text: string }> {
  const answer = await fetch(url, init);
  return { status: answer.status, text: await answer.text() };
}

test('/healthz says what works, and why it does not', async () => {
  const url = `${await serve()}/healthz`;
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/healthz$/);
  const fine = await get(url);
  expect(fine.status).toBe(200);
  expect(JSON.parse(fine.text)).toEqual({
    status: 'ok',
    checks: {
      redis: { ok: true },
      chat: { ok: true, state: 'online' },
      beat: { ok: true, ageMs: 0 },
      alarms: { ok: true, raised: 0 },
    },
  });
  town.bot.world.alarms.raise('banned');
  expect(JSON.parse((await get(url)).text)).toMatchObject({ status: 'failing', checks: { chat: { ok: false }, alarms: { raised: 1 } } });
  expect((await get(url)).status).toBe(503);
  town.bot.world.alarms.clear('banned');
});

test('/metrics counts, and names nobody', async () => {
  const metrics = createPrometheus();
  metrics.heard();
  metrics.settled('sent', 3);
  metrics.ticked(30);
  town.bot.world.alarms.raise('throttled');
  const url = await serve(metrics);
  const { status, text } = await get(`${url}/metrics`);
  expect(status).toBe(200);
  for (const line of [
    'zerentian_messages_heard_total 1',
    'zerentian_notices_total{outcome="sent"} 3',
    'zerentian_tick_seconds_count 1',
    'zerentian_open_cycles 1',
    'zerentian_chat_online 1',
    'zerentian_up 1',
    'zerentian_notices_open{outcome="unknown"} 0',
    'zerentian_alarm{kind="throttled"} 1',
    'zerentian_alarm{kind="redis-lost"} 0',
  ]) {
    expect(text.split('\n')).toContain(line);
  }
  expect(text).not.toMatch(/[\p{Script=Han}]|wxid|zhao|dongcun/u);
  town.bot.world.alarms.clear('throttled');
});

test('nothing else is served, nothing large is taken, and whoever asks learns nothing of the inside', async () => {
  const url = await serve();
  expect(await get(`${url}/`)).toEqual({ status: 404, text: '{"error":"not-found"}' });
  expect((await get(`${url}/healthz`, { method: 'POST', body: 'x'.repeat(100_000) })).status).toBe(413);
  expect((await get(`${url}/healthz/../../etc/passwd`)).status).toBe(404);
  expect((await get(`${url}/metrics`, { headers: { big: 'x'.repeat(20_000) } })).status).toBe(431);
});

test('where the port is taken the bot runs on without them, and the operator is told', async () => {
  const { world } = town.bot;
  const config = world.config();
  const port = (taken.address() as AddressInfo).port;
  const on = {
    ...town.bot,
    world: { ...world, config: () => ({ ...config, settings: { ...config.settings, console: { host: '127.0.0.1', port } } }) },
  };
  log = recordingLog();
  closing.push((await openPages(on, createPrometheus(), log, false)).stop);
  expect(log.entries).toMatchObject([{ level: 'warn', facts: { port, reason: 'EADDRINUSE' } }]);
  expect(world.alarms.raised()).toMatchObject([{ kind: 'health-unserved', facts: { port, code: 'EADDRINUSE' } }]);
  await serve();
  expect(world.alarms.raised()).toEqual([]);
});

test('while Redis is away both still answer, and say so', async () => {
  const url = await serve();
  process.kill(Number(await readFile(join(town.home, 'data', 'redis', 'redis.pid'), 'utf8')), 'SIGSTOP');
  try {
    const health = await get(`${url}/healthz`);
    expect(health.status).toBe(503);
    expect(JSON.parse(health.text)).toMatchObject({ status: 'failing', checks: { redis: { ok: false } } });
    const page = await get(`${url}/metrics`);
    expect(page.status).toBe(200);
    for (const line of [/^zerentian_up 0$/m, /^zerentian_open_cycles nan$/im, /^zerentian_alarm\{kind="throttled"\} 0$/m])
      expect(page.text).toMatch(line);
  } finally {
    process.kill(Number(await readFile(join(town.home, 'data', 'redis', 'redis.pid'), 'utf8')), 'SIGCONT');
  }
});

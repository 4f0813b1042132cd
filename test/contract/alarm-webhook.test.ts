import { createHmac } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAlarms, type OpenAlarms } from '../../src/adapters/alarm/open-alarms.js';
import type { Receiver } from '../../src/adapters/alarm/call.js';
import { isWebhookAddress } from '../../src/domain/webhook-address.js';
import { post } from '../../src/adapters/webhook/post.js';
import { recordingLog } from '../harness/recording-log.js';

interface Call {
  headers: IncomingMessage['headers'];
  text: string;
  document: { id: string; kind: string; state: string; facts: Record<string, unknown> };
}

/** A receiver that can be told how to answer, and remembers what it was sent. */
class TestReceiver {
  readonly calls: Call[] = [];
  readonly #heard = new EventEmitter();
  readonly #server = createServer((request, response) => void this.#take(request, response));
  answer: (response: ServerResponse, call: Call) => void = (response) => response.writeHead(204).end();

  async start(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/hook?token=geheim`;
  }

  async heard(count: number): Promise<Call[]> {
    while (this.calls.length < count) await once(this.#heard, 'call');
    return this.calls;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const call = { headers: request.headers, text, document: JSON.parse(text) as Call['document'] };
    this.answer(response, call);
    this.calls.push(call);
    this.#heard.emit('call');
  }
}

const at = Date.parse('2026-08-25T01:00:00.000Z');
let folder: string;
let receiver: TestReceiver;
let url: string;
let log: ReturnType<typeof recordingLog>;
let alarms: OpenAlarms | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zrt-hook-'));
  receiver = new TestReceiver();
  url = await receiver.start();
  log = recordingLog();
});
afterEach(async () => {
  await alarms?.stop();
  await receiver.stop();
  await rm(folder, { recursive: true, force: true });
});

async function open(to: () => Receiver | undefined = () => ({ url }), timeoutMs = 5_000): Promise<OpenAlarms> {
  const times = { timeoutMs, pauseMs: [5, 20] as const };
  alarms = await openAlarms({
    file: join(folder, 'alarms.json'),
    committee: 'qingshan',
    clock: { now: () => at },
    log,
    post,
    receiver: to,
    times,
  });
  return alarms;
}

describe('the receiver of alarms', () => {
  it('hears of each that is raised and cleared, once and in order', async () => {
    const board = await open();
    board.raise('redis-lost', { code: 'redis-unavailable' });
    board.raise('redis-lost', { code: 'redis-oom' });
    board.clear('redis-lost');
    board.clear('redis-lost');
    board.raise('clock-jump');
    const heard = await receiver.heard(3);
    const since = '2026-08-25T01:00:00.000Z';
    expect(heard.map(({ document }) => document)).toEqual([
      {
        id: `redis-lost/${at}/raised`,
        committee: 'qingshan',
        kind: 'redis-lost',
        state: 'raised',
        at: since,
        since,
        facts: { code: 'redis-unavailable' },
      },
      expect.objectContaining({ kind: 'redis-lost', state: 'cleared' }),
      expect.objectContaining({ kind: 'clock-jump', state: 'raised' }),
    ]);
  });

  it('can prove by the signature that it comes from here', async () => {
    const secret = 'shared';
    (await open(() => ({ url, secret }))).raise('banned');
    const [call] = await receiver.heard(1);
    const proof = createHmac('sha256', secret)
      .update(call?.text ?? '')
      .digest('hex');
    expect(call?.headers['x-zerentian-signature']).toBe(`sha256=${proof}`);
  });

  it('that refuses or hangs up is called again until it accepts, and nothing is lost or told out of order', async () => {
    let answers = 0;
    receiver.answer = (response) => {
      answers += 1;
      if (answers === 1) response.writeHead(500).end('x'.repeat(100_000));
      else if (answers === 2) response.destroy();
      else response.writeHead(200).end();
    };
    const board = await open();
    board.raise('redis-lost');
    board.raise('clock-jump');
    const heard = await receiver.heard(4);
    expect(heard.map(({ document }) => document.kind)).toEqual(['redis-lost', 'redis-lost', 'redis-lost', 'clock-jump']);
  });

  it('is not followed elsewhere', async () => {
    let elsewhere = 0;
    receiver.answer = (response, { headers }) => {
      if (headers.host?.startsWith('localhost') === true) elsewhere += 1;
      response.writeHead(receiver.calls.length === 0 ? 307 : 200, { location: url.replace('127.0.0.1', 'localhost') }).end();
    };
    (await open()).raise('redis-lost');
    expect(await receiver.heard(2)).toHaveLength(2);
    expect(elsewhere).toBe(0);
  });

  it('that says nothing is given up and called again', async () => {
    receiver.answer = (response) => {
      if (receiver.calls.length > 0) response.writeHead(200).end();
    };
    (await open(undefined, 50)).raise('redis-lost');
    expect(await receiver.heard(2)).toHaveLength(2);
  });

  it('that was dead hears after a restart what it did not accept, with the same id', async () => {
    receiver.answer = (response) => response.writeHead(503).end();
    const first = await open();
    first.raise('banned');
    await receiver.heard(1);
    await first.stop();
    receiver.answer = (response) => response.writeHead(200).end();
    const before = receiver.calls.length;
    const second = await open();
    second.beat();
    const heard = await receiver.heard(before + 1);
    expect(heard.at(-1)?.document.id).toBe(heard[0]?.document.id);
    // Told in order: once this one arrives, the one before was accepted.
    second.raise('throttled');
    await receiver.heard(before + 2);
    await second.stop();
    const third = await open();
    third.beat();
    third.raise('clock-jump');
    const later = (await receiver.heard(before + 3)).slice(before + 2);
    expect(later.map(({ document }) => document.kind)).not.toContain('banned');
  });

  it('that is away for long hears how things stand, not each change in between', async () => {
    let open503 = true;
    receiver.answer = (response) => response.writeHead(open503 ? 503 : 200).end();
    const board = await open();
    for (let i = 0; i < 50; i += 1) {
      board.raise('logged-out');
      board.clear('logged-out');
    }
    await receiver.heard(2);
    open503 = false;
    const before = receiver.calls.length;
    board.raise('clock-jump');
    const heard = await receiver.heard(before + 3);
    expect(heard.slice(-3).map(({ document: { kind, state } }) => `${kind} ${state}`)).toEqual([
      'logged-out raised',
      'logged-out cleared',
      'clock-jump raised',
    ]);
  });

  it('gets at most 4 KB, and its address, which may hold a token, is not logged', async () => {
    receiver.answer = (response) => response.writeHead(receiver.calls.length === 0 ? 404 : 200).end();
    const facts = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`fact-${i}`, '村'.repeat(300)]));
    (await open()).raise('tick-failing', facts);
    const [call] = await receiver.heard(2);
    expect(Buffer.byteLength(call?.text ?? '')).toBeLessThanOrEqual(4_096);
    expect(call?.document.facts).toEqual({ cut: true });
    expect(JSON.stringify(log.entries)).not.toContain('geheim');
  });

  it('that is named later, or not at all, is told nothing of before', async () => {
    const settings: { receiver?: Receiver } = {};
    const board = await open(() => settings.receiver);
    board.raise('redis-lost');
    settings.receiver = { url };
    board.raise('clock-jump');
    expect((await receiver.heard(1)).map(({ document }) => document.kind)).toEqual(['clock-jump']);
  });
});

describe('an address of a webhook', () => {
  it.each([
    ['https://alarm.example.gov.cn/hook?token=1', true],
    ['http://127.0.0.1:9000/hook', true],
    ['http://[::1]:9000/', true],
    ['http://localhost/', true],
    ['http://192.168.3.7/hook', true],
    ['http://172.20.0.1/hook', true],
    ['http://alarm.example.gov.cn/hook', false],
    ['http://172.32.0.1/hook', false],
    ['http://127.0.0.1.example.com/', false],
    ['file:///etc/passwd', false],
    ['alarm.example.gov.cn', false],
    ['', false],
    [`https://a.cn/${'x'.repeat(3_000)}`, false],
  ])('%s: %s', (text, usable) => {
    expect(isWebhookAddress(text)).toBe(usable);
  });
});

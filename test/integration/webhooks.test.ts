import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFollower, type Follower } from '../../src/adapters/webhook/follower.js';
import { post } from '../../src/adapters/webhook/post.js';
import { sign } from '../../src/adapters/webhook/sign.js';
import type { WebhookReceiver } from '../../src/application/ports.js';
import { createWebhookTeller } from '../../src/application/tell-webhook.js';
import { webhookEventTypes } from '../../src/domain/webhook-event.js';
import { dayMs } from '../../src/domain/time.js';
import { hamlet } from '../harness/hamlet.js';
import { recordingLog, type RecordingLog } from '../harness/recording-log.js';
import { Township } from '../harness/township.js';
import { TestWebhook } from '../harness/webhook-receiver.js';

const cycle = 'monthly-self-check-20260825-0900';
let town: Township;
let oa: TestWebhook;
let receivers: WebhookReceiver[];
let log: RecordingLog;
let aheadMs: number;
const followers: Follower[] = [];

beforeEach(async () => {
  town = await Township.open({ at: '2026-08-25 08:59', prepare: hamlet });
  oa = await TestWebhook.open();
  receivers = [receiver('oa', oa)];
  log = recordingLog();
  aheadMs = 0;
});
afterEach(async () => {
  await Promise.all(followers.splice(0).map((one) => one.stop()));
  await oa.close();
  await town.close();
});

function receiver(id: string, { url, key }: TestWebhook, changes: Partial<WebhookReceiver> = {}): WebhookReceiver {
  return { id, url, key, secretFrom: `ZERENTIAN_WEBHOOK_${id.toUpperCase()}`, events: webhookEventTypes, ...changes };
}

/** Tells as another process would; beaten by hand, as time is. */
function follower(processId = 'one', timeoutMs = 5_000): Follower {
  const world = { ...town.bot.world, processId };
  const opened = openFollower({
    receivers: () => receivers,
    tell: createWebhookTeller(world, { post, sign, timeoutMs }),
    yield: (id) => world.stores.webhooks.yield(id, processId),
    clock: { now: () => world.clock.now() + aheadMs },
    alarms: world.alarms,
    log,
    pauseMs: [5, 20],
  });
  followers.push(opened);
  return opened;
}

/** A receiver that is new hears of nothing that was before. */
async function begun(processId?: string): Promise<Follower> {
  const one = follower(processId);
  const { webhooks, audit } = town.bot.world.stores;
  for (const { id } of receivers) await webhooks.begin(id, (await audit.extent()).counter);
  return one;
}

const numbers = (webhook: TestWebhook): unknown[] => webhook.deliveries.map(({ event }) => event.data['no']);

async function markAt(id: string, no: unknown): Promise<void> {
  await expect.poll(async () => (await town.bot.world.stores.webhooks.mark(id))?.no).toBe(no);
}

test('what happens is told in order, signed, with ids and numbers and nothing of anybody', async () => {
  const one = await begun();
  await town.until('2026-08-25 09:10');
  await town.says('赵小梅', '1是 2 3次 3村口那块地是老三家占的');
  await town.says('赵小梅', '改 2 4');
  await town.until('2026-09-03 10:00');
  town.takeEverything();
  one.wake();
  await oa.heard(7);
  expect(oa.deliveries.every(({ genuine }) => genuine)).toBe(true);
  const events = oa.deliveries.map(({ event }) => event);
  const base = { committee: 'qingshan', no: expect.any(Number) as number };
  expect(events.slice(0, 3)).toEqual([
    { type: 'cycle.opened', timestamp: '2026-08-25T01:00:00.000Z', data: { ...base, cycle } },
    {
      type: 'reply.recorded',
      timestamp: expect.stringContaining('2026-08-25T01:1') as string,
      data: { ...base, cycle, unit: 'dongcun', version: 1, late: false },
    },
    {
      type: 'reply.recorded',
      timestamp: expect.stringContaining('2026-08-25T01:1') as string,
      data: { ...base, cycle, unit: 'dongcun', version: 2, late: false },
    },
  ]);
  expect(events.slice(3).map(({ type, data }) => [type, data['rung'], data['unit']])).toEqual(
    expect.arrayContaining([['rung.climbed', 'press', 'shiqiao']]) as unknown,
  );
  expect(numbers(oa)).toEqual([...numbers(oa)].sort((a, b) => Number(a) - Number(b)));
  expect(new Set(oa.deliveries.map(({ id }) => id)).size).toBe(oa.deliveries.length);
  const told = JSON.stringify(events);
  for (const word of ['老三', '赵小梅', 'zhao', '3次', '主体责任']) expect(told).not.toContain(word);
  const { headers } = oa.deliveries[0] ?? {};
  expect(headers?.['webhook-id']).toMatch(/^qingshan-\d+-[0-9a-f]{12}$/u);
});

test('a late answer is told as late, and a receiver hears only of the events it wants', async () => {
  receivers = [receiver('oa', oa, { events: ['reply.recorded'] })];
  const one = await begun();
  await town.until('2026-09-02 10:00');
  await town.says('赵小梅', '1是 2 3次 3无');
  town.takeEverything();
  one.wake();
  const [only] = await oa.heard(1);
  expect(only?.event.data).toMatchObject({ unit: 'dongcun', version: 1, late: true });
  await markAt('oa', only?.event.data['no']);
  expect(oa.types()).toEqual(['reply.recorded']);
});

const troubles: Record<string, TestWebhook['answer']> = {
  'refuses with a 500': (response) => void response.writeHead(500).end('no'),
  'sends the bot elsewhere': (response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
  'dies in the middle of its answer': (response) => void response.socket?.destroy(),
  'never answers': () => undefined,
};

test.each(Object.entries(troubles))(
  'a receiver that %s is told again, of the same under the same id, before anything else',
  async (_, fails) => {
    const one = follower('one', 100);
    await town.bot.world.stores.webhooks.begin('oa', (await town.bot.world.stores.audit.extent()).counter);
    await town.until('2026-08-25 09:10');
    await town.says('赵小梅', '1是 2 3次 3无');
    town.takeEverything();
    const well = oa.answer;
    oa.answer = fails;
    one.wake();
    await oa.heard(3);
    oa.answer = well;
    await expect.poll(() => oa.types().at(-1)).toBe('reply.recorded');
    const opened = oa.deliveries.filter(({ event }) => event.type === 'cycle.opened');
    expect(opened.length).toBeGreaterThanOrEqual(4);
    expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
    expect(oa.types().lastIndexOf('cycle.opened')).toBeLessThan(oa.types().indexOf('reply.recorded'));
    const warned = log.entries.filter(({ message }) => message.includes('did not accept'));
    expect(warned).toHaveLength(1);
    expect(JSON.stringify(log.entries)).not.toContain('127.0.0.1');
  },
);

test('one that hangs does not hold up another, and its failing for a day calls the operator until it accepts', async () => {
  const stuck = await TestWebhook.open();
  stuck.answer = (response) => void response.writeHead(503).end();
  receivers = [receiver('stuck', stuck), receiver('oa', oa)];
  const one = await begun();
  await town.until('2026-08-25 09:10');
  one.wake();
  await Promise.all([oa.heard(1), stuck.heard(2)]);
  expect(oa.types()).toEqual(['cycle.opened']);
  one.wake();
  expect(town.bot.world.alarms.raised()).toEqual([]);
  aheadMs = dayMs;
  one.wake();
  expect(town.bot.world.alarms.raised()).toMatchObject([{ kind: 'webhook-failing', facts: { webhooks: 'stuck' } }]);
  stuck.answer = (response) => void response.writeHead(200).end();
  await expect
    .poll(() => {
      one.wake();
      return town.bot.world.alarms.raised();
    })
    .toEqual([]);
  await stuck.close();
});

test('one that is set without its secret gets nothing, and the operator is called at once', async () => {
  receivers = [receiver('oa', oa, { key: undefined })];
  const one = await begun();
  await town.until('2026-08-25 09:10');
  const failed = log.next('did not accept');
  one.wake();
  await failed;
  await expect
    .poll(() => {
      one.wake();
      return town.bot.world.alarms.raised().map(({ kind }) => kind);
    })
    .toEqual(['webhook-failing']);
  expect(oa.deliveries).toEqual([]);
  receivers = [receiver('oa', oa)];
  await oa.heard(1);
  expect(oa.types()).toEqual(['cycle.opened']);
});

test('of two processes one tells; when it stops the other goes on where it was', async () => {
  const one = await begun('one');
  const other = follower('other');
  await town.until('2026-08-25 09:10');
  one.wake();
  await oa.heard(1);
  await markAt('oa', numbers(oa)[0]);
  await town.says('赵小梅', '1是 2 3次 3无');
  await town.says('马春生', '1是 2 3次 3无');
  for (let beats = 0; beats < 5; beats += 1) {
    other.wake();
    one.wake();
    await town.bot.world.stores.household.ping();
  }
  await oa.heard(3);
  // What is under way as it stops is told again.
  await markAt('oa', numbers(oa)[2]);
  await one.stop();
  await town.says('赵小梅', '改 2 4');
  await expect
    .poll(() => {
      other.wake();
      return oa.deliveries.length;
    })
    .toBe(4);
  expect(oa.types()).toEqual(['cycle.opened', 'reply.recorded', 'reply.recorded', 'reply.recorded']);
  expect(new Set(oa.deliveries.map(({ id }) => id)).size).toBe(4);
  town.takeEverything();
});

test('a receiver that is new hears of what happens from then on, and one that comes back of what it has missed', async () => {
  await town.until('2026-08-25 09:10');
  const one = follower();
  one.wake();
  await expect.poll(() => town.bot.world.stores.webhooks.mark('oa')).toBeDefined();
  receivers = [];
  await town.says('赵小梅', '1是 2 3次 3无');
  town.takeEverything();
  one.wake();
  receivers = [receiver('oa', oa)];
  one.wake();
  await oa.heard(1);
  expect(oa.types()).toEqual(['reply.recorded']);
});

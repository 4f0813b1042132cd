/**
 * A crash at every place where the use cases call a store, the chat or the file store: the bot is gone, is started again, and hears the same words
 * again. Whatever was half done is completed, nothing is done or said twice, and what cannot be known is shown to the clerk.
 */
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import consoleTexts from '../../templates/console.json' with { type: 'json' };
import type { Home } from '../../src/main/open-home.js';
import { booksOf } from '../harness/crash-books.js';
import { playWith, type Played } from '../harness/crash-play.js';
import type { Scene } from '../harness/crash-scene.js';
import { crashScenes } from '../harness/crash-scenes.js';
import { plainText } from '../harness/crash-speech.js';
import { atFullSize, sized } from '../harness/fault-sizes.js';
import { Mortal } from '../harness/mortal.js';
import { listPortCalls } from '../harness/port-calls.js';
import { startTcpRedis, type TcpRedis } from '../harness/tcp-redis.js';
import type { Township } from '../harness/township.js';

const mortal = vi.hoisted(() => ({ current: undefined as Mortal | undefined }));

function theMortal(): Mortal {
  if (mortal.current === undefined) throw new Error('nobody to guard');
  return mortal.current;
}

vi.mock('../../src/adapters/redis/stores.js', async (original) => {
  const real = await original<typeof import('../../src/adapters/redis/stores.js')>();
  return { ...real, openStores: (...args: Parameters<typeof real.openStores>) => theMortal().guardStores(real.openStores(...args)) };
});

vi.mock('../../src/main/sealed-files.js', async (original) => {
  const real = await original<typeof import('../../src/main/sealed-files.js')>();
  return { ...real, sealedFiles: (...args: Parameters<typeof real.sealedFiles>) => theMortal().guardFiles(real.sealedFiles(...args)) };
});

vi.mock('../../src/adapters/wechaty/start-chat.js', async (original) => {
  const real = await original<typeof import('../../src/adapters/wechaty/start-chat.js')>();
  return {
    startChat: async (options: Parameters<typeof real.startChat>[0]) => {
      const onInbound = theMortal().guardInbound(options.onInbound);
      return theMortal().guardChat(await real.startChat({ ...options, onInbound }));
    },
  };
});

/** Reading the same files again takes longer than all else in a start. */
vi.mock('../../src/main/open-home.js', async (original) => {
  const real = await original<typeof import('../../src/main/open-home.js')>();
  const { homePrint } = await import('../../src/adapters/files/home-print.js');
  const read = new Map<string, Home>();
  return {
    ...real,
    openHome: async (folder: string, now: number) => {
      const print = `${folder} ${await homePrint(folder)}`;
      const home = read.get(print) ?? (await real.openHome(folder, now));
      read.set(print, home);
      return home;
    },
  };
});

let server: TcpRedis;

beforeAll(async () => {
  mortal.current = new Mortal(listPortCalls(), { bothSides: atFullSize });
  server = await startTcpRedis();
});

afterAll(() => server.stop());

/** What the scenes put on record. */
const actsOnRecord = new Set<string>();

/** What is done once is over when the bot has died just before it: to die there as well takes another time. */
const mostTimes = ({ twice = false }: Scene): number => sized(twice ? 2 : 1, 4);

/** The longest scenes take half a minute on a machine that has nothing else to do. */
const boundMs = sized(5, 30) * 60_000;

const look = (town: Township, redis: Redis): ReturnType<typeof booksOf> => booksOf(town, theMortal().stores, redis);

test.each(crashScenes)(
  '$name: wherever the bot dies, all comes to the same',
  async (scene) => {
    if (atFullSize) theMortal().forgetDeaths();
    const whole = await playWith(scene, theMortal(), server, { look });
    for (const line of whole.found['acts'] as string[]) actsOnRecord.add(actIn(line));
    for (let deaths = 1, times = 0; deaths > 0 && times < mostTimes(scene); times += 1) {
      const crashed = await playWith(scene, theMortal(), server, { whole, look });
      deaths = crashed.deaths.length;
      const told = `died at\n${crashed.deaths.join('\n')}`;
      expect.soft(saidIn(scene, crashed), told).toEqual(saidIn(scene, whole));
      expect.soft(without(scene, crashed.found), told).toEqual(without(scene, whole.found));
    }
  },
  boundMs,
);

/** Whoever adds a call of a store, the chat or the files adds a scene that makes it. */
test('the bot has died at every place but these', () => {
  const left = theMortal().left();
  expect(left.filter((death) => !Object.keys(neverMet).some((place) => death.startsWith(`${place},`)))).toEqual([]);
  for (const [place, reason] of Object.entries(neverMet))
    expect(left, `${place}: ${reason}`).toContainEqual(expect.stringContaining(place));
});

test('whatever the scenes put on record has a word on the console', () => {
  expect(actsOnRecord.size).toBeGreaterThan(50);
  expect([...actsOnRecord].filter((act) => !Object.hasOwn(consoleTexts.audit.acts, act)).sort()).toEqual([]);
});

/** From `actor act object`; one that the bot may do for somebody is without its actor. */
function actIn(line: string): string {
  const [first = '', second = ''] = line.split(' ');
  return first === 'task-held' ? first : second;
}

const early = 'an export, leave or a transfer is looked at before its time, or after it is settled, only when the clock was put back';
const neverMet: Readonly<Record<string, string>> = {
  'follow-export.ts:followExport → matters.postpone': early,
  'follow-export.ts:followExport → matters.postpone #2': early,
  'follow-leave.ts:followLeave → matters.postpone': early,
  'follow-leave.ts:followLeave → matters.postpone #2': early,
  'follow-transfer.ts:followTransfer → matters.postpone': early,
  'follow-transfer.ts:followTransfer → matters.postpone #3': early,
  'follow-transfer.ts:lastWord → matters.postpone': 'the farewell waits beyond the look only while nothing may be sent',
  'follow-task.ts:followTask → matters.postpone': 'only when the file of a task is gone and the store was away as it was taken note of',
};

/** What may be said instead or besides to somebody who says it again: that it is done. */
const saidAgain = /今天催过了|已经定了|已催|没有没交的草稿|草稿删了/u;

/** What somebody asks twice reaches the clerk twice; a welcome is owed until it is known to be out. */
const mayComeTwice = [/问：\n/u, /，绑好了，/u];

/** Each paragraph by itself: what is due to one person at one time is one message. */
function saidIn({ mayDiffer = [] }: Scene, { said, receipts }: Played): string[] {
  const repeatable = new Set(receipts.flatMap((text) => text.split('\n\n')));
  const parts = said.flat().flatMap(({ to, text }) => text.split('\n\n').map((part) => ({ to, part })));
  return parts
    .filter(({ to, part }, index) => {
      const isFirst = parts.findIndex((other) => other.to === to && other.part === part) === index;
      return isFirst || (!repeatable.has(part) && !mayComeTwice.some((pattern) => pattern.test(part)));
    })
    .map(({ to, part }) => `${to}：${plainText(part)}`)
    .filter((text) => ![/：有\d+条消息说不清到没到/u, saidAgain, ...mayDiffer].some((pattern) => pattern.test(text)))
    .sort();
}

function without({ mayDiffer = [] }: Scene, books: Record<string, unknown>): Record<string, unknown> {
  const kept = (list: unknown): unknown => (list as string[]).filter((line) => !mayDiffer.some((pattern) => pattern.test(line)));
  return { ...books, notices: kept(books['notices']), acts: kept(books['acts']) };
}

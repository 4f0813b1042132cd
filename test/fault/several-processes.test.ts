import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StoredNotice } from '../../src/application/ports.js';
import { minuteMs, secondMs } from '../../src/domain/time.js';
import { killBots } from '../harness/bot-process.js';
import { SeveralBots, until } from '../harness/several-bots.js';
import { auditIn, hasArrived, skipped, startedLines, wrongSteps } from '../harness/siege-books.js';
import { cycleOf, timeOf } from '../harness/siege.js';
import { clerk, inMinutes, liaisonOf, villageIds, villagesHome, words } from '../harness/villages.js';

const villages = villageIds(30);
const { id: cycle, title } = cycleOf(0);
/** Less than what would be an outage. */
const strideMs = 100 * secondMs;
/** The whole ladder, and more. */
const tenMinutesMs = 10 * minuteMs;

let home: string;
let bots: SeveralBots;

beforeEach(async () => {
  home = await villagesHome(villages, inMinutes);
  bots = await SeveralBots.open(home, timeOf(0, '08:59'));
});
afterEach(async () => {
  await bots.end();
  await killBots();
  await rm(home, { recursive: true, force: true });
});

const seen = (word: string): number => [...startedLines(bots.sent).keys()].filter((line) => line.includes(`: ${word} `)).length;

/** Each line was seen once, each rung taken once and in order, and nobody was skipped. */
async function expectOnceEach(answered: ReadonlySet<string>): Promise<void> {
  const lines = startedLines(bots.sent);
  expect([...lines].filter(([, times]) => times > 1)).toEqual([]);
  expect(skipped(lines, title, villages, answered)).toEqual([]);
  const audit = await auditIn(bots.store, 'town');
  expect(wrongSteps(audit)).toEqual([]);
  expect(audit.filter(({ act, about }) => act === 'opened' && about === cycle)).toHaveLength(1);
}

async function passUntil(to: number): Promise<void> {
  while (bots.at < to) {
    await bots.moveTo(Math.min(to, bots.at + strideMs));
    await bots.settled();
  }
}

/** The clerk asks the readers of what is unknown, and it goes out again where it has not come. */
async function clearUp(): Promise<void> {
  await passUntil(bots.at + 2 * strideMs);
  const unknown = (await bots.courier?.process.order({ op: 'unknown' })) as StoredNotice[];
  for (const notice of unknown) {
    const text = `${hasArrived(bots.sent, notice) ? '已到' : '再发'} ${notice.no}`;
    await bots.says({ from: clerk, text, id: `clerk-${notice.no}` });
  }
  await bots.settled();
}

test('a process that was stopped in its work sends nothing and takes no step that another has taken meanwhile', async () => {
  const one = await bots.start('one');
  const two = await bots.start('two');
  expect([one.online, two.online]).toEqual([true, false]);

  await one.process.order({ op: 'halt', at: 'claimed' });
  await bots.moveTo(timeOf(0, '09:00:10'));
  await until(() => one.halted, 'one has stopped with a claim');
  await bots.endLease();
  await until(() => two.online, 'two has the account');
  await clearUp();
  expect([seen(words.prompt), seen(words.open)]).toEqual([villages.length, 1]);
  bots.wake(one);
  await bots.settled();
  expect(one.sent).toEqual([]);

  await passUntil(bots.at + 2 * minuteMs);
  expect(seen(words.remind)).toBe(villages.length);
  const pressAt = (await one.process.order({ op: 'step-due', cycle })) as number;
  await passUntil(pressAt - secondMs);
  bots.stop(two);
  await one.process.order({ op: 'halt', at: 'units-read' });
  await bots.moveTo(pressAt + secondMs);
  await until(() => one.halted, 'one has stopped with units to press');
  bots.wake(two);
  await bots.moveTo(bots.at + strideMs);
  await bots.settled();
  expect(seen(words.press)).toBeGreaterThan(0);
  bots.wake(one);
  await passUntil(bots.at + tenMinutesMs);
  await expectOnceEach(new Set());
});

test('of five processes one hears and sends, whoever dies, and nothing happens twice', async () => {
  await Promise.all(['one', 'two', 'three', 'four', 'five'].map((name) => bots.start(name)));
  expect(bots.running.filter(({ online }) => online)).toHaveLength(1);
  await bots.moveTo(timeOf(0, '09:00:10'));
  for (let deaths = 0; deaths < 2; deaths += 1) {
    const before = bots.sent.length;
    await until(() => bots.sent.length > before + 5, 'some have been asked');
    const { courier } = bots;
    if (courier !== undefined) await bots.kill(courier);
    await bots.endLease();
    await until(() => bots.courier !== undefined, 'another has the account');
  }
  await clearUp();
  const answering = villages.slice(0, 8);
  for (const village of answering) await bots.says({ from: liaisonOf(village), text: `1是 2 ${village}`, id: `said-${village}` });
  expect(bots.sent.filter(({ text }) => text.includes('回执'))).toHaveLength(answering.length);
  await passUntil(bots.at + tenMinutesMs);
  await expectOnceEach(new Set(answering));
});

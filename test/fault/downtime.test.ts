/** The bot is down for a minute up to thirty days, at moments at which much is under way, in a committee that has every kind of schedule. */
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient } from '../../src/adapters/redis/connect.js';
import type { Cycle } from '../../src/domain/cycle.js';
import { addDays } from '../../src/domain/date-text.js';
import { ladderOf } from '../../src/domain/ladder.js';
import { dayMs, hourMs, minuteMs } from '../../src/domain/time.js';
import { reachedBy } from '../../src/domain/responsibility.js';
import { resolveStep } from '../../src/domain/workdays.js';
import { atFullSize } from '../harness/fault-sizes.js';
import { groupRoom, openHomes, type Homes, type PaceName } from '../harness/model/homes.js';
import { recordingLog } from '../harness/recording-log.js';
import { startTestRedis, type TestRedis } from '../harness/redis.js';
import { Course, instant } from '../harness/time-course.js';

let redis: TestRedis;
let client: Redis;
let homes: Homes;

beforeAll(async () => {
  redis = await startTestRedis();
  client = createClient({ path: redis.socket }, recordingLog());
  homes = await openHomes();
});
afterAll(async () => {
  client.disconnect();
  await redis.stop();
});

const report = '一、接访十九件\n二、没有';

interface Moment {
  name: string;
  begins: string;
  at: string;
  pace?: PaceName;
  /** An hour of it takes no work hours from anybody. */
  afterWork?: true;
}

const moments: readonly Moment[] = [
  { name: 'in the middle of asking', begins: '2026-08-31 08:30', at: '2026-08-31 09:01', pace: 'strict' },
  { name: 'an hour before a deadline', begins: '2026-08-31 08:30', at: '2026-09-02 17:00' },
  { name: 'between two rungs', begins: '2026-08-31 08:30', at: '2026-09-03 12:00' },
  { name: 'on a Friday evening', begins: '2026-08-24 08:30', at: '2026-09-04 18:30', afterWork: true },
  { name: 'before the National Day holidays', begins: '2026-09-28 08:30', at: '2026-09-30 17:00' },
];
const lengths = { minute: minuteMs, hour: hourMs, 'three days': 3 * dayMs, 'thirty days': 30 * dayMs } as const;
type Length = keyof typeof lengths;

/** By their places in the two lists: each moment and each length at least once. */
const chosen: readonly (readonly [moment: number, length: Length])[] = [
  [0, 'minute'],
  [0, 'three days'],
  [1, 'hour'],
  [2, 'three days'],
  [3, 'hour'],
  [3, 'thirty days'],
  [4, 'three days'],
];
const all = moments.flatMap((_, moment) => Object.keys(lengths).map((length) => [moment, length as Length] as const));
const cases = (atFullSize ? all : chosen).flatMap(([index, length]) => {
  const moment = moments[index];
  return moment === undefined ? [] : [{ ...moment, length }];
});

/** Requests, a task said to be done, reports to be read and a pause wait for somebody; some have answered. */
async function livens({ begins, at }: Moment, course: Course): Promise<void> {
  const [day = ''] = begins.split(' ');
  const deeds: [string, () => Promise<void>][] = [
    [`${day} 09:40`, () => course.says('gao', '1是 2 3次 3无')],
    [`${day} 09:45`, () => course.says('ma', '延期2天，水渠在修')],
    [`${day} 09:50`, () => course.says('qian', '改派 方立新')],
    [`${day} 09:55`, () => course.says('he', `暂停 上坪村 至 ${Number(at.slice(5, 7))}月${(Number(at.slice(8, 10)) % 28) + 1}日`)],
    [`${day} 10:00`, () => course.says('li', '已办 1 镇发3号')],
    [`${addDays(day, 1)} 10:05`, () => reports(course)],
  ];
  for (const [when, deed] of deeds) {
    if (instant(when) >= instant(at)) break;
    await course.until(when);
    await deed();
  }
  await course.until(at);
}

/** 东村 hands in its report: its secretary is asked nothing else by this number. */
async function reports(course: Course): Promise<void> {
  const cycle = (await openCycles(course)).find(({ schedule, units }) => schedule.kind === 'report' && units.includes('dongcun'));
  if (cycle !== undefined) await course.says('li', `${cycle.firstNo + cycle.units.indexOf('dongcun')}# ${report}`);
}

async function openCycles(course: Course): Promise<Cycle[]> {
  return course.town.main.stores.cycles.openCycles();
}

test.each(cases)('down for a $length $name, nothing is lost, doubled or skipped, and nobody is held to the time it took', async (one) => {
  const { begins, pace, length, afterWork } = one;
  const course = await Course.open(client, homes, begins, pace);
  await livens(one, course);
  const [down, downMs] = [course.now, lengths[length]];
  const rungsBefore = (await course.rungs()).length;
  const sentBefore = course.town.chat.sent.length;
  const asked = await openCycles(course);
  const owing = (await recordsOf(course, asked)).filter(({ state, promptAt }) => state === 'pending' && promptAt !== undefined);
  const [draft] = await course.town.main.stores.circulars.openCirculars();

  await course.isDown(downMs);
  const back = course.now;
  await course.passes(hourMs);
  expect(course.writtenToOften(3, sentBefore)).toEqual([]);

  // Whoever could still answer when it went down can when it is back.
  for (const { cycle, no, person, unit } of owing.filter((each) => each.cycle.deadline > down).slice(0, 2)) {
    await course.says(person, cycle.schedule.kind === 'report' ? `${no}# ${report}` : `${no}# 1是 2 3次 3无`);
    expect([unit, (await course.town.main.stores.replies.versions(cycle.id, unit)).map(({ late }) => late)]).toEqual([unit, [false]]);
  }
  if (draft !== undefined) {
    await course.says('zhou', `放行 ${draft.no}`);
    await course.passes(dayMs);
    expect(course.town.chat.sent.filter(({ to, text }) => to === groupRoom && text.includes('还没')).length).toBeLessThanOrEqual(1);
  }
  await course.comesToRest();
  await course.passes(3 * dayMs);
  await course.comesToRest();

  const { settings, calendar, roster } = course.town.main.world.config();
  const rungs = (await course.rungs()).slice(rungsBefore);
  const lostMs = downMs > hourMs || (downMs === hourMs && afterWork !== true) ? downMs : 0;
  for (const cycle of asked.filter(({ deadline }) => deadline > down)) {
    for (const { about, part, at: taken } of rungs.filter((rung) => rung.about.startsWith(`${cycle.id}/`) && rung.at >= back)) {
      const steps = ladderOf(cycle.schedule);
      const unit = owing.find((each) => about === `${cycle.id}/${each.unit}`)?.unit;
      let place = Number(part);
      // A rung that reaches nobody has passed on at once to the one behind it.
      for (let before = steps[place - 1]; before?.kind === 'rung'; before = steps[place - 1]) {
        if (unit === undefined || reachedBy(roster, unit, before.rung).length > 0) break;
        place -= 1;
      }
      const step = steps[place];
      if (step?.kind !== 'rung' || unit === undefined) continue;
      const earliest = resolveStep(step.rung.at, cycle.deadline + lostMs, { ...settings, calendar });
      expect([about, taken]).toEqual([about, Math.max(taken, earliest)]);
    }
  }
});

test('what somebody was offered may still be accepted, and a report is brought up once, whatever fell due while the bot was down', async () => {
  const course = await Course.open(client, homes, '2026-08-31 08:30');
  await course.until('2026-08-31 09:50');
  await course.says('qian', '改派 方立新');
  await course.until('2026-09-01 10:05');
  await reports(course);
  await course.until('2026-09-01 11:00');
  await course.isDown(20 * dayMs);
  await course.passes(2 * hourMs);
  await course.says('fang', '接');
  const { matters } = course.town.main.stores;
  const offers = (await matters.since(0)).filter((matter) => matter.kind === 'request' && matter.ask === 'reassign');
  expect(offers).toMatchObject([{ state: 'agreed', decidedBy: 'fang' }]);
  const reminders = [...(await course.snapshot()).notices.values()].filter(({ kind }) => kind === 'report-reminder');
  expect(reminders.map(({ to }) => to)).toEqual(['p:wang']);
  await course.comesToRest();
});

interface Owed {
  cycle: Cycle;
  unit: string;
  no: number;
  person: string;
  state: string;
  promptAt: number | undefined;
}

async function recordsOf(course: Course, cycles: readonly Cycle[]): Promise<Owed[]> {
  const found = await Promise.all(
    cycles.map(async (cycle) => {
      const records = await course.town.main.stores.cycles.records(cycle.id, cycle.units);
      return [...records].map(([unit, { state, promptAt, askedTo, terms }]) => ({
        cycle,
        unit,
        no: cycle.firstNo + cycle.units.indexOf(unit),
        person: askedTo ?? '',
        state: terms?.heldBy === undefined ? state : 'held',
        promptAt,
      }));
    }),
  );
  return found.flat();
}

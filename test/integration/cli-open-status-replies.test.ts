import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dated, killClis, redisServersOf, removeSampleHomes, runCli, sampleHome, type Ended } from '../harness/cli.js';
import { hamlet } from '../harness/hamlet.js';
import { instant, Township } from '../harness/township.js';

let town: Township | undefined;

afterEach(async () => {
  await killClis();
  const home = town?.home;
  await town?.close();
  town = undefined;
  if (home !== undefined) expect(redisServersOf(home)).toEqual([]);
});
afterAll(removeSampleHomes);

const time = z.iso.datetime();
const count = z.int().min(0);
const unitState = z.strictObject({
  unit: z.string(),
  name: z.string(),
  state: z.enum(['pending', 'answered', 'late', 'excused', 'unreached']),
  level: z.enum(['none', 'remind', 'press', 'supervise', 'circulate']),
  answeredAt: time.nullable(),
});
const notice = z.strictObject({ id: z.int(), to: z.string(), unit: z.string().nullable(), schedule: z.string().nullable(), at: time });
const task = z.strictObject({
  no: z.int().min(1),
  schedule: z.string(),
  item: z.string(),
  text: z.string(),
  unit: z.string(),
  dueAt: time,
  state: z.enum(['open', 'reported', 'closed', 'withdrawn']),
  level: unitState.shape.level,
});
const statusDocument = z.strictObject({
  cycles: z.array(
    z.strictObject({
      id: z.string(),
      schedule: z.string(),
      openedAt: time,
      deadline: time,
      closedAt: time.nullable(),
      total: count,
      answered: count,
      late: count,
      pending: count,
      excused: count,
      unreached: count,
      units: z.array(unitState),
    }),
  ),
  rounds: z.array(z.strictObject({ schedule: z.string(), kind: z.string(), plannedAt: time, recipients: count })),
  tasks: z.array(task),
  unknown: z.array(notice),
  failed: z.array(notice),
});
const openDocument = z.strictObject({ cycle: z.string(), opened: z.boolean() });
const openedRound = z.strictObject({
  schedule: z.string(),
  kind: z.string(),
  plannedAt: time,
  recipients: count,
  opened: z.boolean(),
});
const repliesDocument = z.strictObject({
  cycle: z.string(),
  replies: z.array(
    z.strictObject({
      unit: z.string(),
      name: z.string(),
      by: z.string(),
      at: time,
      version: z.int().min(1),
      late: z.boolean(),
      answers: z.record(z.string(), z.union([z.boolean(), z.number(), z.string(), z.array(z.string()), z.null()])),
    }),
  ),
});

function documentOf<T>({ code, stdout, stderr }: Ended, shape: z.ZodType<T>): T {
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return shape.parse(JSON.parse(stdout));
}

const opening = ['open', 'monthly-self-check', '--json'];

describe('without a running bot', () => {
  it('opens a round that asks for nothing once within a day, and status tells of it', async () => {
    const home = await sampleHome();
    const openRound = ['open', 'weekly-nudge', '--json'];
    const first = documentOf(await runCli(openRound, { home }), openedRound);
    expect(first).toMatchObject({ schedule: 'weekly-nudge', kind: 'nudge', recipients: 19, opened: true });
    expect(documentOf(await runCli(openRound, { home }), openedRound)).toEqual({ ...first, opened: false });
    const { rounds } = documentOf(await runCli(['status', '--json'], { home }), statusDocument);
    expect(rounds).toEqual([{ schedule: 'weekly-nudge', kind: 'nudge', plannedAt: first.plannedAt, recipients: 19 }]);
    expect((await runCli(['open', 'weekly-nudge'], { home })).stdout).toContain('刚发起过，没再发');
  });

  it('opens a reminder of festivals when one is near, and refuses it with the date of the next when none is', async () => {
    const home = await sampleHome();
    const early = await runCli(['open', 'node-reminders', '--json'], { home, env: dated('2026-08-10T02:00:05Z') });
    const plannedAt = new Date(instant('2026-09-22 09:00')).toISOString();
    expect([early.code, JSON.parse(early.stdout)]).toEqual([
      1,
      { schedule: 'node-reminders', kind: 'reminder', plannedAt, recipients: 0, opened: false },
    ]);
    const near = await runCli(['open', 'node-reminders'], { home, env: dated('2026-09-18T02:00:05Z') });
    expect([near.code, near.stdout]).toEqual([0, expect.stringContaining('节点提醒已发起，发到群里')]);
  });

  it('opens a cycle of all units, which status then shows, and leaves no Redis behind', async () => {
    const home = await sampleHome();
    expect(documentOf(await runCli(['status', '--json'], { home }), statusDocument)).toEqual({
      cycles: [],
      rounds: [],
      tasks: [],
      unknown: [],
      failed: [],
    });
    const { cycle, opened } = documentOf(await runCli(opening, { home }), openDocument);
    expect(opened).toBe(true);
    const { cycles } = documentOf(await runCli(['status', '--json'], { home }), statusDocument);
    expect(cycles).toHaveLength(1);
    expect(cycles[0]).toMatchObject({
      id: cycle,
      schedule: 'monthly-self-check',
      total: 18,
      pending: 18,
      answered: 0,
      late: 0,
      closedAt: null,
    });
    expect(cycles[0]?.units.find(({ unit }) => unit === 'dongcun')).toEqual({
      unit: 'dongcun',
      name: '东村',
      state: 'pending',
      level: 'none',
      answeredAt: null,
    });
    const words = await runCli(['status'], { home });
    expect(words.stdout).toContain(cycle);
    expect(words.stdout).toContain('18个单位：已交0，没交18');
    expect(documentOf(await runCli(['replies', '--cycle', cycle, '--json'], { home }), repliesDocument)).toEqual({ cycle, replies: [] });
    expect(redisServersOf(home)).toEqual([]);
  });

  it('opens once within a minute, also across the turn of the minute and when asked twice at a time', async () => {
    const home = await sampleHome();
    const both = await Promise.all([
      runCli(opening, { home, env: dated('2026-08-24T02:00:40Z') }),
      runCli(opening, { home, env: dated('2026-08-24T02:00:40Z') }),
    ]);
    const told = both.map((ended) => documentOf(ended, openDocument));
    expect(told.filter(({ opened }) => opened)).toHaveLength(1);
    expect(new Set(told.map(({ cycle }) => cycle)).size).toBe(1);
    const again = await runCli(['open', 'monthly-self-check'], { home, env: dated('2026-08-24T02:01:20Z') });
    expect(again).toMatchObject({ code: 0, stdout: '8月自查这一分钟里已经发起过。\n' });
    expect(documentOf(await runCli(opening, { home, env: dated('2026-08-24T02:02:10Z') }), openDocument).opened).toBe(true);
    const { cycles } = documentOf(await runCli(['status', '--json'], { home, env: dated('2026-08-24T03:00:00Z') }), statusDocument);
    expect(cycles).toHaveLength(2);
  });

  it('refuses a schedule that does not exist and names the one that was probably meant', async () => {
    const home = await sampleHome();
    const { code, stdout, stderr } = await runCli(['open', 'monthly-selfcheck'], { home });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe('There is no schedule monthly-selfcheck; did you mean monthly-self-check?\n');
    const json = await runCli(['open', 'quarterly', '--json'], { home });
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({ error: { code: 'no-such-schedule' } });
    expect(redisServersOf(home)).toEqual([]);
  });

  it('refuses replies of a cycle that does not exist', async () => {
    const home = await sampleHome();
    const { code, stdout } = await runCli(['replies', '--cycle', 'monthly-self-check-20200101-0900', '--json'], { home });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'no-such-cycle' } });
  });
});

describe('beside a running bot', () => {
  it('opens what the bot then asks, and shows who answered what and when', async () => {
    town = await Township.open({ at: '2026-08-26 10:00', prepare: hamlet });
    const { home } = town;
    const { cycle } = documentOf(await runCli(opening, { home, env: dated('2026-08-26T02:00:05Z') }), openDocument);
    await town.until('2026-08-26 10:05');
    town.expects('赵小梅', '东村8月自查');
    await town.says('赵小梅', '1是 2 3次 3无');
    await town.says('赵小梅', '改 2 4');
    await town.until('2026-09-04 15:00');
    await town.says('马春生', '1否 2 0 3会计刚换');
    town.takeEverything();

    const env = dated(new Date(instant('2026-09-04 15:01')).toISOString());
    const { cycles } = documentOf(await runCli(['status', '--json'], { home, env }), statusDocument);
    expect(cycles.find(({ id }) => id === cycle)).toMatchObject({ total: 3, answered: 1, late: 1, pending: 1, excused: 0, unreached: 0 });
    const units = cycles.find(({ id }) => id === cycle)?.units ?? [];
    expect(units.map(({ unit, state, level }) => `${unit} ${state} ${level}`)).toEqual([
      'qingshan pending circulate',
      'dongcun answered none',
      'shiqiao late supervise',
    ]);
    expect(units.map(({ answeredAt }) => answeredAt?.slice(0, 10) ?? null)).toEqual([null, '2026-08-26', '2026-09-04']);

    const { replies } = documentOf(await runCli(['replies', '--cycle', cycle, '--json'], { home, env }), repliesDocument);
    expect(replies.map(({ at, ...reply }) => ({ ...reply, day: at.slice(0, 10) }))).toEqual([
      {
        unit: 'dongcun',
        name: '东村',
        by: 'zhao',
        version: 2,
        late: false,
        answers: { meeting: true, talks: 4, issue: '无' },
        day: '2026-08-26',
      },
      {
        unit: 'shiqiao',
        name: '石桥村',
        by: 'ma',
        version: 1,
        late: true,
        answers: { meeting: false, talks: 0, issue: '会计刚换' },
        day: '2026-09-04',
      },
    ]);
    const words = await runCli(['replies', '--cycle', cycle], { home, env });
    expect(words.stdout).toMatch(/石桥村　马春生，9月4日（周五）15:00，补交，第1版\n　1 专题研究：否/);
    expect(redisServersOf(home)).toHaveLength(1);
  });

  it('shows messages of which nobody knows whether they came, and those that did not go out', async () => {
    town = await Township.open({ at: '2026-08-24 10:00', prepare: hamlet });
    const { home, world } = town;
    world.hub.faults.loseNextReply();
    world.hub.faults.refuse(town.account('马春生'));
    await runCli(opening, { home, env: dated('2026-08-24T02:00:05Z') });
    await town.until('2026-08-24 15:00');
    town.takeEverything();
    const ended = await runCli(['status', '--json'], { home, env: dated('2026-08-24T07:00:00Z') });
    const { unknown, failed } = documentOf(ended, statusDocument);
    expect(unknown).toMatchObject([{ schedule: 'monthly-self-check' }]);
    expect(failed).toMatchObject([{ to: 'ma', unit: 'shiqiao', schedule: 'monthly-self-check' }]);
    const words = await runCli(['status'], { home, env: dated('2026-08-24T07:00:00Z') });
    expect(words.stdout).toMatch(/说不清：\d+ 给/);
    expect(words.stdout).toMatch(/没发出去：\d+ 给马春生/);
  });
});

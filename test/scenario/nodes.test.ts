import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hamletWith, replace } from '../harness/hamlet.js';
import { allHear, hears, play, worlds } from '../harness/scene.js';
import type { TownshipOptions } from '../harness/township.js';

const schedules = ['node-reminders'] as const;
const midAutumn =
  '中秋、国庆提醒⏎中秋放假：9月25日—27日⏎国庆放假：10月1日—7日，10日（周六）上班⏎四件小事：⏎公车停好入库⏎礼品、卡券不收不送⏎公家的钱不吃喝、不发福利⏎值班的人在，电话通⏎拿不准，先问镇纪委许敏⏎依据：中央八项规定精神⏎看到就行，不用接龙、不用表态。⏎镇纪委 党政办';

/** The hamlet with nothing but this schedule. */
function only(name: string, text: string): NonNullable<TownshipOptions['prepare']> {
  return hamletWith(
    (home) => rm(join(home, 'schedules', 'monthly-self-check.yaml')),
    (home) => writeFile(join(home, 'schedules', `${name}.yaml`), text),
  );
}

function nodeReminder(festivals: string, more = ''): NonNullable<TownshipOptions['prepare']> {
  return only(
    'nodes',
    `name: 节点提醒\nkind: reminder\nnode: [${festivals}]\nbefore: 3wd\ntime: "09:00"\nto: { group: all-units }\ntemplate: node-reminder\n${more}`,
  );
}

describe.each(worlds)('over the %s world', (over) => {
  test('the group is reminded once before two festivals, three workdays ahead, with the make-up workday still to come', () =>
    play({ at: '2026-09-18 09:00', over, schedules }, async (town) => {
      await town.until('2026-09-22 08:59');
      town.expectsNothing();
      await town.until('2026-09-22 09:10');
      hears(town, '群', midAutumn);
      await town.until('2026-10-15 18:00');
    }));
});

test('nobody who writes 收到 below it is answered', () =>
  play({ at: '2026-09-22 08:59', schedules }, async (town) => {
    await town.until('2026-09-22 09:10');
    hears(town, '群', midAutumn);
    await town.saysInGroup('赵小梅', '收到', false);
  }));

test('a make-up workday before the festival is told as long as it is to come', () =>
  play({ at: '2026-02-09 09:00', schedules }, async (town) => {
    await town.until('2026-02-13 18:00');
    town.expects('群', '春节提醒\n春节放假：2月15日—23日，14日（周六）、28日（周六）上班', '红包、年货、卡券不收不送');
  }));

test.each([
  ['清明', '2026-03-30 08:00', '清明提醒\n清明放假：4月4日—6日\n', '扫墓坐自家车'],
  ['五一', '2026-04-24 08:00', '五一提醒\n五一放假：5月1日—5日，9日（周六）上班\n', '票和房自己订，不让别人付'],
  ['端午', '2026-06-15 08:00', '端午提醒\n端午放假：6月19日—21日\n', '粽子礼盒、卡券不收不送'],
])('%s has small things of its own', (_festival, at, head, thing) =>
  play({ at, schedules }, async (town) => {
    await town.pass('5d');
    expect(town.expects('群', thing)).toContain(head);
  }),
);

test('two reminders that are due to the group at one time are one message', () =>
  play(
    {
      at: '2026-09-22 08:00',
      prepare: async (home) => {
        await nodeReminder('中秋节')(home);
        const second = 'name: 国庆值班\nkind: reminder\ncron: "0 9 22 9 *"\nto: { group: all-units }\ntemplate: reminder\n';
        await writeFile(join(home, 'schedules', 'duty.yaml'), second);
      },
    },
    async (town) => {
      await town.until('2026-09-22 09:30');
      expect(town.expects('群', '中秋提醒', '国庆值班\n看到就行，不用回。').split('\n\n')).toHaveLength(2);
    },
  ));

test('two festivals in one holiday are named together', () =>
  play({ at: '2025-09-25 08:00', schedules }, async (town) => {
    await town.until('2025-09-30 18:00');
    expect(town.expects('群')).toMatch(
      /^(?:国庆、中秋|中秋、国庆)提醒\n(?:国庆、中秋|中秋、国庆)放假：10月1日—8日，11日（周六）上班\n四件小事：/u,
    );
  }));

test('in a year whose holidays are not known the statutory day is named, and that the official notice decides', () =>
  play({ at: '2027-09-01 08:00', prepare: nodeReminder('中秋节') }, async (town) => {
    await town.until('2027-09-20 18:00');
    expect(town.expects('群')).toMatch(/^中秋提醒\n中秋：9月15日\n放假安排以通知为准\n四件小事：/u);
  }));

test('to holders of roles it goes to each of them once, also to somebody with two posts, and to nobody on a rest day', () =>
  play(
    {
      at: '2026-09-19 08:00',
      prepare: hamletWith(
        only('roles', 'name: 值班表提醒\nkind: reminder\ncron: "0 9 19 9 *"\nworkday: none\nto: [principal, clerk]\ntemplate: reminder\n'),
        replace('roster.yaml', 'principal: wu', 'principal: li'),
      ),
    },
    async (town) => {
      await town.until('2026-09-19 20:00');
      town.expectsNothing();
      // The Sunday is a make-up workday.
      await town.until('2026-09-20 09:10');
      allHear(town, ['张建国', '李德明', '何晓燕'], '值班表提醒⏎看到就行，不用回。⏎党政办 何晓燕');
    },
  ));

describe('after an outage', () => {
  test('it still comes before the festival begins, and only about what is still to come', () =>
    play({ at: '2026-09-21 09:00', schedules }, async (town) => {
      await town.until('2026-09-21 18:00');
      await town.isDownUntil('2026-09-24 10:00');
      await town.pass('10m');
      hears(town, '群', midAutumn);
    }));

  test('when the nearer festival is over, the other one is told alone', () =>
    play({ at: '2026-09-21 09:00', schedules }, async (town) => {
      await town.until('2026-09-21 18:00');
      await town.isDownUntil('2026-09-28 10:00');
      await town.pass('10m');
      expect(town.expects('群')).toMatch(/^国庆提醒\n国庆放假：10月1日—7日，10日（周六）上班\n四件小事：/u);
    }));

  test('over a whole festival it is not sent late: it is recorded as missed, and the clerk is told', () =>
    play({ at: '2026-09-21 09:00', schedules }, async (town) => {
      await town.until('2026-09-21 18:00');
      await town.isDownUntil('2026-10-08 10:00');
      await town.pass('10m');
      town.expectsExactly('何晓燕', '节点提醒本该9月22日（周二）9:00发，我那时没在线。\n节前没赶上，这一期没发。');
      const { cycles, rounds } = town.bot.world.stores;
      expect((await cycles.missed(0)).map(({ schedule, reason }) => ({ schedule, reason }))).toEqual([
        { schedule: 'node-reminders', reason: 'deadline-passed' },
      ]);
      expect(await rounds.since(0)).toEqual([]);
    }));
});

test('a group that is not there hears nothing, nothing fails, and the clerk sees what did not go out', () =>
  play(
    {
      at: '2026-09-21 09:00',
      prepare: hamletWith(nodeReminder('中秋节'), replace('roster.yaml', 'room: "17@chatroom"', 'topic: 没有的群')),
    },
    async (town) => {
      await town.until('2026-09-22 09:10');
      await town.says('何晓燕', '状态');
      expect((await town.bot.world.stores.outbox.open('failed', 5)).map(({ kind, to }) => ({ kind, to }))).toEqual([
        { kind: 'reminder', to: { kind: 'group', group: 'all-units' } },
      ]);
      town.expects('何晓燕');
    },
  ));

describe('by hand', () => {
  test('the clerk sends one now, and within a day not again by a slip of the thumb', () =>
    play({ at: '2026-09-21 16:00', schedules }, async (town) => {
      await town.says('何晓燕', '发起 节点提醒');
      town.expectsExactly('何晓燕', '节点提醒已发起，发到群里。');
      await town.pass('10m');
      hears(town, '群', midAutumn);
      await town.says('何晓燕', '发起 节点提醒');
      town.expectsExactly('何晓燕', '节点提醒刚发起过，没再发。');
    }));

  test('what is begun in quiet hours waits, and the clerk is told until when', () =>
    play({ at: '2026-09-21 20:00', prepare: nodeReminder('中秋节, 国庆节') }, async (town) => {
      await town.says('何晓燕', '发起 节点提醒');
      town.expectsExactly('何晓燕', '节点提醒已发起，发到群里。\n这会儿不发消息，明天8:30起发。');
      await town.until('2026-09-22 08:40');
      town.expects('群', '中秋、国庆提醒');
    }));

  test('with no festival within 30 days nothing is sent, and the clerk is told which comes next and when', () =>
    play({ at: '2026-08-10 16:00', schedules }, async (town) => {
      await town.says('何晓燕', '发起 节点提醒');
      hears(town, '何晓燕', '节点提醒先没发，30天内没有节日。⏎下一个是中秋、国庆，⏎9月22日（周二）9:00我会自己发。');
      await town.pass('1d');
      expect(await town.bot.world.stores.rounds.since(0)).toEqual([]);
      await town.until('2026-08-26 16:00');
      await town.says('何晓燕', '发起 节点提醒');
      hears(town, '何晓燕', '节点提醒已发起，发到群里。');
      await town.pass('10m');
      expect(town.expects('群')).toMatch(/^中秋提醒\n/u);
    }));

  test('nobody else may', () =>
    play({ at: '2026-09-21 16:00', schedules }, async (town) => {
      await town.says('李德明', '发起 节点提醒');
      town.expects('李德明');
      await town.pass('10m');
    }));
});

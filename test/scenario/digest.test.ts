import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { files, hamletWith, replace } from '../harness/hamlet.js';
import { answer, hears, liaisonsBut, opened, play, worlds } from '../harness/scene.js';
import type { Township } from '../harness/township.js';

const schedules = ['monthly-self-check', 'weekly-digest'] as const;
const at = '2026-08-25 08:59';
const digest = 'name: 每周周报\nkind: digest\ncron: "0 9 * * 1"\nworkday: next\nto: [secretary]\n';

/** The hamlet with a digest; it is written to these. */
function toldWeekly(to = '[secretary]'): (home: string) => Promise<void> {
  return hamletWith((home) => writeFile(join(home, 'schedules', 'weekly-digest.yaml'), digest.replace('[secretary]', to)));
}

/** The August round, in which one village owes its answer until it lies with its leader. */
async function withOneOwing(town: Township): Promise<void> {
  await opened(town);
  await answer(town, liaisonsBut('石桥村'));
  await town.until('2026-08-28 18:00');
  town.expects('马春生', '还没收到');
}

describe.each(worlds)('over the %s world', (over) => {
  test('the secretary is told the week on one screen: what came, what is stuck with whom, the load, and what comes', () =>
    play({ at, over, schedules }, async (town) => {
      await withOneOwing(town);
      await town.until('2026-08-31 09:10');
      hears(
        town,
        '张建国',
        '上周（8月24日—28日）⏎8月自查：18个单位交了16，9月1日截止，上坪村缺联络员⏎负担：共发20条，人均1条，自查占全部⏎本周：到期1件，没有新问卷⏎只给您看，不排名。',
      );
      await town.until('2026-09-05 18:00');
      town.takeEverything();
      await town.until('2026-09-07 09:10');
      hears(
        town,
        '张建国',
        '上周（8月31日—9月4日）⏎8月自查：18个单位交了16，没交1，上坪村缺联络员⏎卡住：石桥村8月自查，9月3日起在王志强处⏎负担：共发6条，人均2条，自查占八成⏎只给您看，不排名。',
      );
    }));
});

test('what units asked and nobody answered is told, what many have in common, and the reader’s own part', () =>
  play({ at, schedules }, async (town) => {
    await opened(town);
    await answer(town, liaisonsBut('石桥村', '柳湾村', '东村', '大塘村'));
    await town.until('2026-08-26 10:00');
    for (const who of ['马春生', '刘芳', '赵小梅']) await town.says(who, '有困难 会计交接，账没对完');
    await town.until('2026-08-26 11:00');
    await town.says('张建国', '催办 大塘村');
    const numbers = (await town.bot.world.stores.matters.open({ kind: 'request' })).map(({ no }) => no);
    await town.says('王志强', `协调 ${numbers[0]} 镇里派会计来帮`);
    await town.says('王志强', `协调 ${numbers[1]} 镇里派会计来帮`);
    await town.until('2026-08-29 18:00');
    town.takeEverything();
    await town.until('2026-08-31 09:10');
    const [text = ''] = town.takeEverything().get('张建国') ?? [];
    expect(text.split('\n')).toEqual(
      expect.arrayContaining([
        `卡住：${numbers[2]}号东村8月自查，8月26日起在王志强处`,
        '困难：单位提3件，回了2件，1件没人回',
        '像是共性：3个单位8月自查都有困难，可一起定个办法',
        '您本人：过问1件，等您定1件（回：待定）',
      ]),
    );
    expect(text).not.toMatch(/会计|马春生|刘芳|赵小梅/u);
  }));

test('overdue tasks are told with whom they lie, and what falls due in the week ahead', () =>
  play({ at: '2026-09-14 09:30', schedules: ['rules-register', 'weekly-digest'] }, async (town) => {
    await town.until('2026-09-26 18:00');
    town.takeEverything();
    await town.until('2026-09-28 09:10');
    expect(town.expects('张建国', '上周（9月21日—24日）')).toContain('\n本周：到期2件，没有新问卷\n');
    await town.until('2026-10-10 18:00');
    town.takeEverything();
    await town.until('2026-10-12 09:10');
    const text = town.expects('张建国', '上周（10月8日—10日）\n任务：销号0，过期2\n');
    expect(text).toMatch(/^卡住：\d+号财政所《村级小额工程管理办法》，9月30日起在\S+处$/mu);
    town.takeEverything();
  }));

test('after a long holiday it tells of all the time since the last one', () =>
  play({ at: '2026-09-28 08:59', schedules: ['weekly-digest'] }, async (town) => {
    await town.until('2026-09-28 09:10');
    town.expects('张建国', '上周（9月21日—24日）');
    await town.until('2026-10-08 09:10');
    town.expects('张建国', '上次以来（9月28日—30日）');
  }));

test('what went up about the secretary is in the digest to discipline and not in theirs', () =>
  play({ at: '2026-08-24 09:00', prepare: toldWeekly('[secretary, discipline-secretary]') }, async (town) => {
    await town.until('2026-08-25 10:00');
    for (const who of ['赵小梅', '马春生']) await town.says(who, '1是 2 1次 3无');
    await town.until('2026-09-05 18:00');
    town.takeEverything();
    await town.until('2026-09-07 09:10');
    expect(town.expects('周正平', '上周')).toContain('\n卡住：镇党委8月自查，9月1日起在张建国处\n');
    expect(town.expects('张建国', '上周')).not.toContain('卡住');
  }));

test('what opens on its own day is of the week ahead', () =>
  play(
    { at: '2026-08-30 09:00', prepare: hamletWith(toldWeekly(), replace(files.selfCheck, '0 9 25 * *', '0 9 31 8 *')) },
    async (town) => {
      await town.until('2026-08-31 09:10');
      town.takeAll('8月自查，3题');
      hears(town, '张建国', '上周（8月24日—28日）⏎本周：没有到期的，1份新问卷⏎没有卡住的事，也没有等您定的事。⏎只给您看，不排名。');
    },
  ));

test('the load is told by the name people say, and two of one name are added up', () =>
  play(
    {
      at: '2026-08-03 10:00',
      prepare: hamletWith(toldWeekly(), async (home) => {
        const check = await readFile(join(home, files.selfCheck), 'utf8');
        const other = check
          .replace('月度主体责任自查', '月度公车自查')
          .replace('0 9 25 * *', '0 9 26 * *')
          .replace(/^remind:[\s\S]*/mu, '');
        await writeFile(join(home, 'schedules', 'cars.yaml'), other);
        const nudge = 'name: 每周咬耳扯袖\nkind: nudge\ncron: "0 10 * * 4"\nto: [principal, liaison]\nlibrary: nudges.md\n';
        await writeFile(join(home, 'schedules', 'weekly-nudge.yaml'), nudge);
      }),
    },
    async (town) => {
      await town.until('2026-08-09 09:00');
      town.takeEverything();
      await town.until('2026-08-10 09:10');
      town.expects('张建国', '\n负担：共发6条，人均1条，咬耳扯袖占全部\n');
      await town.until('2026-08-30 09:00');
      town.takeEverything();
      await town.until('2026-08-31 09:10');
      town.expects('张建国', '\n负担：共发16条，人均3条，自查占六成\n');
    },
  ));

test('with nothing to tell it says so in a line', () =>
  play({ at: '2026-08-10 08:59', prepare: toldWeekly() }, async (town) => {
    await town.until('2026-08-10 09:10');
    hears(town, '张建国', '上周（8月3日—7日）⏎没有卡住的事，也没有等您定的事。⏎只给您看，不排名。');
  }));

test('the clerk may send it now; it goes to its reader and to nobody else', () =>
  play({ at: '2026-08-12 10:00', prepare: toldWeekly() }, async (town) => {
    await town.says('何晓燕', '发起 每周周报');
    town.expectsExactly('何晓燕', '每周周报已发起，发给1人。');
    await town.pass('5m');
    town.expects('张建国', '只给您看，不排名。');
  }));

test('one that was missed would come too late after a workday: the clerk is told, and may still send it', () =>
  play({ at: '2026-08-07 09:00', prepare: toldWeekly() }, async (town) => {
    await town.isDownUntil('2026-08-12 10:00');
    await town.pass('5m');
    hears(town, '何晓燕', '每周周报本该8月10日（周一）9:00发，我那时没在线。⏎现在再发就晚了，这一期没发。⏎要补发，回：发起 每周周报');
  }));

test('a role that nobody can be reached in gets nothing, and nothing fails', () =>
  play(
    {
      at: '2026-08-10 08:59',
      prepare: hamletWith(toldWeekly(), replace('roster.yaml', 'accounts: [wxid_zhang]', 'accounts: []')),
    },
    async (town) => {
      await town.until('2026-08-10 12:00');
      const rounds = await town.bot.world.stores.rounds.since(0);
      expect(rounds.map(({ schedule, recipients }) => ({ schedule, recipients }))).toEqual([{ schedule: 'weekly-digest', recipients: 0 }]);
    },
  ));

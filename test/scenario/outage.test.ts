import { describe, expect, test } from 'vitest';
import { hamlet } from '../harness/hamlet.js';
import { answer, hears, hearsWithReceipt, liaisonsBut, play, worlds } from '../harness/scene.js';
import { recordOf, versionsOf } from '../harness/township-books.js';
import { instant, type Township } from '../harness/township.js';

const at = '2026-09-28 08:59';
const whole = '1是 2 3次 3A 4 9.20 5无';

/** September's round, answered by all but some, up to the afternoon before its deadline. */
async function nearlyDone(town: Township, ...open: string[]): Promise<void> {
  await town.until('2026-09-28 09:30');
  town.takeEverything();
  await answer(town, liaisonsBut(...open));
  await town.until('2026-10-08 12:00');
  expect(town.takeAll('9月自查还没收到')).toHaveLength(open.length);
  await town.until('2026-10-09 14:10');
}

describe.each(worlds)('over the %s world', (over) => {
  test('after an outage those who still owe an answer are told once, with the new deadline, and are taken at their word', () =>
    play({ at, over }, async (town) => {
      await nearlyDone(town, '柳湾村');
      await town.isDownUntil('2026-10-10 09:40');
      await town.until('2026-10-10 10:00');
      hears(
        town,
        '刘芳',
        '对不住，我10月9日14:10到今天9:40没在线。⏎那时发来的可能没收到，请再发一次。⏎9月自查截止改到10月12日（周一）18:00，⏎之前交的都算准时。⏎党政办 何晓燕',
      );
      await town.says('刘芳', '我昨天下午就发了啊');
      hears(town, '刘芳', '是我没收到，不怪您。⏎再发一次就行，按准时算。');
      await town.until('2026-10-12 17:30');
      town.expectsNothing();
      await town.says('刘芳', whole);
      town.expects('刘芳', '收到，柳湾村9月自查记下了', '10月12日18:00前都能改', '回执');
      expect(await recordOf(town, 'liuwan')).toMatchObject({ state: 'answered' });
    }));
});

test('wherever a deadline is named it is the one that the outage moved, and the ladder counts from it', () =>
  play({ at }, async (town) => {
    await nearlyDone(town, '柳湾村');
    await town.isDownUntil('2026-10-10 09:40');
    await town.until('2026-10-10 10:00');
    town.expects('刘芳', '对不住');
    for (const [said, heard] of [
      ['在吗', '截止：10月12日（周一）18:00'],
      ['题目', '截止：10月12日（周一）18:00'],
      ['我的', '10月12日（周一）18:00'],
      ['晚点', '10月12日（周一）18:00前都行'],
      ['状态', '还没收到，10月12日截止'],
    ] as const) {
      await town.says('刘芳', said);
      town.expects('刘芳', heard);
    }
    await town.until('2026-10-10 18:10');
    await town.says('张建国', '逾期');
    hears(town, '张建国', '没有过期的。');
    await town.says('张建国', '状态');
    town.expects('张建国', '9月自查，10月12日截止');
    await town.until('2026-10-13 08:59');
    town.expectsNothing();
    await town.until('2026-10-13 09:10');
    town.expects('陈守田', '柳湾村9月自查昨天18:00到期');
    await town.says('张建国', '逾期');
    hears(town, '张建国', '过期1件：⏎柳湾村9月自查，10月12日到期，在陈守田处');
  }));

test('the reminder that falls due with it is in the apology, which names the date', () =>
  play({ at }, async (town) => {
    await town.until('2026-09-28 09:30');
    town.takeEverything();
    await answer(town, liaisonsBut('柳湾村'));
    await town.until('2026-10-08 08:55');
    await town.isDownUntil('2026-10-09 10:00');
    await town.until('2026-10-09 10:10');
    hears(
      town,
      '刘芳',
      '对不住，我10月8日8:55到今天10:00没在线。⏎那时发来的可能没收到，请再发一次。⏎9月自查截止改到10月12日（周一）18:00，⏎之前交的都算准时。⏎党政办 何晓燕',
    );
    await town.until('2026-10-12 18:00');
  }));

test('nobody hears twice of an outage, nor of one at night, in a holiday, or of some minutes', () =>
  play({ at }, async (town) => {
    await nearlyDone(town, '柳湾村');
    for (const [from, to] of [
      ['2026-10-09 15:00', '2026-10-09 15:20'],
      ['2026-10-09 19:00', '2026-10-10 08:30'],
    ] as const) {
      await town.until(from);
      await town.isDownUntil(to);
    }
    await town.until('2026-10-10 09:00');
    town.expectsNothing();
    await town.isDownUntil('2026-10-10 10:00');
    await town.isDownUntil('2026-10-10 10:01');
    await town.until('2026-10-10 10:30');
    hears(
      town,
      '刘芳',
      '对不住，我今天9:00到10:00没在线。⏎那时发来的可能没收到，请再发一次。⏎9月自查截止改到10月12日（周一）18:00，⏎之前交的都算准时。⏎党政办 何晓燕',
    );
    await town.isDownUntil('2026-10-10 10:31');
    await town.until('2026-10-12 12:00');
  }));

test('two outages before anybody could be told are one apology', () =>
  play({ at }, async (town) => {
    await nearlyDone(town, '柳湾村');
    await town.isDownUntil('2026-10-09 18:59');
    await town.isDownUntil('2026-10-10 12:10');
    await town.until('2026-10-10 12:30');
    town.expectsNothing();
    await town.until('2026-10-10 14:40');
    hears(
      town,
      '刘芳',
      '对不住，我10月9日14:10到今天12:10没在线。⏎那时发来的可能没收到，请再发一次。⏎9月自查截止改到10月12日（周一）18:00，⏎之前交的都算准时。⏎党政办 何晓燕',
    );
    await town.until('2026-10-12 12:00');
  }));

test('who says it was sent is asked to send it again, without an outage too', () =>
  play({ at, prepare: hamlet }, async (town) => {
    await town.until('2026-09-28 09:30');
    town.takeEverything();
    for (const text of ['早发了', '我发过了', '昨天就交了']) {
      await town.says('赵小梅', text);
      hears(town, '赵小梅', '我这里还没收到。⏎麻烦您再发一次，不怪您。');
    }
    await town.says('赵小梅', '1是 2 3次 3无');
    town.expects('赵小梅', '回执');
    await town.says('赵小梅', '我发过了');
    town.expects('赵小梅', '东村9月自查9月28日答过了');
  }));

test('what was written while the bot was down counts by when it was written', () =>
  play({ at, prepare: hamlet }, async (town) => {
    await town.until('2026-09-28 09:30');
    town.takeEverything();
    await town.says('何晓燕', '1是 2 3次 3无');
    town.takeEverything();
    await town.until('2026-10-10 17:00');
    town.takeEverything();
    await town.stop();
    const inTime = town.says('赵小梅', '1是 2 3次 3无', { at: instant('2026-10-10 19:30') });
    const late = town.says('马春生', '1是 2 3次 3无', { at: instant('2026-10-12 18:30') });
    await town.isDownUntil('2026-10-13 09:30');
    await Promise.all([inTime, late]);
    hearsWithReceipt(
      town,
      '赵小梅',
      '收到，东村9月自查记下了：⏎1 专题研究：是⏎2 谈话：3次⏎3 问题：无⏎要改，回：改 题号 内容⏎10月13日18:00前都能改。',
    );
    town.expects('马春生', '收到，石桥村9月自查记下了');
    expect((await versionsOf(town, 'dongcun')).map(({ late: isLate }) => isLate)).toEqual([false]);
    await town.until('2026-10-13 12:00');
    town.expectsNothing();
  }));

test('a reminder to come counts from the moved deadline', () =>
  play({ at }, async (town) => {
    await town.until('2026-09-28 09:30');
    town.takeEverything();
    await answer(town, liaisonsBut('柳湾村'));
    await town.until('2026-09-30 09:00');
    await town.isDownUntil('2026-09-30 17:00');
    await town.until('2026-09-30 17:10');
    town.expects('刘芳', '9月自查截止改到10月12日（周一）18:00');
    await town.until('2026-10-09 08:59');
    town.expectsNothing();
    await town.until('2026-10-09 09:10');
    town.expects('刘芳', '柳湾村9月自查还没收到', '截止：10月12日（周一）18:00');
    await town.until('2026-10-12 18:00');
  }));

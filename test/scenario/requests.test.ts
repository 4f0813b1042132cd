import { describe, expect, test } from 'vitest';
import { allHear, answer, hears, hearsWithReceipt, liaisonsBut, opened, phone, play, worlds } from '../harness/scene.js';
import type { Township } from '../harness/township.js';
import { recordOf } from '../harness/township-books.js';

const at = '2026-08-25 08:59';
const signed = '依据：镇党委落实主体责任实施意见⏎党政办 何晓燕';

/** Friday the 28th, after the reminders: these five have not answered. */
async function friday(town: Township): Promise<void> {
  await opened(town);
  await answer(town, liaisonsBut('东村', '柳湾村', '石桥村', '财政所', '大塘村'));
  await town.until('2026-08-28 09:40');
  allHear(town, ['赵小梅', '刘芳', '马春生', '钱玉', '彭小军'], '还没收到');
}

/** The number of the request that somebody has just been told. */
function numberIn(text: string): string {
  return /(\d+)号/u.exec(text)?.[1] ?? '';
}

async function asksForExtension(town: Township): Promise<string> {
  await town.says('刘芳', '延期3天，会计住院，账没对完');
  return numberIn(town.expects('刘芳', '记下'));
}

describe.each(worlds)('over the %s world', (over) => {
  test('more time, help, one question left out and another to answer: each is one short line, and shows who decides', () =>
    play({ at, over }, async (town) => {
      await friday(town);

      await town.says('刘芳', '延期3天，会计住院，账没对完');
      const echo = town.expects('刘芳');
      const first = numberIn(echo);
      expect(echo).toBe(phone(`记下，${first}号：柳湾村8月自查⏎想从9月1日延到9月4日（周五）18:00。⏎已转王志强副书记，他定之前不催您。`));
      await town.pass('2m');
      hears(
        town,
        '王志强',
        `${first}号 柳湾村请求延期⏎8月自查，9月1日延到9月4日（周五）⏎理由：会计住院，账没对完⏎回：同意 ${first}⏎或：不同意 ${first} 原因⏎您定之前不催村里，这件挂在您名下。`,
      );
      await town.says('王志强', '可以');
      hears(town, '王志强', `${first}号已同意，延到9月4日18:00。我去告诉刘芳。`);
      await town.pass('2m');
      hears(town, '刘芳', '王志强副书记同意了，⏎延到9月4日（周五）18:00，这几天不催。');

      await town.says('李德明', '有困难 公开栏让雨泡了，没法贴');
      const second = numberIn(town.expects('李德明', '公开栏让雨泡了，没法贴。\n已请王志强副书记协调，有回音就告诉您。\n提了困难不算没办。'));
      await town.pass('2m');
      hears(
        town,
        '王志强',
        `${second}号 东村有困难⏎公开栏让雨泡了，没法贴⏎回：协调 ${second} 怎么帮⏎或：延期 ${second} 到哪天⏎或：改派 ${second} 谁来办⏎或：督办 ${second} 您盯着办`,
      );
      await town.says('王志强', `协调${second} 镇里换，下周三前`);
      hearsWithReceipt(town, '王志强', `${second}号记下了：镇里换，9月2日（周三）前。⏎9月2日（周三）前不催东村，这件在您这里。⏎我去告诉李德明。`);
      await town.pass('2m');
      hears(town, '李德明', '王志强副书记回您：镇里换，9月2日（周三）前。');

      await town.says('钱玉', '1是 2 1次 3不适用我们所没有村务 4 8.19 5无');
      town.expects('钱玉', '收到，财政所8月自查记下了：', '3 村务公开：不适用（我们所没有村务）', '第3题先按“不适用”，等郑海波副镇长核。', /回执 \d+$/u);
      await town.pass('2m');
      const third = numberIn(town.expects('郑海波', '财政所说第3题（村务公开）不适用\n理由：我们所没有村务\n回：同意 '));
      await town.says('郑海波', '同意');
      hearsWithReceipt(town, '郑海波', `${third}号记下了：同意，第3题按“不适用”。⏎我去告诉钱玉。`);
      await town.pass('2m');
      hears(town, '钱玉', '郑海波副镇长同意了，第3题按“不适用”。');

      await town.says('彭小军', '改派 谢莉');
      const fourth = numberIn(town.expects('彭小军', '问谢莉接不接'));
      await town.pass('2m');
      hears(town, '谢莉', '谢莉同志：彭小军请您代大塘村答8月自查，⏎5题，9月1日（周二）18:00前。⏎回：接 或 不接');
      await town.says('谢莉', '接');
      expect(Number(fourth)).toBeGreaterThan(Number(third));
      town.expects('谢莉', '好，这件归您。\n大塘村8月自查，5题\n截止：9月1日（周二）18:00\n1 本月会上');
      await town.pass('2m');
      hears(town, '彭小军', '谢莉接了，这件不再找您。');
      await town.says('谢莉', '1是 2 1次 3A 4 8.19 5无');
      town.expects('谢莉', '大塘村8月自查记下了', '回执');

      // Nobody of these is pressed; the one that asked for nothing is.
      await town.until('2026-09-02 09:10');
      hears(
        town,
        '吴永贵',
        `吴永贵同志：⏎石桥村8月自查昨天18:00到期，还没收到。⏎联络员马春生：8月25日发题，28日提醒。⏎他今天答了，这条就不用管。⏎不然请您回一句：⏎我来答⏎延期 天数 原因⏎改派 姓名⏎有困难 什么困难⏎明天9:00还没着落，会请王志强副书记协调。⏎${signed}`,
      );
      await town.until('2026-09-02 18:00');
    }));
});

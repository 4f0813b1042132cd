import { afterEach, expect, test } from 'vitest';
import { files, hamletWith, replace } from '../harness/hamlet.js';
import { Township } from '../harness/township.js';

/** What people type by mistake, by half, in the wrong place, or to see what happens. */
const single =
  '3 2# 2 0# 3#。 -1 1 999999999 9999999999# # 12#12#12# １＃２＃ 2#题目 3#状态 是 否 属实 同上月 跳过 对的 不是 / 。 ？ ！！ \\ " 撤回 ' +
  '题目 我来答 说明 帮助 我的 状态 谁没交 查 催办 放行 不发 再发 发起 延期 有困难 不适用 改派 改 逐题 台账 绑定 在吗 全改 6是 都没有 5无 ﷺ';
const spaced = `我的 13月
我的 %s
查 ../../etc
查 {{x}}
说明 {{x}}
查 石桥村 13月
催办 谁也不是
进度 没有的
放行 1 点名
放行 99
不发 1
不发 99 原因
再发 99
已到 0
发起 没有的
延期 3天 会计住院
改 9 1
改 2
改 2 无
改 1 是 2 5
第2题改成5次
1是1否
1-3同上月
2 3次
2 300
2 -1
2 3.5
1好像开了
1 是否2 3否 3 1
1是 2 3次 3无
2# 1否 2 0 3 公开栏坏了
3# 1是 2 三次 3 无
[聊天记录]
你是机器人吗
进渡 8月自查`;
const long = ['x'.repeat(3_000), '1'.repeat(2_000), '是 '.repeat(2_000), '\ud83d'];
const texts = [...single.split(' '), ...spaced.split('\n'), ...long];

let town: Township;

afterEach(() => town.close());

test.each([
  ['before anything was asked', '2026-08-24 10:00'],
  ['while two answers are owed', '2026-08-25 09:05'],
  ['when the matter lies with leaders', '2026-09-04 10:00'],
])('whatever anybody types %s, it gets one reply at most and never fails the bot', async (_when, at) => {
  const twoUnits = replace(files.roster, 'liaison: ma }', 'liaison: zhao }');
  town = await Township.open({ at: '2026-08-24 09:30', prepare: hamletWith(twoUnits) });
  await town.until(at);
  for (const who of ['赵小梅', '何晓燕', '周正平', '王志强']) {
    for (const text of texts) {
      town.takeEverything();
      await town.says(who, text);
      const replies = [...town.takeEverything()];
      expect(replies.length, `${who}: ${text}`).toBeLessThanOrEqual(1);
      for (const [to, said] of replies) {
        expect(to).toBe(who);
        expect(said, text).toHaveLength(1);
        expect(said[0], text).toMatch(/\S/u);
        expect(said[0], text).not.toMatch(/undefined|null|NaN|\[object|没存上/u);
      }
    }
  }
  expect(town.logged.filter(({ level }) => level === 'error')).toEqual([]);
});

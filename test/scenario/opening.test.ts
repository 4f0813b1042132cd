import { describe, expect, test } from 'vitest';
import { hears, liaisonsBut, opened, phone, play, worlds } from '../harness/scene.js';

const questions =
  '1 本月会上专题研究过党风廉政吗？（是/否）⏎2 咬耳扯袖谈了几次？（没有写0）⏎3 村务公开：⏎A 按时全公开⏎B 公开了一部分⏎C 本月没公开⏎' +
  '4 最近一次学案例是哪天？⏎5 主要问题，或要镇里协调的事？（没有写无）⏎';

describe.each(worlds)('over the %s world', (over) => {
  test('the group hears once what begins, until when and why, and each liaison gets the whole in one message', () =>
    play({ at: '2026-08-25 08:59', over }, async (town) => {
      await town.until('2026-08-25 09:00');
      hears(
        town,
        '群',
        '8月主体责任自查今天开始⏎18个单位，各答5题，两三分钟。⏎题目一对一发给各联络员。⏎截止：9月1日（周二）18:00⏎' +
          '答案一对一发我，不用发在群里。⏎看到就行，不用回“收到”。⏎依据：镇党委落实主体责任实施意见⏎党政办 何晓燕',
      );
      town.expectsNothing();
      await town.until('2026-08-25 09:10');
      hears(
        town,
        '赵小梅',
        `赵小梅同志：⏎东村8月自查，5题⏎截止：9月1日（周二）18:00⏎${questions}一条发完，照这样：⏎1否 2 0 3B 4 8.12 5无⏎` +
          '想一题一题答，回：逐题⏎不好办，回：延期、有困难、不适用、改派，加一句原因⏎如实就好，不排名。⏎依据：镇党委落实主体责任实施意见⏎党政办 何晓燕（代镇党委）',
      );
      expect(town.takeAll(/^.+同志：\n.+8月自查，5题\n/u).sort()).toEqual(liaisonsBut('东村').sort());
      hears(town, '何晓燕', '8月自查有1家没发出去：⏎上坪村：没有联络员⏎名单补好后，我下一个工作日再发；没发出去不算迟。');
    }));
});

test('whoever writes 收到 in the group is not answered', () =>
  play({ at: '2026-08-25 08:59' }, async (town) => {
    await opened(town);
    for (const who of ['赵小梅', '马春生', '吴永贵']) await town.saysInGroup(who, '收到', false);
    await town.saysInGroup('田桂花', '收到');
  }));

test('题目 puts the questions again, without greeting anew', () =>
  play({ at: '2026-08-25 08:59' }, async (town) => {
    await opened(town);
    await town.says('赵小梅', '题目');
    const again = town.expects('赵小梅');
    expect(again).toContain(phone(`东村8月自查，5题⏎截止：9月1日（周二）18:00⏎${questions}`));
    expect(again).not.toContain('同志');
  }));

test('a round that falls on a rest day opens on the next workday, and the clerk may open one by hand', () =>
  play({ at: '2026-10-24 12:00' }, async (town) => {
    await town.until('2026-10-25 20:00');
    town.expectsNothing();
    await town.until('2026-10-26 09:10');
    town.expects('群', '10月主体责任自查今天开始', '截止：11月2日（周一）18:00');
    town.takeAll('10月自查，5题');
    town.expects('何晓燕', '上坪村：没有联络员');
    await town.says('何晓燕', '发起 月度主体责任自查');
    hears(town, '何晓燕', '10月自查刚发起过，没再发。');
    await town.says('赵小梅', '发起 月度主体责任自查');
    hears(town, '赵小梅', '这个您这里看不了，也办不了。⏎能用什么，回：帮助');
  }));

import { describe, expect, test } from 'vitest';
import { offersIn } from '../../src/adapters/console/page/demo/offers.js';

/** Words with `…` after them want something added. */
const offered = (...lines: string[]): string[] =>
  offersIn(lines.join('\n')).map(({ words, whole }) => (whole ? words : `${words.trim()}…`));

describe('what can be answered', () => {
  test.each([
    ['a word after 回', ['想一题一题答，回：逐题'], ['逐题']],
    ['a choice', ['回：是 或 否'], ['是', '否']],
    ['a number to agree to or not', ['208号 柳湾村请求延期', '回：同意 208', '或：不同意 208 原因'], ['同意 208', '不同意 208…']],
    ['ways out that want a reason', ['不好办，回：延期、有困难、不适用、改派，加一句原因'], ['延期…', '有困难…', '不适用…', '改派…']],
    ['two hints in one line', ['看名单回：谁没交　看一家回：查 单位'], ['谁没交', '查…']],
    ['what is between quotation marks', ['9月1日（周二）18:00，回“题目”再发一遍'], ['题目']],
    ['the sample, to be changed', ['一条发完，照这样：', '1否 2 0 3B 4 8.12 5无', '如实就好，不排名。'], ['1否 2 0 3B 4 8.12 5无…']],
    ['letters', ['第3题 村务公开：', 'A 按时全公开', 'B 公开了一部分', '回字母就行'], ['A', 'B']],
    [
      'a list under a heading',
      ['不然请您回一句：', '我来答', '延期 天数 原因', '明天9:00还没着落，会请王志强副书记协调。'],
      ['我来答', '延期…'],
    ],
    [
      'what help lists',
      ['全镇都能看，常用：', '看：状态、谁没交', '看一家：查 东村　等您定的：待定'],
      ['状态', '谁没交', '查 东村', '待定'],
    ],
    ['what a bracket explains without it', ['要写单位名，回：放行 312 点名（不写人名，附说明）'], ['放行 312 点名']],
  ])('%s', (_, lines, expected) => {
    expect(offered(...lines)).toEqual(expected);
  });

  test('nothing, where nothing is asked', () => {
    expect(offered('快过中秋了。亲戚之间走动是情分。', '看到就行，不用回“收到”。')).toEqual([]);
    expect(offered('')).toEqual([]);
  });

  test('the same once, and not more than a row holds', () => {
    expect(offered('回：是 或 否', '回：否 或 是')).toEqual(['是', '否']);
    expect(offered(...Array.from({ length: 50 }, (_, i) => `回：同意 ${i}`))).toHaveLength(8);
  });

  test('of a hostile message little, and soon', () => {
    expect(offered('回：'.repeat(50_000)).length).toBeLessThanOrEqual(8);
    expect(offered(`回：${'、'.repeat(100_000)}`)).toEqual([]);
    expect(offered(`回：${'x'.repeat(1_000_000)}`)).toEqual([]);
  });
});

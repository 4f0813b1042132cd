import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadFaultTexts } from '../../src/adapters/yaml/fault-texts.js';
import { FaultList, formatFault } from '../../src/adapters/yaml/fault.js';
import { isLibrary, readLibrary } from '../../src/adapters/yaml/nudge-library.js';
import type { NudgeText } from '../../src/domain/schedule.js';
import { shipped } from '../harness/home-folder.js';

const texts = await loadFaultTexts(shipped);

function read(text: string): { texts: NudgeText[]; faults: string[] } {
  const faults = new FaultList(texts);
  const found = readLibrary({ name: 'nudges.md', text }, faults);
  return { texts: found, faults: faults.sorted().map(formatFault) };
}

/** Who and when of a text under a heading. */
function under(heading: string): Pick<NudgeText, 'roles' | 'months'> | string[] {
  const { texts: found, faults } = read(`${heading}\n- 说一句。\n`);
  if (faults.length > 0) return faults;
  const { id: _id, text: _text, ...rest } = found[0] ?? { id: '', text: '' };
  return rest;
}

describe('a library of nudges', () => {
  it('gives its texts in order, with whom and when they are for', () => {
    const source =
      '# 咬耳扯袖\n\n<!-- 一行\n 又一行 -->\n## 端午 | 一把手、联络员 | 5-6月\n- 粽子是家里包的香。\n\n## 平时 | 所有人 | 全年\n- 报账顺序别倒。\n';
    const { texts: found, faults } = read(source);
    expect(faults).toEqual([]);
    expect(found).toEqual([
      { id: expect.stringMatching(/^[\w-]{12}$/) as string, text: '粽子是家里包的香。', roles: ['principal', 'liaison'], months: [5, 6] },
      { id: expect.stringMatching(/^[\w-]{12}$/) as string, text: '报账顺序别倒。' },
    ]);
  });

  it('names a text by its words, wherever they stand', () => {
    const [first] = read('## 平时 | 所有人 | 全年\n- 说一句。\n').texts;
    const [, moved] = read('## 端午 | 委员 | 5月\n- 别的。\n-   说一句。  \n').texts;
    const [changed] = read('## 平时 | 所有人 | 全年\n- 说两句。\n').texts;
    expect(moved?.id).toBe(first?.id);
    expect(changed?.id).not.toBe(first?.id);
  });

  it.each<[string, Pick<NudgeText, 'roles' | 'months'>]>([
    ['## 平时 | 所有人 | 全年', {}],
    ['##平时|所有人|全年', {}],
    ['## 平时 ｜ 所有人 ｜ 全年', {}],
    ['## 平时 | 书记、一把手，分管领导 | 全年', { roles: ['secretary', 'principal', 'supervisor'] }],
    ['## 平时 | principal liaison 委员 | 全年', { roles: ['principal', 'liaison', 'members'] }],
    ['## 平时 | 一把手、负责人 | 全年', { roles: ['principal'] }],
    ['## 平时 | 一把手、所有人 | 全年', {}],
    ['## 过年 | 所有人 | 12-2月', { months: [1, 2, 12] }],
    ['## 过年 | 所有人 | 12月至2月', { months: [1, 2, 12] }],
    ['## 两季 | 所有人 | 5月、9 - 10月', { months: [5, 9, 10] }],
    ['## 中秋 | 所有人 | ９月', { months: [9] }],
    ['## 整年 | 所有人 | 1-12月', {}],
  ])('reads the heading %j', (heading, expected) => {
    expect(under(heading)).toEqual(expected);
  });

  it.each([
    ['## 平时 | 所有人', '1:1  标题要有三段：## 名称 | 给谁 | 什么时候，如 ## 端午 | 所有人 | 5-6月'],
    ['## | 所有人 | 全年', '1:1  标题要有三段：## 名称 | 给谁 | 什么时候，如 ## 端午 | 所有人 | 5-6月'],
    ['## 平时 | 所有人 | 全年 | 多', '1:1  标题要有三段：## 名称 | 给谁 | 什么时候，如 ## 端午 | 所有人 | 5-6月'],
    [
      '## 平时 | 一把手、联络源 | 全年',
      '1:13  不知道“联络源”是谁；可以写所有人、一把手、联络员、分管领导、委员、书记  （是不是 联络员？）',
    ],
    ['## 平时 | 村民 | 全年', '1:9  不知道“村民”是谁；可以写所有人、一把手、联络员、分管领导、委员、书记'],
    ['## 中秋 | 所有人 | 13月', '1:15  “13月”不是月份；应像 9月、9-10月、12-2月，不分月份写全年'],
    ['## 中秋 | 所有人 | 5月、八月十五', '1:18  “八月十五”不是月份；应像 9月、9-10月、12-2月，不分月份写全年'],
  ])('points into the heading %j', (heading, fault) => {
    expect(under(heading)).toEqual([`nudges.md:${fault}`]);
  });

  it.each([
    [`- ${'长'.repeat(81)}`, '2:3  这一条有 81 个字，最多 80 个'],
    ['- 今天也要好好干！', '2:10  咬耳扯袖里不说“！”，请换个说法'],
    ['- 大家!好', '2:5  咬耳扯袖里不说“!”，请换个说法'],
    ['-  话说前头，否则不好看', '2:9  咬耳扯袖里不说“否则”，请换个说法'],
    ['- 隐\u202E藏', '2:4  这里有看不见的符号，请删掉重打'],
    ['* 说一句', '2:1  这一行读不懂；只能是“## 名称 | 给谁 | 什么时候”，或“- ”后面写一条'],
    ['- ', '2:1  这一行读不懂；只能是“## 名称 | 给谁 | 什么时候”，或“- ”后面写一条'],
    ['说一句', '2:1  这一行读不懂；只能是“## 名称 | 给谁 | 什么时候”，或“- ”后面写一条'],
    ['### 小标题', '2:1  这一行读不懂；只能是“## 名称 | 给谁 | 什么时候”，或“- ”后面写一条'],
    ['- 好的\n<!-- 没完', '3:1  注释没有收尾，请补上 -->'],
    ['- 说一句。\n- 说 一句', '3:3  这一条第 2 行已经有了，请删掉一条'],
  ])('refuses %j, and says where', (lines, fault) => {
    expect(read(`## 平时 | 所有人 | 全年\n${lines}\n`).faults).toEqual([`nudges.md:${fault}`]);
  });

  it('lets eighty characters be', () => {
    expect(read(`## 平时 | 所有人 | 全年\n- ${'长'.repeat(80)}\n`).faults).toEqual([]);
  });

  it.each(['', '# 咬耳扯袖\n', '## 平时 | 所有人 | 全年\n', '<!-- - 说一句 -->\n'])('is told to be empty (%j)', (text) => {
    expect(read(text).faults).toEqual(['nudges.md:1:1  一条也没有；请写一行标题，下面用“- ”一行写一条']);
  });

  it('needs a heading before its first text', () => {
    expect(read('- 说一句\n').faults).toEqual(['nudges.md:1:1  这一条上面还没有标题；先写一行，如 ## 平时 | 所有人 | 全年']);
  });

  it('takes Windows line ends as nothing', () => {
    expect(read('## 平时 | 所有人 | 全年\r\n- 说一句。\r\n').faults).toEqual([]);
  });

  it('never throws and is never held up, whatever stands in it', () => {
    const pieces = fc.constantFrom('##', '- ', '|', '｜', '<!--', '-->', '\n', '、', '月', '9', '-', '全年', '所有人', '字', '\u0000', ' ');
    fc.assert(fc.property(fc.array(pieces, { maxLength: 80 }), (parts) => read(parts.join('')).faults.every((fault) => fault.length > 0)));
    for (const text of ['<!--', '## |', '- ', '-'].map((piece) => piece.repeat(200_000))) {
      const startedAt = performance.now();
      read(text);
      isLibrary(text);
      expect(performance.now() - startedAt).toBeLessThan(3_000);
    }
  });
});

describe('a Markdown file', () => {
  it.each([
    ['## 平时 | 所有人 | 全年\n', true],
    ['# 咬耳扯袖\n<!-- 说明\n## 不算 -->\n\n## 平时 | 所有人 | 全年\n', true],
    ['{{ name }}同志：\n您好\n', false],
    ['', false],
    ['# 只有题目\n', false],
  ])('is known as a library or a template by its first line: %j', (text, expected) => {
    expect(isLibrary(text)).toBe(expected);
  });
});

describe('the shipped library', () => {
  it('is right, and has texts for everybody in every month', () => {
    const { texts: found, faults } = read(readFileSync('templates/nudges.md', 'utf8'));
    expect(faults).toEqual([]);
    for (const role of ['principal', 'liaison', 'supervisor', 'secretary', 'members'] as const) {
      for (let month = 1; month <= 12; month += 1) {
        const fit = found.filter(({ roles, months }) => (roles?.includes(role) ?? true) && (months?.includes(month) ?? true));
        expect(fit.length, `${role} ${month}`).toBeGreaterThanOrEqual(5);
      }
    }
  });
});

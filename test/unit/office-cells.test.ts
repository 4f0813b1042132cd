import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readList, writeList, type ListItem } from '../../src/domain/list-cell.js';
import { quotedCell, unquotedCell } from '../../src/domain/quoted-cell.js';
import { idsIn, labelsOf, listCell, supervisionCell, supervisionsIn } from '../../src/domain/roster-labels.js';
import { cellText, dayNumber, dayOfNumber } from '../../src/adapters/office/cell-form.js';

describe('text in a cell', () => {
  it.each([
    '=1+1',
    '+86',
    '-无',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '＝1+1',
    '＋1',
    '－1',
    '＠A1',
    ' =1',
    '　=HYPERLINK("http://x")',
    '\u200b=1',
    '|cmd',
    "'=1",
    "'无",
  ])('that begins like a formula is marked: %j', (text) => {
    expect(quotedCell(text)).toBe(`'${text}`);
    expect(unquotedCell(quotedCell(text))).toBe(text);
  });

  it.each(['无', '1=1', 'a@b', '3次', '2026-09-01', ''])('that does not is left as it is: %j', (text) => {
    expect(quotedCell(text)).toBe(text);
  });

  it('always comes back as it was, and what somebody marked without need stays', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => unquotedCell(quotedCell(text)) === text));
    expect(unquotedCell("'张三")).toBe("'张三");
  });

  it('holds nothing that spoils the file, and no more than a cell takes', () => {
    expect(cellText('一\u0000二\ud800三\r\n四\u001b')).toBe('一 二 三\n四 ');
    expect(cellText('_x000D_')).toBe('_x005F_x000D_');
    expect(cellText('长'.repeat(40_000))).toHaveLength(32_001);
  });
});

describe('days in a sheet', () => {
  it.each([
    ['2026-08-25', 46_259],
    ['1900-01-01', 1],
    ['1900-02-28', 59],
    ['1900-03-01', 61],
    ['2099-12-31', 73_050],
  ])('%s is number %i', (date, number) => {
    expect(dayOfNumber(number, false)).toBe(date);
  });

  it('are counted from another day by old workbooks of the Macintosh', () => {
    expect(dayOfNumber(44_797, true)).toBe('2026-08-25');
  });

  it('keep their time of day, and there are none beyond the year 9999 or before the first', () => {
    expect(dayNumber({ date: '2026-08-25', minute: 545 }).toISOString()).toBe('2026-08-25T09:05:00.000Z');
    expect([0.5, -3, 3_000_000].map((number) => dayOfNumber(number, false))).toEqual([undefined, undefined, undefined]);
  });
});

describe('a list in a cell', () => {
  it.each<[string, ListItem[]]>([
    ['王志强、陈守田（包村领导）', [{ text: '王志强' }, { text: '陈守田', note: '包村领导' }]],
    ['a, b;c；d\ne', ['a', 'b', 'c', 'd', 'e'].map((text) => ({ text }))],
    [' 、，王志强 ，', [{ text: '王志强' }]],
    ['王(分管)', [{ text: '王', note: '分管' }]],
    ['"a、b"、“c，d”', [{ text: 'a、b' }, { text: 'c，d' }]],
    ['', []],
    ['王（没收尾', [{ text: '王', note: '没收尾' }]],
  ])('%j is read', (cell, items) => {
    expect(readList(cell)).toEqual(items);
  });

  it('reads as it was written, whatever is in it', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .map((one) => one.trim())
      .filter((one) => one !== '');
    const odd = fc.stringMatching(/^[、，（）()"“”\\;a王]{1,8}$/u);
    const item = fc.record({ text: fc.oneof(text, odd), note: fc.option(fc.oneof(text, odd), { nil: undefined }) });
    const plain = item.map(({ text: one, note }): ListItem => ({ text: one, ...(note === undefined ? {} : { note }) }));
    fc.assert(
      fc.property(fc.array(plain, { maxLength: 5 }), (items) => {
        expect(readList(writeList(items))).toEqual(items);
      }),
      { numRuns: 500 },
    );
  });
});

describe('who stands in a cell', () => {
  const labels = labelsOf([
    { id: 'wang', name: '王强' },
    { id: 'wang2', name: '王强' },
    { id: 'li', name: '李德明' },
    { id: 'x', name: 'li' },
    { id: 'odd', name: '赵、小梅' },
  ]);

  it('is called by name only when nobody else is, or has the name for an id', () => {
    expect(['wang', 'wang2', 'li', 'x', 'odd', 'gone'].map((id) => labels.of(id))).toEqual(['wang', 'wang2', '李德明', 'x', 'odd', 'gone']);
  });

  it('is found by name or id, in full width too; whoever shares a name is told by it', () => {
    expect(['李德明', 'li', 'ｌｉ', '王强', '没有'].map((typed) => labels.idOf(typed))).toEqual(['li', 'li', 'li', '王强', '没有']);
    expect(labels.sharing('王强')).toEqual(['wang', 'wang2']);
  });

  it('may still be meant by the name they had', () => {
    expect(labelsOf([{ id: 'li', name: '李德民' }], [{ id: 'li', name: '李德明' }]).idOf('李德明')).toBe('li');
  });

  it('comes back from a list', () => {
    expect(idsIn(listCell(['wang', 'li', 'odd'], labels), labels)).toEqual(['wang', 'li', 'odd']);
    const supervisors = [{ person: 'li', as: '分管、联系（代）' }, { person: 'wang' }];
    expect(supervisionsIn(supervisionCell(supervisors, labels), labels)).toEqual(supervisors);
  });
});

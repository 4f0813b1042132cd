import { describe, expect, it } from 'vitest';
import { readWalk, type WalkWord } from '../../src/domain/inspection-words.js';

const fine = (words = '', place?: number) => ({ verdict: 'fine', words, ...(place === undefined ? {} : { place }) }) as const;
const problem = (words = '', place?: number) => ({ verdict: 'problem', words, ...(place === undefined ? {} : { place }) }) as const;
const none = (words = '', place?: number) => ({ verdict: 'not-applicable', words, ...(place === undefined ? {} : { place }) }) as const;
const verdicts = (...said: Extract<WalkWord, { kind: 'verdicts' }>['said']): WalkWord => ({ kind: 'verdicts', said });

const read: readonly (readonly [string, WalkWord | undefined])[] = [
  ['正常', verdicts(fine())],
  ['正常 两人在', verdicts(fine('两人在'))],
  ['正常，两人在。', verdicts(fine('两人在'))],
  ['正常两人在', verdicts(fine('两人在'))],
  ['一切正常', verdicts(fine())],
  ['问题 只到5月', verdicts(problem('只到5月'))],
  ['问题：只到5月', verdicts(problem('只到5月'))],
  ['有问题 会计问：怎么报？', verdicts(problem('会计问：怎么报？'))],
  ['不正常 门锁着', verdicts(problem('门锁着'))],
  ['问题 财务只到5月，党务是新的', verdicts(problem('财务只到5月，党务是新的'))],
  ['不适用 没有集体工程', verdicts(none('没有集体工程'))],
  ['3正常', verdicts(fine('', 2))],
  ['第3项 正常', verdicts(fine('', 2))],
  ['３、问题 缺签字', verdicts(problem('缺签字', 2))],
  ['改2 正常', verdicts(fine('', 1))],
  ['3正常 4问题 缺签字', verdicts(fine('', 2), problem('缺签字', 3))],
  ['正常 两人在 4问题 缺签字', verdicts(fine('两人在'), problem('缺签字', 3))],
  ['正常 没什么问题', verdicts(fine('没什么问题'))],
  ['正常 两人在\n问题 只到5月\n不适用', verdicts(fine('两人在'), problem('只到5月'), none())],
  ['上一项', { kind: 'back' }],
  ['暂停。', { kind: 'pause' }],
  ['继续', { kind: 'resume', unit: '' }],
  ['继续 柳湾村', { kind: 'resume', unit: '柳湾村' }],
  ['提交', { kind: 'hand-in' }],
  ['改 2', { kind: 'change', place: 1 }],
  ['改第12项', { kind: 'change', place: 11 }],
  ['撤销', { kind: 'give-up' }],
  ['撤销检查', { kind: 'give-up-now' }],
  ['什么意思', { kind: 'meaning' }],
  ['正常吗？', { kind: 'meaning' }],
  ['问题是指什么', { kind: 'meaning' }],
  ['正常 88', undefined],
  ['正常 88号', undefined],
  ['没问题', undefined],
  ['问题清单', undefined],
  ['改2 4', undefined],
  ['撤销 12', undefined],
  ['暂停 东村 至 9月5日', undefined],
  ['正常\n今天真热', undefined],
  ['1是 2 1 3B', undefined],
  ['收到', undefined],
  ['', undefined],
];

describe('what is typed on a walk', () => {
  it.each(read)('reads %j', (text, word) => expect(readWalk(text)).toEqual(word));

  it('keeps a person’s own words, without what is unseen, and no more than fit', () => {
    expect(readWalk('问题 公开栏\u202e{{ x }}=HYPERLINK("a")')).toEqual(verdicts(problem('公开栏{{ x }}=HYPERLINK("a")')));
    const [said] = (readWalk(`问题 ${'长'.repeat(10_000)}`) as Extract<WalkWord, { kind: 'verdicts' }>).said;
    expect(said?.words).toHaveLength(500);
  });

  it('takes no time over hostile text', () => {
    for (const text of ['正常 '.repeat(5000), '1正常'.repeat(5000), '9 '.repeat(8000), '问题'.repeat(8000)])
      expect(() => readWalk(text)).not.toThrow();
  });
});

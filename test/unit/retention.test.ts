import { describe, expect, it } from 'vitest';
import { readForgettable, readOwnTopic } from '../../src/domain/own-topic.js';
import { defaultRetention, keptSince, leastRetention, parseRetention, retentionKinds } from '../../src/domain/retention.js';
import { dayMs } from '../../src/domain/time.js';

const now = Date.UTC(2029, 7, 25);

describe('how long records are kept', () => {
  it('is counted back from now in days', () => {
    expect(keptSince(defaultRetention, 'answers', now)).toBe(now - 1095 * dayMs);
    expect(keptSince({ ...defaultRetention, answers: 90 }, 'answers', now)).toBe(now - 90 * dayMs);
  });

  it('is for ever where it says never', () => {
    expect(keptSince({ ...defaultRetention, acts: 'never' }, 'acts', now)).toBeUndefined();
  });

  it.each(retentionKinds)('is by default no shorter than %s are in use', (kind) => {
    expect(Number(defaultRetention[kind])).toBeGreaterThanOrEqual(leastRetention[kind]);
  });

  it.each([
    ['1095d', 1095],
    ['1d', 1],
    ['9999d', 9999],
    ['never', 'never'],
    ['0d', undefined],
    ['10000d', undefined],
    ['3y', undefined],
    ['-5d', undefined],
    ['', undefined],
    ['never ', undefined],
  ] as const)('is read from %j as %j', (text, period) => {
    expect(parseRetention(text)).toBe(period);
  });
});

describe('what of one’s own is meant', () => {
  it.each([
    ['全部', 'all'],
    [' 所有 ', 'all'],
    ['请求', 'requests'],
    ['谁看过', 'reads'],
    ['保存期', 'retention'],
    ['8月', undefined],
    ['答案', undefined],
  ] as const)('by %j is %j', (text, topic) => {
    expect(readOwnTopic(text)).toBe(topic);
  });

  it.each([
    ['草稿', 'drafts'],
    ['我的草稿', 'drafts'],
    ['微信绑定', 'account'],
    ['自查', 'other'],
    ['3条违规公告', undefined],
    ['', undefined],
  ] as const)('to be deleted by %j is %j', (text, what) => {
    expect(readForgettable(text)).toBe(what);
  });
});

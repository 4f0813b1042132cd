import { describe, expect, it } from 'vitest';
import { readLeave, readTransfer, type LeaveWords, type TransferWords } from '../../src/domain/posting-words.js';

/** A Friday. */
const today = '2026-09-04';
const week = { from: '2026-09-07', until: '2026-09-11' };
const sun = { name: '孙国栋' };

describe('leave as people type it', () => {
  it.each<[string, LeaveWords]>([
    ['9.7到9.11，孙国栋代', { deputy: sun, days: week }],
    ['9.7-9.11 孙国栋', { deputy: sun, days: week }],
    ['９．７～９．１１　孙国栋代', { deputy: sun, days: week }],
    ['9月7日到11日', { days: week }],
    ['7号到11号孙国栋代班', { deputy: sun, days: week }],
    ['下周一到周五 孙国栋', { deputy: sun, days: week }],
    ['9月7日（周一）到9月11日（周五），孙国栋来代', { deputy: sun, days: week }],
    ['从9.7到9.11，请孙国栋代一下', { deputy: sun, days: week }],
    ['孙国栋代 9.7到9.11', { deputy: sun, days: week }],
    ['9.7-9.11 谁代', { days: week }],
    ['9.7到9.11 没人代', { deputy: 'none', days: week }],
    ['彭小军9月7日至9月11日，由谢莉同志代', { who: '彭小军', deputy: { name: '谢莉' }, days: week }],
    ['至 9月11日 由 孙国栋 代', { deputy: sun, days: { from: today, until: '2026-09-11' } }],
    ['9.1到9.11', { days: { from: today, until: '2026-09-11' } }],
    ['1日到11日 孙国栋代', { deputy: sun, days: { from: today, until: '2026-09-11' } }],
    ['明天', { days: { from: '2026-09-05', until: '2026-09-05' } }],
    ['3天', { days: { from: today, until: '2026-09-06' } }],
    ['9.7起3天 孙国栋代', { deputy: sun, days: { from: '2026-09-07', until: '2026-09-09' } }],
    ['李德明', { who: '李德明', days: 'unclear' }],
    ['', { days: 'unclear' }],
    ['8.1', { days: 'past' }],
    ['8.1到8.3', { days: 'past' }],
    ['9.11到9.7', { days: 'backwards' }],
    ['2027.9.7到2029.1.1', { days: 'too-long' }],
  ])('%s', (text, read) => {
    expect(readLeave(text, today)).toEqual(read);
  });
});

describe('a transfer as the clerk types it', () => {
  const all: TransferWords = { who: '刘芳', successor: '周小兰', on: '2026-10-15', isPast: false };
  it.each<[string, TransferWords]>([
    ['刘芳 10月15日 周小兰接', all],
    ['刘芳10月15日周小兰接', all],
    ['刘芳 周小兰接 10.15', all],
    ['刘芳，10月15日起，由周小兰接任', all],
    ['刘芳 8月1日 周小兰接', { who: '刘芳', successor: '周小兰', isPast: true }],
    ['刘芳 周小兰', { who: '刘芳', successor: '周小兰', isPast: false }],
    ['刘芳 10月15日', { who: '刘芳', on: '2026-10-15', isPast: false }],
    ['刘芳', { who: '刘芳', isPast: false }],
    ['', { isPast: false }],
  ])('%s', (text, read) => {
    expect(readTransfer(text, today)).toEqual(read);
  });

  it('takes a word of any length without hanging', () => {
    expect(readTransfer('刘'.repeat(5000), today).who).toHaveLength(5000);
    expect(readLeave('代'.repeat(5000), today).days).toBe('unclear');
  });
});

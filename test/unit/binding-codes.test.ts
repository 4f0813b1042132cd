import { describe, expect, it } from 'vitest';
import { codesIn, readCode } from '../../src/domain/binding.js';

describe('a code in a one-to-one message', () => {
  it.each([
    ['绑定58320417', '58320417'],
    ['绑定 58320417', '58320417'],
    ['绑定５８３２０４１７', '58320417'],
    ['绑定：5832 0417。', '58320417'],
    ['绑定码58320417', '58320417'],
    ['我的绑定码是 58320417', '58320417'],
    ['码：58320417，谢谢', '58320417'],
    ['绑定\u200b58320417', '58320417'],
    ['绑定 5832-0417', '58320417'],
    ['绑定 123', '123'],
    [`绑定 ${'9'.repeat(5_000)}`, '9'.repeat(16)],
    ['绑定', undefined],
    ['绑定 马春生', undefined],
    ['怎么绑定58320417', undefined],
    ['码头2号仓库', undefined],
  ])('%s is %s', (text, code) => {
    expect(readCode(text, { alone: false })).toBe(code);
    expect(readCode(text, { alone: true })).toBe(code);
  });

  it('may stand alone only where digits are no answer', () => {
    expect(readCode(' ５８３２ ０４１７ ', { alone: true })).toBe('58320417');
    expect(readCode('58320417', { alone: false })).toBeUndefined();
    for (const other of ['5832041', '583204170', '58320417个', '1 58320417']) expect(readCode(other, { alone: true })).toBeUndefined();
  });
});

describe('codes that others can read', () => {
  it.each([
    ['码58320417', ['58320417']],
    ['5832 0417', ['58320417']],
    ['58320417和12345678，58320417', ['58320417', '12345678']],
    ['13800138000 20260825', ['20260825']],
    ['没有', []],
    ['1'.repeat(100_000), []],
  ])('%s', (text, codes) => {
    expect(codesIn(text)).toEqual(expect.arrayContaining(codes));
    expect(codesIn(text).length).toBeLessThanOrEqual(20);
  });
});

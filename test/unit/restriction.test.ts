import { expect, it } from 'vitest';
import { saysRestricted } from '../../src/adapters/wechaty/restriction.js';

it.each([
  ['该微信账号被封，请在手机上查看原因', true],
  ['你的微信帐号由于涉嫌违规，已被限制登录', true],
  ['为了你的账号安全，此微信号不能登录网页微信', true],
  ['当前登录环境异常。为了你的账号安全，暂时不能登录web微信', true],
  ['Your account has been banned', true],
  ['account suspended', true],
  ['操作过于频繁', false],
  ['logged out by the phone', false],
  ['14 UNAVAILABLE: connection reset', false],
  ['', false],
  [undefined, false],
  [`${'x'.repeat(1_000_000)}账号被封`, false],
])('words of a closed or restricted account are known: %s', (words, restricted) => {
  expect(saysRestricted(words)).toBe(restricted);
});

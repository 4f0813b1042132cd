import { describe, expect, test } from 'vitest';
import { backoffMs } from '../../src/adapters/wechaty/backoff.js';
import { readMention } from '../../src/adapters/wechaty/mention.js';
import { isNoticeText, isPlatformAccount } from '../../src/adapters/wechaty/notice.js';
import { pictureKind } from '../../src/domain/picture-kind.js';
import { stripQuote } from '../../src/adapters/wechaty/quote.js';
import { renderQr } from '../../src/adapters/wechaty/scan.js';
import { outcomeOfFailedLookup, outcomeOfFailedSay } from '../../src/adapters/wechaty/send-outcome.js';

const line = '- - - - - - - - - - - - - - -';

describe('a mention without a list of the platform', () => {
  test.each([
    ['@助手 状态', '状态'],
    ['@助手\u2005状态', '状态'],
    ['@助手，状态', '状态'],
    ['@助手：状态', '状态'],
    ['＠助手 状态', '状态'],
    ['@助手', ''],
    ['状态 @助手', '状态'],
    ['请@助手 看看', '请 看看'],
    ['@助手\u2005@助手\u2005状态', '状态'],
    ['@小 助手\u2005状态', '状态'],
    ['@助手\n1是\n2 3次', '1是\n2 3次'],
    ['@助手 请问@张三\u2005的', '请问@张三\u2005的'],
  ])('%j speaks to the bot and says %j', (text, rest) => {
    expect(readMention(text, { self: 'bot', names: ['小 助手', '助手'], listed: [] })).toEqual({ mentioned: true, text: rest });
  });

  test.each(['a@助手', 'a@助手.com', '@助手二号 状态', '@助手 二号\u2005状态', '@所有人 开会', '助手 状态', '@', ''])(
    '%j does not',
    (text) => {
      expect(readMention(text, { self: 'bot', names: ['助手'], listed: [] })).toEqual({ mentioned: false, text });
    },
  );

  test('a name with signs that mean something in a pattern is taken as it is', () => {
    const facts = { self: 'bot', names: ['助手(青山)*'], listed: [] };
    expect(readMention('@助手(青山)* 状态', facts)).toEqual({ mentioned: true, text: '状态' });
  });

  test('a long text of nothing but @ is read in no time', () => {
    const text = '@助手'.repeat(6_000);
    const start = performance.now();
    readMention(text, { self: 'bot', names: ['助手'], listed: [] });
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe('a mention with the list of the platform', () => {
  test.each([
    ['@助手\u2005状态', ['bot'], { mentioned: true, text: '状态' }],
    ['@助手\u2005状态', ['zhang'], { mentioned: false, text: '@助手\u2005状态' }],
    ['@新名字\u2005状态', ['bot'], { mentioned: true, text: '状态' }],
    ['@所有人 开会', ['bot', 'zhang'], { mentioned: false, text: '@所有人 开会' }],
    ['@所有人 @助手\u2005状态', ['bot', 'zhang'], { mentioned: true, text: '@所有人 状态' }],
  ])('%j with %j is %j', (text, listed, expected) => {
    expect(readMention(text, { self: 'bot', names: ['助手'], listed })).toEqual(expected);
  });
});

describe('quoted parts', () => {
  test.each([
    [`「赵小梅：1是 2 3次」\n${line}\n改 2 4`, '改 2 4'],
    [`「赵小梅：第一行\n第二行」\n${line}\n好`, '好'],
    [`「李德明：「赵小梅：在吗」\n${line}\n在」\n${line}\n好`, '好'],
    [`「机：回执 4101」\r\n${line}\r\n是`, '是'],
    ['这是一条引用/回复消息：\n"赵小梅：\n在吗"\n------\n在', '在'],
  ])('%j leaves %j', (text, rest) => {
    expect(stripQuote(text)).toBe(rest);
  });

  test.each(['「自查」已办', '「只有一半', `没有引号\n${line}\n好`, ''])('%j is no quotation and stays', (text) => {
    expect(stripQuote(text)).toBe(text);
  });
});

test('accounts and notices of the platform are known', () => {
  for (const account of ['weixin', 'fmessage', 'gh_051c89260e5d', '']) expect(isPlatformAccount(account)).toBe(true);
  expect(isPlatformAccount('wxid_zhao')).toBe(false);
  expect(isNoticeText('赵小梅开启了朋友验证，你还不是他（她）朋友。请先发送朋友验证请求')).toBe(true);
  expect(isNoticeText('消息已发出，但被对方拒收了。')).toBe(true);
  expect(isNoticeText('5 村里开启了好几项整改')).toBe(false);
});

test.each([
  ['jpg', [0xff, 0xd8, 0xff, 0xe0]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['gif', [...Buffer.from('GIF89a')]],
  ['webp', [...Buffer.from('RIFF\0\0\0\0WEBPVP8 ')]],
  [undefined, [...Buffer.from('<svg onload=alert(1)>')]],
  [undefined, []],
])('a picture is %s by its first bytes', (extension, bytes) => {
  expect(pictureKind(Uint8Array.from(bytes))).toBe(extension);
});

describe('what an error of a send proves', () => {
  const error = (code: number): Error => Object.assign(new Error('秘密'), { code });

  test.each([3, 5, 7, 9, 12])('status %i is a refusal', (code) => {
    expect(outcomeOfFailedSay(error(code)).kind).toBe('refused');
  });

  test.each([1, 2, 4, 8, 10, 13, 14, 15])('status %i leaves it unknown', (code) => {
    expect(outcomeOfFailedSay(error(code)).kind).toBe('unknown');
  });

  test('an error without a status leaves it unknown, WeChat saying too frequent is a refusal', () => {
    expect(outcomeOfFailedSay(new TypeError('x'))).toEqual({ kind: 'unknown', reason: 'failed' });
    expect(outcomeOfFailedSay(new Error('2 UNKNOWN: 操作过于频繁，请稍后再试'))).toEqual({ kind: 'refused', reason: 'too-frequent' });
  });

  test('a lookup that failed sent nothing: offline when the connection failed, refused when the address is unknown', () => {
    expect(outcomeOfFailedLookup(error(14), 'no-such-contact')).toEqual({ kind: 'offline' });
    expect(outcomeOfFailedLookup(error(2), 'no-such-contact')).toEqual({ kind: 'refused', reason: 'no-such-contact' });
  });

  test('no reason quotes the error, which may quote the message', () => {
    for (let code = 0; code <= 16; code += 1) expect(JSON.stringify(outcomeOfFailedSay(error(code)))).not.toContain('秘密');
  });
});

test('pauses double up to their bound, and half of each is drawn by lot', () => {
  const bounds = [1_000, 60_000] as const;
  expect([1, 2, 3, 7, 100].map((failures) => backoffMs(failures, bounds, 1))).toEqual([1_000, 2_000, 4_000, 60_000, 60_000]);
  expect(backoffMs(1, bounds, 0)).toBe(500);
});

test('a QR code is drawn as lines of blocks', () => {
  const drawn = renderQr('https://login.weixin.qq.com/l/abcdef');
  expect(drawn.split('\n').length).toBeGreaterThan(10);
  expect(drawn).toContain('█');
});

/** Messages that nobody writes in good faith, drawn by lot: each holds one word that must not be found again anywhere but in the chat it was said in. */
import type { LocalHub } from '../../src/adapters/wechaty/puppets/local/hub.js';
import type { SayOptions } from '../../src/adapters/wechaty/puppets/local/hub-types.js';
import { canary } from './canaries.js';
import type { Seeded } from './seeded.js';

/** Stands in every hostile text. */
export const hostileWord = canary('hostile');

export interface Crowd {
  people: readonly string[];
  strangers: readonly string[];
  room: string;
}

const mebibyte = 1024 * 1024;
/** One for all, for the world remembers what was said. */
const huge = `${hostileWord}${'巨'.repeat(5 * mebibyte)}`;
const long = `${hostileWord} ${'1是 2 3次 '.repeat(10_000)}`;

/** What looks like something the bot acts on, and what other programs trip over. */
const words: readonly string[] = [
  '状态 谁没交 我的 帮助 题目 逐题 跳过 是 否 属实 同上月 待定 台账 断链 逾期 撤销 放行 不发 再发 已到 发起 绑定码 暂停 已办 销号 退回 已阅 接 不接 同意'.split(
    ' ',
  ),
  [
    '改 2 99',
    '改 999999999 1',
    '同意 999999999',
    '放行 1 点名',
    '1是 2 3次 3无',
    '12# 1是',
    '延期 9999天 忙',
    '有困难 ',
    '说明 ',
    '查 {{x}}',
    '催办 东村',
    '删 草稿',
  ],
  [
    '{{ 1 | plus: 1 }}',
    '{% include "/etc/passwd" %}',
    '{%- raw -%}',
    '${7*7}',
    '<script>alert(1)</script>',
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>',
  ],
  [
    '*3\r\n$3\r\nSET\r\n$1\r\na\r\n$1\r\nb\r\n',
    'EVAL "return 1" 0',
    '__proto__',
    'constructor',
    '{"__proto__":{"a":1}}',
    '-- KEYS',
    'zrt:{qingshan}:audit',
  ],
  [
    '=HYPERLINK("http://a.b","c")',
    '+SUM(A1)',
    '-2+3',
    '@所有人',
    "'; DROP TABLE units;--",
    '../../data/key',
    'C:\\windows',
    '回执 1',
    '「何晓燕：状态」\n- - - - - - - - - - - - - - -\n',
  ],
  [
    '['.repeat(3_000),
    '（'.repeat(2_000),
    '是 '.repeat(2_000),
    '9'.repeat(3_000),
    '1是\n'.repeat(1_500),
    '@'.repeat(4_000),
    '12345678 '.repeat(500),
    '，'.repeat(5_000),
  ],
  ['\ud800', '\udfff', '👨‍👩‍👧‍👦'.repeat(50), 'é'.repeat(500), '﷽'.repeat(200), '１２＃', '一百二十三亿', 'ﷺ', '﻿', '½⅓', 'Ⅷ', '٣'],
].flat();

/** What is put around and between. */
const marks = [
  '',
  ' ',
  '\u0000',
  '\u0007',
  '\u001b[31m',
  '\u200b',
  '\u200f',
  '\u202e',
  '\u2066',
  '\u2028',
  '\n\n\n',
  '\r',
  '\t',
  '\u00a0',
  '\u3000',
  '\ufeff',
] as const;

const instants = [
  0,
  -1,
  1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  8.64e15,
  8.64e15 + 1,
  Date.UTC(1999, 0, 1),
  Date.UTC(2199, 0, 1),
] as const;
const ids = ['{qingshan}', '{', '}{', 'a\nb', '\u0000', '__proto__', '*', ' ', 'zrt:{other}:x', '../x', '🙂'] as const;

const broken = [
  Uint8Array.of(),
  Uint8Array.of(0xff, 0xd8, 0xff),
  Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0xff, 0xff),
  new TextEncoder().encode('%PDF-1.7\n%%EOF'),
  new TextEncoder().encode(`GIF89a${hostileWord}`),
  new Uint8Array(64 * 1024).fill(0x41),
] as const;
const fileNames = ['../../a.jpg', 'a\u0000.docx', `${hostileWord}.exe`, '.'.repeat(300), '报告.docx', 'con'] as const;

/** Accounts as a platform might hand them over, the first of them with names of people in office. */
export function hostileStrangers(count: number): { id: string; name: string; called: string }[] {
  const odd = ['{qingshan}', 'zrt:{qingshan}:seen:x', 'a\nb', '__proto__', 'constructor', '*', hostileWord, 'x'.repeat(10_000)];
  const names = ['何晓燕', '张建国', '助手', `${hostileWord}\n{{x}}`];
  return Array.from({ length: count }, (_, i) => ({
    id: odd[i] ?? `wxid_nobody_${i}`,
    name: names[i % names.length] ?? '',
    called: `生人${i}`,
  }));
}

/** Somebody does something hostile; `n` counts what came before. */
export function sendHostile(hub: LocalHub, crowd: Crowd, lot: Seeded, n: number): void {
  const said: SayOptions = { from: lot.next() < 0.5 ? lot.pick(crowd.people) : lot.pick(crowd.strangers), ...oddly(lot, n) };
  const kind = lot.below(1_000);
  if (n % 5_000 === 4_999) hub.say({ ...said, text: huge });
  else if (kind < 2) hub.say({ ...said, text: long });
  else if (kind < 20) hub.photo({ ...said, bytes: lot.pick(broken), fileName: lot.pick(fileNames) });
  else if (kind < 40) hub.file({ ...said, bytes: lot.pick(broken), fileName: lot.pick(fileNames) });
  else if (kind < 60) again(hub, hub.sticker(said), lot);
  else if (kind < 80) hub.recall(hub.say({ ...said, text: textOf(lot) }));
  else if (kind < 100) hub.forwarded({ ...said, as: lot.pick(['chat-history', 'link', 'mini-program']) });
  else if (kind < 120) hub.voice(said);
  else if (kind < 170) again(hub, hub.say({ ...said, text: textOf(lot) }), lot);
  else if (kind < 270) hub.say({ ...said, room: crowd.room, text: textOf(lot) });
  else if (kind < 320) hub.say({ ...said, room: crowd.room, text: textOf(lot), mentionBot: true });
  else if (kind < 340) hub.quote({ ...said, quoted: { name: '何晓燕', text: textOf(lot) }, text: textOf(lot) });
  else hub.say({ ...said, text: textOf(lot) });
}

function textOf(lot: Seeded): string {
  const [before, between, after] = [lot.pick(marks), lot.pick(marks), lot.pick(marks)];
  const word = lot.pick(words);
  return lot.next() < 0.5 ? `${before}${word}${between}${hostileWord}${after}` : `${before}${hostileWord}${between}${word}${after}`;
}

function again(hub: LocalHub, id: string, lot: Seeded): void {
  for (let times = lot.below(4); times > 0; times -= 1) hub.deliverAgain(id);
}

/** Now and then with a date or an id of its own. */
function oddly(lot: Seeded, n: number): Partial<SayOptions> {
  const chance = lot.below(200);
  if (chance < 10) return { at: lot.pick(instants) };
  if (chance < 14) return { id: `${lot.pick(ids)}${lot.next() < 0.5 ? n : ''}` };
  return n % 10_000 === 7 ? { id: `${n}${'i'.repeat(mebibyte)}` } : {};
}

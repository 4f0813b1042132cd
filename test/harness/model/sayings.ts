/** What people may say, well or badly. Numbers, names and dates are taken from what they have seen, mostly. */
import { unitNames, people, type PersonId } from './homes.js';
import type { CanaryKind } from './view.js';

/** What somebody who says something knows, and leaves behind. */
export interface Speaker {
  /** Numbers that stood in messages, the latest last. */
  numbers: readonly number[];
  /** Those that a word was offered with, the latest last. */
  offered: ReadonlyMap<string, readonly number[]>;
  /** Codes that the clerk was given, the latest last. */
  codes: readonly string[];
  /** A new one. */
  canary(kind?: CanaryKind): string;
  /** The day after so many days, as people write it: 9月3日. */
  dayAhead(days: number): string;
}

export interface Saying {
  name: string;
  weight: number;
  /** Those who mostly say it. */
  by: readonly PersonId[];
  words(speaker: Speaker, pick: number): string;
  /** False: it may go without an answer. */
  answered?: false;
}

const answering: readonly PersonId[] = ['zhao', 'zhao', 'ma', 'ma', 'qian', 'gao', 'he', 'li', 'wu', 'fang', 'sun', 'zhang'];
const principals: readonly PersonId[] = ['li', 'fang', 'zhang', 'wu'];
const leading: readonly PersonId[] = ['wang', 'wang', 'zheng', 'zhang', 'wu'];
const overseeing: readonly PersonId[] = ['zhou', 'zhou', 'xu'];
const clerk: readonly PersonId[] = ['he'];
const anybody = Object.keys(people) as PersonId[];

/** Mostly what a word was offered with lately, now and then any number that was seen, or none that was. */
function numberOf({ numbers, offered }: Speaker, pick: number, word?: string): number {
  if (pick % 10 === 9) return pick;
  const known = word === undefined || pick % 10 > 6 ? numbers.slice(-8) : (offered.get(word) ?? numbers).slice(-3);
  return known.at(pick % Math.max(1, known.length)) ?? 1;
}
const unitOf = (pick: number): string => Object.values(unitNames)[pick % 6] ?? '';
const nameOf = (pick: number): string => people[anybody[pick % anybody.length] ?? 'sun'][0];

const saying = (
  name: string,
  weight: number,
  by: readonly PersonId[],
  words: Saying['words'],
  more: Pick<Saying, 'answered'> = {},
): Saying => ({ name, weight, by, words, ...more });

export const sayings: readonly Saying[] = [
  saying('answers', 14, answering, (all, pick) => `1是 2 ${pick}次 3 ${all.canary()}要修`),
  saying('answers no', 3, answering, (all, pick) => `1否 2 ${pick} 3${all.canary()}还没修`),
  saying('answers loosely', 3, answering, (all, pick) => `第一题是，第二题${pick % 9}次，第三题${all.canary()}要修`),
  saying('answers in order', 2, answering, (all) => `是 3 ${all.canary()}要修`),
  saying('answers by number', 3, answering, (all, pick) => `${numberOf(all, pick)}# 1是 2 2次 3 ${all.canary()}要修`),
  saying('answers a part', 3, answering, () => '1是 2 3次', {}),
  saying(
    'answers one question',
    4,
    answering,
    (all, pick) => ['是', '3次', '没有', '否', '无', `${all.canary()}要修`, '下周三', '好几次', '属实'][pick % 9] ?? '',
    { answered: false },
  ),
  saying('answers twice the same question', 1, answering, () => '1是 1否'),
  saying('answers not applicable', 2, answering, (all) => `1是 2不适用我们没有 3 ${all.canary()}要修`),
  saying('reports', 5, principals, (all) => `主体责任：定了${all.canary()}的事。直接责任：自己经手的${all.canary()}都在账上`),
  saying('one by one', 2, answering, () => '逐题'),
  saying('skips', 1, answering, () => '跳过'),
  saying('changes', 4, answering, (all, pick) => `改 3 ${all.canary()}${pick}处要修`),
  saying('changes a number', 3, answering, (_all, pick) => `改 2 ${pick}`),
  saying('changes in free words', 2, answering, (_all, pick) => `上面第二题搞错了，是${pick}次`),
  saying('confirms', 4, ['he', 'he', 'he', ...anybody], () => '是', { answered: false }),
  saying('asks for the questions', 1, answering, () => '题目'),
  saying('takes over', 1, principals, () => '我来答'),
  saying('explains', 3, answering, (all) => `说明 ${all.canary('explanation')}在抢修，走不开`),
  saying('asks for more time', 5, answering, (all, pick) => `延期${1 + (pick % 4)}天，${all.canary('reason')}在抢修`),
  saying('asks for help', 3, answering, (all) => `有困难 ${all.canary('reason')}没人修`),
  saying('asks to be let off', 2, answering, (all) => `不适用 ${all.canary('reason')}不归我们`),
  saying('passes on', 3, answering, (_all, pick) => `改派 ${nameOf(pick)}`),
  saying('accepts', 3, anybody, () => '接'),
  saying('declines', 1, anybody, () => '不接'),
  saying('takes back', 3, answering, (all, pick) => `撤销 ${numberOf(all, pick, '撤销')}`),
  saying('agrees', 5, leading, (all, pick) => `同意 ${numberOf(all, pick, '同意')}`),
  saying('agrees without a number', 3, leading, () => '可以', { answered: false }),
  saying('refuses', 3, leading, (all, pick) => `不同意 ${numberOf(all, pick, '同意')} 再想想办法`),
  saying('coordinates', 3, leading, (all, pick) => `协调 ${numberOf(all, pick, '协调')} 镇里派人，${all.dayAhead(2)}前`),
  saying('watches', 2, leading, (all, pick) => `督办 ${numberOf(all, pick, '督办')}`),
  saying('grants time', 2, leading, (all, pick) => `延期 ${numberOf(all, pick, '延期')} 到${all.dayAhead(1 + (pick % 6))}`),
  saying('passes down', 1, leading, (all, pick) => `改派 ${numberOf(all, pick, '改派')} ${nameOf(pick)}`),
  saying('urges', 2, leading, (_all, pick) => `催办 ${unitOf(pick)}`),
  saying('has read', 3, leading, (all, pick) => `已阅 ${numberOf(all, pick, '已阅')}`),
  saying('sends back', 3, [...leading, 'he', 'zhou'], (all, pick) => `退回 ${numberOf(all, pick, '退回')} 说得不够细`),
  saying(
    'asks how it stands',
    3,
    anybody,
    (_all, pick) => ['状态', '谁没交', '逾期', '台账', '断链', '待定', '进度 每周自查', '我的', '帮助'][pick % 9] ?? '',
  ),
  saying('looks at a unit', 3, anybody, (_all, pick) => `查 ${unitOf(pick)}`),
  saying('releases', 4, overseeing, (all, pick) => `放行 ${numberOf(all, pick, '放行')}`),
  saying('releases with names', 2, overseeing, (all, pick) => `放行 ${numberOf(all, pick, '放行')} 点名`),
  saying('withholds', 2, overseeing, (all, pick) => `不发 ${numberOf(all, pick, '放行')} 已经在办`),
  saying('has done it', 5, principals, (all, pick) => `已办 ${numberOf(all, pick, '已办')} 镇发${pick}号`),
  saying('brings a problem up', 4, ['zhou', 'xu', 'he', 'wang'], (_all, pick) => `登记 ${unitOf(pick)} ${pick}盏路灯不亮`),
  saying('establishes', 5, overseeing, (all, pick) => `立 ${numberOf(all, pick, '立')} ${all.dayAhead(2 + (pick % 5))}`),
  saying('finds it is none', 1, overseeing, (all, pick) => `不立 ${numberOf(all, pick, '立')} 没这回事`),
  saying('plans how to mend', 1, principals, (all, pick) => `整改 ${numberOf(all, pick, '已改')} 下周补`),
  saying('has mended', 5, principals, (all, pick) => `已改 ${numberOf(all, pick, '已改')} ${all.canary('reason')}补了`),
  saying('objects', 2, principals, (all, pick) => `异议 ${numberOf(all, pick, '异议')} ${all.canary('reason')}不是这样`),
  saying('opens again', 1, overseeing, (all, pick) => `重开 ${numberOf(all, pick, '销号')} ${all.dayAhead(3)}`),
  saying('closes', 5, ['he', 'he', 'zhou', 'zhang', 'xu'], (all, pick) => `销号 ${numberOf(all, pick, '销号')}`),
  saying('starts', 3, clerk, (_all, pick) => (pick % 2 === 0 ? '发起 抽查' : '发起 每周自查')),
  saying('withdraws a cycle', 2, clerk, () => '撤销 每周自查'),
  saying('has drafts deleted', 1, answering, () => '删 草稿'),
  saying('pauses', 3, clerk, (all, pick) => `暂停 ${unitOf(pick)} 至 ${all.dayAhead(2 + (pick % 5))}`),
  saying('sends again', 5, clerk, (all, pick) => `再发 ${numberOf(all, pick, '再发')}`),
  saying('says it has come', 4, clerk, (all, pick) => `已到 ${numberOf(all, pick, '已到')}`),
  saying('asks for a code', 3, clerk, (_all, pick) => `绑定码 ${pick % 3 === 0 ? nameOf(pick) : '白占奎'}`),
  saying('shows a code', 3, ['bai', 'bai', 'sun'], (all, pick) => `绑定 ${pick % 5 === 4 ? '12345678' : (all.codes.at(-1) ?? '87654321')}`),
  saying('says it is not them', 1, anybody, () => '不是我', { answered: false }),
  saying('tells of wrongdoing', 1, anybody, (all) => `我反映个事，有人拿${all.canary()}的低保钱`),
  saying(
    'chats',
    3,
    anybody,
    (_all, pick) => ['收到', '好的谢谢', '在吗', '晚点弄', '这题啥意思', '。', '{{ no }}', '=1+1', '进渡'][pick % 9] ?? '',
    { answered: false },
  ),
];

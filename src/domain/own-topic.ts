/** The words behind 我的 and 删: what of one's own is meant. */

/** `all`: everything in one screen. */
export type OwnTopic = 'all' | 'requests' | 'reads' | 'retention';

const topics: Readonly<Record<OwnTopic, readonly string[]>> = {
  all: ['全部', '所有', '都看', '全部内容', '所有内容'],
  requests: ['请求', '申请', '延期', '有困难', '困难'],
  reads: ['谁看过', '谁看了', '谁查过', '查阅记录', '阅读记录'],
  retention: ['保存期', '保存', '留多久', '存多久', '保留多久'],
};

/** undefined: it names none, and may be a period. */
export function readOwnTopic(text: string): OwnTopic | undefined {
  const wanted = text.replace(/\s+/gu, '');
  return (Object.keys(topics) as OwnTopic[]).find((topic) => topics[topic].includes(wanted));
}

/** What somebody may want to have deleted. */
export type Forgettable = 'drafts' | 'calendar' | 'account' | 'other';

const forgettable: readonly [Forgettable, RegExp][] = [
  ['drafts', /^(?:我的|全部|所有)?草稿$/u],
  ['calendar', /^(?:我的)?(?:手机)?日历(?:地址|订阅)?$/u],
  ['account', /^(?:我的)?(?:绑定|账号|帐号|微信|微信绑定)$/u],
  ['other', /^(?:我的)?(?:全部|所有|答案|答题|自查|报告|请求|申请|说明|任务|消息|记录|照片|文件|信息|个人信息)$/u],
];

/** undefined: it is nothing that is kept; the sentence is none of these. */
export function readForgettable(text: string): Forgettable | undefined {
  const wanted = text.replace(/\s+/gu, '');
  return forgettable.find(([, pattern]) => pattern.test(wanted))?.[0];
}

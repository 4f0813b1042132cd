/** The words behind 日历: what is to become of the address of one's own calendar. */

/** `renew`: another address in place of the one there is; `stop`: none any more. */
export type CalendarWish = 'renew' | 'stop';

const wishes: readonly [CalendarWish, RegExp][] = [
  ['renew', /^(?:换|更换|换一个|换个|换地址|换个地址|重新给|重新来|重新生成|再来一个)$/u],
  ['stop', /^(?:停|停掉|停了|停用|停止|取消|取消订阅|关|关掉|关了|不用了|不要了|删|删掉|删除)$/u],
];

/** undefined: it is neither. */
export function readCalendarWish(text: string): CalendarWish | undefined {
  const wanted = text.replace(/\s+/gu, '');
  return wishes.find(([, pattern]) => pattern.test(wanted))?.[0];
}

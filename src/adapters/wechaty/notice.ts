/** Which messages nobody wrote: notices of the platform, which come through the same door as messages of people. */

/** WeChat's own accounts, and the account's own devices. */
const platformAccounts: ReadonlySet<string> = new Set([
  'weixin',
  'fmessage',
  'filehelper',
  'newsapp',
  'notifymessage',
  'notification_messages',
  'mphelper',
  'medianote',
  'floatbottle',
  'qqmail',
  'tmessage',
  'qmessage',
  'weixinreminder',
  'exmail_tool',
]);

export function isPlatformAccount(account: string): boolean {
  return account === '' || platformAccounts.has(account) || account.startsWith('gh_');
}

/**
 * Words of WeChat's notices that arrive in somebody's name, some as ordinary text. To answer one to a send that failed would bring the
 * next: two programs talking to each other.
 */
const noticeWords = [
  /^.{0,80}开启了(?:朋友|好友)验证，你还不是(?:他|她|他（她）)/,
  /^消息已发出，但被对方拒收了/,
  /^你已添加了.{1,80}，现在可以开始聊天了/,
  /^(?:以上是打招呼的内容|我通过了你的(?:朋友|好友)验证请求)/,
  /^收到(?:红包|转账)，请在手机上查看/,
];

export function isNoticeText(text: string): boolean {
  const head = text.slice(0, 200);
  return noticeWords.some((words) => words.test(head));
}

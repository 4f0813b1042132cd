/** The words in chat: for each verb how it may be typed, and what may follow it. */
import type { Takes } from './command-argument.js';
import type { Verb } from './verb.js';

interface Entry {
  verb: Verb;
  /** The first is the one shown. */
  words: string[];
  takes: Takes;
}

export const vocabulary: Entry[] = [
  { verb: 'help', words: ['帮助', '怎么用', '怎么弄', '使用说明', '功能', '菜单', 'help'], takes: 'nothing' },
  { verb: 'mine', words: ['我的'], takes: 'own' },
  { verb: 'status', words: ['状态', '情况', '现在什么情况', '怎么样了', '总体情况'], takes: 'nothing' },
  {
    verb: 'pending',
    words: ['谁没交', '谁还没交', '哪些没交', '哪些还没交', '哪些还没交的', '没交的', '没交名单', '未交名单', '哪家没交', '还有谁没交'],
    takes: 'nothing',
  },
  { verb: 'progress', words: ['进度', '进展'], takes: 'cycle' },
  { verb: 'campaign', words: ['专项', '专项整治'], takes: 'apart' },
  { verb: 'look', words: ['查', '查一下', '查看'], takes: 'unit' },
  { verb: 'urge', words: ['催办', '催一下', '催'], takes: 'unit' },
  { verb: 'overdue', words: ['逾期', '过期', '超期', '谁逾期了'], takes: 'view' },
  { verb: 'questions', words: ['题目', '看题', '再发一遍', '题目再发一遍', '发题'], takes: 'nothing' },
  { verb: 'one-by-one', words: ['逐题', '一题一题', '一题一题来', '一题一题答', '逐题答'], takes: 'nothing' },
  { verb: 'skip', words: ['跳过', '跳过这题'], takes: 'nothing' },
  { verb: 'take-over', words: ['我来答', '我答'], takes: 'nothing' },
  { verb: 'explain', words: ['说明'], takes: 'text' },
  { verb: 'release', words: ['放行'], takes: 'number' },
  { verb: 'withhold', words: ['不发'], takes: 'number' },
  { verb: 'resend', words: ['再发'], takes: 'number' },
  { verb: 'arrived', words: ['已到'], takes: 'number' },
  { verb: 'start', words: ['发起'], takes: 'cycle' },
  { verb: 'ledger', words: ['台账', '制度台账', '任务'], takes: 'view' },
  { verb: 'duties', words: ['责任', '责任清单'], takes: 'apart' },
  { verb: 'waiting', words: ['待定', '等我定的'], takes: 'nothing' },
  { verb: 'broken', words: ['断链', '断链检查', '查断链'], takes: 'nothing' },
  { verb: 'extend', words: ['延期', '申请延期'], takes: 'time' },
  { verb: 'difficulty', words: ['有困难', '有难处'], takes: 'apart' },
  { verb: 'not-applicable', words: ['不适用'], takes: 'anything' },
  { verb: 'reassign', words: ['改派'], takes: 'name' },
  { verb: 'accept', words: ['接', '我接', '接了'], takes: 'number' },
  { verb: 'decline', words: ['不接'], takes: 'number' },
  { verb: 'agree', words: ['同意', '可以', '批准'], takes: 'number' },
  { verb: 'refuse', words: ['不同意', '不批准'], takes: 'apart' },
  { verb: 'coordinate', words: ['协调'], takes: 'apart' },
  { verb: 'watch', words: ['督办', '我来盯'], takes: 'apart' },
  { verb: 'withdraw', words: ['撤销'], takes: 'apart' },
  { verb: 'pause', words: ['暂停'], takes: 'apart' },
  { verb: 'done', words: ['已办', '办好了', '办完了'], takes: 'apart' },
  { verb: 'close', words: ['销号'], takes: 'number' },
  { verb: 'send-back', words: ['退回'], takes: 'words' },
  { verb: 'enter', words: ['登记', '登记问题'], takes: 'apart' },
  { verb: 'establish', words: ['立', '立为问题'], takes: 'number' },
  { verb: 'drop', words: ['不立'], takes: 'words' },
  { verb: 'mend', words: ['整改'], takes: 'words' },
  { verb: 'mended', words: ['已改'], takes: 'apart' },
  { verb: 'object', words: ['异议'], takes: 'words' },
  { verb: 'reopen', words: ['重开'], takes: 'number' },
  { verb: 'leave-closed', words: ['不重开'], takes: 'words' },
  { verb: 'recheck-fine', words: ['正常'], takes: 'apart' },
  { verb: 'relapse', words: ['反弹'], takes: 'apart' },
  { verb: 'show', words: ['看', '验收'], takes: 'number' },
  { verb: 'inspect', words: ['检查', '现场检查'], takes: 'unit' },
  { verb: 'countersign', words: ['会签'], takes: 'number' },
  { verb: 'read', words: ['已阅', '看过了'], takes: 'number' },
  { verb: 'draw-number', words: ['抽'], takes: 'numeral' },
  { verb: 'phone', words: ['核'], takes: 'apart' },
  { verb: 'draw', words: ['抽查', '抽签'], takes: 'number' },
  { verb: 'bind-code', words: ['绑定码'], takes: 'anything' },
  { verb: 'sign-in', words: ['登录', '登录码', '登陆', '控制台', '网页登录'], takes: 'nothing' },
  { verb: 'calendar', words: ['日历', '订阅日历', '日历订阅', '手机日历'], takes: 'wish' },
  { verb: 'bind', words: ['绑定'], takes: 'anything' },
  { verb: 'not-me', words: ['不是我', '不是本人'], takes: 'nothing' },
  { verb: 'forget', words: ['删', '删除', '删掉'], takes: 'forgettable' },
  { verb: 'leave', words: ['请假'], takes: 'dated' },
  { verb: 'back', words: ['销假'], takes: 'name' },
  { verb: 'transfer', words: ['调离', '调走'], takes: 'dated' },
  { verb: 'export', words: ['导出'], takes: 'anything' },
];

/** The word that is shown for a command. */
export function wordOf(verb: Verb): string {
  return vocabulary.find((entry) => entry.verb === verb)?.words[0] ?? verb;
}

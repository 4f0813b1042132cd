/** Talk beside the matter: thanks, a greeting, not yet, later. */
import type { IdleKind } from './reading.js';
import { plain } from './plain.js';
import { bare, isQuestion, madeOf } from './wording.js';

const courtesies = new Set(
  (
    '收到 好 好的 好嘞 好滴 好吧 嗯 行 可以 谢谢 谢谢您 谢谢你 多谢 感谢 辛苦 知道 明白 了解 清楚 ok okay 没事 不客气 客气 提醒 领导 您 你 了 啦 哈 呵 已阅 阅' +
    ' , 。 . ! ~ ; 、'
  ).split(' '),
);
courtesies.add(' ').add('\n');
const longestCourtesy = 4;

/** What these begin with is no courtesy; faces may stand before one. */
const courteous = new Set([...courtesies].map((word) => word.charAt(0)));
const isPlainWord = /^[0-9A-Za-z\u4e00-\u9fa5]/;

/** Only courtesy: 收到, 好的谢谢, a thumb. */
export function isThanks(text: string): boolean {
  if (text.length > 60 || (isPlainWord.test(text) && !courteous.has(text.charAt(0).toLowerCase()))) return false;
  const words = text.toLowerCase().replace(/\p{Extended_Pictographic}|\p{Regional_Indicator}|\[[^[\]]{1,6}\]/gu, ' ');
  return /\S/.test(text) && madeOf(words, courtesies, longestCourtesy);
}

const hello =
  /^(?:请问)?(?:在吗|在么|在不在|有人吗|有人在吗|你好|您好|喂|哈喽|hello|hi|早|早上好|上午好|下午好|晚上好)(?:[,\s]*(?:在吗|在么|在不在))?\??$/i;
const robot =
  /^(?:你|您|这|这个|请问)*(?:到底)?(?:是不是|是)?(?:个|一个)?(?:机器人|真人|人工|自动回复|自动的|谁|哪位|什么人|哪个)(?:吗|么|啊|呀|在管|管的|弄的|回的)?\??$/;
const recall = /^(?:我)?(?:要|想)?(?:撤回|收回|撤销)(?:了|一下)?(?:刚才|刚刚|上一条|前面|上面|一条)?(?:的|那条|那个)?(?:答案|消息|回复)?$/;
const forwarded = /^\[?[^\n]{0,20}聊天记录\]?/;
const notYet =
  /^(?:我们|我|村里|这边|所里|俺)?(?:都|也)?还?(?:没有|没|未)(?:来得及|顾上|开始)?(?:弄|填|报|交|自查|答|搞|写|办|统计|整理|动)[完好呢呀啊了成]{0,3}(?:$|[,。\s;!])/;
const when =
  '昨天|昨晚|昨儿|前天|前几天|今天|今早|早上|上午|中午|下午|晚上|刚才|刚刚|上周[一二三四五六日]?|周[一二三四五六日]|星期[一二三四五六日]|\\d{1,2}[号日]|\\d{1,2}月\\d{1,2}[号日]|那天|之前|先前|前面|早|早早|早就|已经|已|明明';
/** 我昨天就发了啊: who or when, or 过, tells it from a bare 发了. */
const alreadySent = new RegExp(
  `^(?:这个|这份|那个|不是|哎|咦)?(?:(?:我们|我|俺|村里|这边|所里|咱)(?:不是)?(?:都|也)?(?:${when})*|(?:${when})+|(?=.{0,3}过))(?:就|都|也|已经|已|早|是)*` +
    '(?:发|交|报|填|回|答|回复|提交|传)(?:送|上|上去|上来|给?[你您]|过去|过来)*(?:过|了|的)+(?:给[你您]|的|啊|呀|呢|嘛|哈|吧|吗|么|一遍|一次|一份)*[?。.!~]*$',
);
const times =
  '改天 改日 晚点 晚些 晚些时候 等下 等会 等会儿 待会 待会儿 稍后 稍等 一会 一会儿 过会 过会儿 回头 马上 明天 明早 后天 下午 上午 晚上 今晚 周一 周二 周三 周四 周五 周六 周日 下周 下周一 过几天 过两天 在忙 忙 等等 抽空 尽快 有空 这就'.split(
    ' ',
  );
const postponements = new Set([
  ...times,
  ...'弄 填 报 交 答 回 写 发 搞 说 办 做 再 就 来 给 你 您 我 我们 这会 现在 先 吧 了 哈 啊 的 完 上 好 好的 嗯 行 一下 , 。 ;'.split(' '),
  ' ',
  '\n',
]);

/** Only a time and a word for answering: 晚点, 周一弄. With any other word it may be a statement. */
function isLater(text: string): boolean {
  return madeOf(text, postponements, 4) && times.some((time) => text.includes(time));
}

function kindOf(words: string): IdleKind | 'question' | 'nothing' {
  if (forwarded.test(words)) return 'forwarded';
  if (hello.test(words)) return 'hello';
  if (isThanks(words)) return 'thanks';
  if (alreadySent.test(words)) return 'already-sent';
  if (words.length > 60) return isQuestion(words) ? 'question' : 'nothing';
  if (robot.test(words)) return 'robot';
  if (isQuestion(words)) return 'question';
  if (recall.test(words)) return 'recall';
  if (notYet.test(words)) return 'not-yet';
  return isLater(words) ? 'later' : 'nothing';
}

/**
 * Reads small talk: what kind it is, `question` when it asks something, `nothing` when it is something else (an unknown word, a statement).
 * Nothing said here is ever an answer.
 */
export function readIdle(text: string): { kind: IdleKind | 'question' | 'nothing' } {
  return { kind: kindOf(bare(plain(text))) };
}

/** The same for text that is plain already, when a question is running: talk that is certainly no answer. */
export function readTalk(text: string): IdleKind | undefined {
  const kind = kindOf(bare(text));
  // To a question that is running, 昨天就交了 may be the answer.
  return kind === 'question' || kind === 'nothing' || kind === 'already-sent' ? undefined : kind;
}

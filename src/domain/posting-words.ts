/** Reads what people write behind 请假 and 调离: from when until when, who stands in, who follows. Names are left as typed. */
import { addDays } from './date-text.js';
import { readSpokenDate } from './reading/date-words.js';
import { readNumeral } from './reading/numeral.js';
import { Typed } from './reading/plain.js';
import { resolveAhead } from './reading/which-day.js';
import type { DateText } from './time.js';

/** `unclear`: no day was named. `past`: its last day lies behind. `backwards`: it ends before it begins. `too-long`: of more than a year. */
export type LeaveTrouble = 'unclear' | 'past' | 'backwards' | 'too-long';

export interface LeaveWords {
  /** Whose leave it is; absent: the writer's own. */
  who?: string;
  /** `none`: it was said that nobody does; absent: nothing was said. */
  deputy?: { name: string } | 'none';
  days: { from: DateText; until: DateText } | LeaveTrouble;
}

/** No leave lasts longer. */
const longestDays = 366;
const to = /^\s*(?:[(（]?周[一二三四五六日天][)）]?)?\s*[早上午下晚]*\s*(?:[-~～—–－]+|到|至)\s*/u;
const weekdayBehind = /^\s*(?:[(（]周[一二三四五六日天][)）]|周[一二三四五六日天])/u;
const lengthOf = /^([\d一二两三四五六七八九十]{1,3})\s*(?:个?(工作日|星期|礼拜|周)|天|日(?!\d))/u;
const halfDay = /^(?:上午|下午|晚上|全天|一整天)/u;

interface Span {
  start: number;
  end: number;
  days: LeaveWords['days'];
}

/** Decides which days are meant, seen from today, and who is named beside them. What cannot be told is left open, never guessed. */
export function readLeave(text: string, today: DateText): LeaveWords {
  const plain = Typed.of(text).text;
  const span = spanIn(plain, today);
  if (span === undefined) {
    const who = nameBefore(plain);
    return { ...(who === undefined ? {} : { who }), days: 'unclear' };
  }
  const who = nameBefore(plain.slice(0, span.start));
  const deputy = deputyIn(plain.slice(span.end)) ?? (who === undefined ? deputyIn(plain.slice(0, span.start)) : undefined);
  return { ...(who === undefined ? {} : { who }), ...(deputy === undefined ? {} : { deputy }), days: span.days };
}

function spanIn(plain: string, today: DateText): Span | undefined {
  for (let at = 0; at < Math.min(plain.length, 40); at += 1) {
    if (at > 0 && /\d/.test(plain.charAt(at - 1))) continue;
    const until = /^(?:到|至)\s*/u.exec(plain.slice(at))?.[0] ?? '';
    const first = dayAt(plain, at + until.length, today);
    if (first !== undefined)
      return until === '' ? fromDay(plain, at, first, today) : { start: at, end: first.end, days: daysOf(today, first.date, today) };
    const counted = lengthOf.exec(plain.slice(at));
    if (counted !== null) return forLength(at, counted, today);
  }
  return undefined;
}

function fromDay(plain: string, start: number, first: SaidDay, today: DateText): Span {
  const [joint] = to.exec(plain.slice(first.end)) ?? [];
  const second = joint === undefined ? undefined : dayAt(plain, first.end + joint.length, first.date ?? today);
  if (second === undefined) {
    const behind = plain.slice(first.end).replace(/^[\s,，起开始]*/u, '');
    const counted = /[起始]/u.test(plain.slice(first.end, first.end + 4)) ? lengthOf.exec(behind) : null;
    if (counted !== null && first.date !== undefined) {
      const span = forLength(plain.length - behind.length, counted, first.date);
      return { ...span, start };
    }
    return { start, end: first.end, days: daysOf(first.date, first.date, today) };
  }
  // 7日到11日, or 9.7到9.11, said on the 9th began on the 7th.
  const sooner = dayAt(plain, second.start, today)?.date;
  const begun = first.date === undefined || (first.kind === 'day' && sooner !== undefined && sooner < first.date);
  return { start, end: second.end, days: begun ? daysOf(today, sooner, today) : daysOf(first.date, second.date ?? sooner, today) };
}

function forLength(start: number, [whole, count = '', unit]: RegExpExecArray, from: DateText): Span {
  const numeral = readNumeral(count);
  const value = numeral?.kind === 'number' ? numeral.value : 0;
  const days = value * (unit === undefined || unit === '工作日' ? 1 : 7);
  return { start, end: start + whole.length, days: days < 1 ? 'unclear' : daysOf(from, addDays(from, days - 1), from) };
}

function daysOf(from: DateText | undefined, until: DateText | undefined, today: DateText): LeaveWords['days'] {
  if (from === undefined || until === undefined) return 'past';
  if (until < today) return 'past';
  if (until < from) return 'backwards';
  return until > addDays(from, longestDays) ? 'too-long' : { from, until };
}

interface SaidDay {
  start: number;
  end: number;
  kind: string;
  /** Absent: it lies behind. */
  date: DateText | undefined;
}

/** A day as it is written at a place; a bare number is none. */
function dayAt(plain: string, start: number, today: DateText): SaidDay | undefined {
  const spoken = readSpokenDate(plain.slice(start, start + 24));
  if (spoken === undefined || ['digits', 'lunar', 'vague'].includes(spoken.words.kind)) return undefined;
  let end = start + spoken.end;
  end += weekdayBehind.exec(plain.slice(end))?.[0].length ?? 0;
  end += halfDay.exec(plain.slice(end))?.[0].length ?? 0;
  return { start, end, kind: spoken.words.kind, date: resolveAhead(spoken.words, today) };
}

const name = '[\\p{Script=Han}·]{2,6}?';
const standsIn = new RegExp(
  `(?:由|请|让|叫|交给?|找|托)?\\s*(${name})(?:同志)?\\s*(?:帮忙|来)?(?:代(?:班|办|管|理|我)?|顶(?:班|上)?|替(?:班|我)?)(?:一下)?(?:[吧了。]|$|\\s)`,
  'u',
);
const nobody = /(?:没有?人|无人|不用人?|不要人?)(?:代|顶|替)/u;
const bareName = /^[\s,，。;；:：]*(?:由|请|让|叫|交给?|找|托)?\s*([\p{Script=Han}·]{2,6}?)(?:同志)?[\s。]*$/u;

function deputyIn(text: string): LeaveWords['deputy'] | undefined {
  if (nobody.test(text)) return 'none';
  const [, named] = standsIn.exec(text.replace(/^[\s,，。;；:：]+/u, '')) ?? [];
  if (named !== undefined && named.startsWith('谁')) return undefined;
  if (named !== undefined) return { name: named.replace(/^(?:由|请|让|叫|交给?|找|托)/u, '') };
  const [, bare] = bareName.exec(text) ?? [];
  return bare === undefined || /^(?:谁|谢谢|期间|回来|上班|销假|有事|看病)/u.test(bare) ? undefined : { name: bare };
}

/** Somebody named in front of the days: it is their leave. */
function nameBefore(text: string): string | undefined {
  const [, named] = /^[\s,，:：]*([\p{Script=Han}·]{2,12}?)(?:同志)?[\s,，:：]*(?:从|自)?[\s,，:：]*$/u.exec(text) ?? [];
  return named === undefined || /^(?:从|自|由|我|本人|想|需要|要)|[代顶替]$/u.test(named) ? undefined : named;
}

export interface TransferWords {
  who?: string;
  successor?: string;
  /** Absent: none was named, or it lies behind. */
  on?: DateText;
  isPast: boolean;
}

/** Reads 刘芳 10月15日 周小兰接, in any order that can be told apart. */
export function readTransfer(text: string, today: DateText): TransferWords {
  const plain = Typed.of(text).text.trim();
  const said = dayIn(plain, today);
  const around = said === undefined ? [plain] : [plain.slice(0, said.start), plain.slice(said.end)];
  const words = around.flatMap((part) => part.split(/[\s,，;；、。:：]+/u)).filter((word) => word !== '');
  const follows = words.findIndex((word) => /接(?:任|手|替|班)?$|^(?:由|请|换成?)/u.test(word));
  const successor = follows < 0 ? words[1] : words[follows];
  const who = words.find((_, index) => index !== (follows < 0 ? 1 : follows));
  const bare = successor?.replace(/^(?:由|请|换成?)/u, '').replace(/(?:来)?接(?:任|手|替|班)?$/u, '');
  return {
    ...(who === undefined ? {} : { who }),
    ...(bare === undefined || bare === '' ? {} : { successor: bare }),
    ...(said?.date === undefined ? {} : { on: said.date }),
    isPast: said !== undefined && said.date === undefined,
  };
}

function dayIn(plain: string, today: DateText): SaidDay | undefined {
  for (let at = 0; at < plain.length; at += 1) {
    if (at > 0 && /\d/.test(plain.charAt(at - 1))) continue;
    const said = dayAt(plain, at, today);
    if (said === undefined) continue;
    const behind = /^\s*(?:起|开始)/u.exec(plain.slice(said.end))?.[0].length ?? 0;
    return { ...said, end: said.end + behind };
  }
  return undefined;
}

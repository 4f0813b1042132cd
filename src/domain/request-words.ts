/** Reads what people write behind 延期, 协调 and 改派: how long, until when, whom. Their own words are kept beside what was understood. */
import { type DateWords, readSpokenDate } from './reading/date-words.js';
import { readNumeral } from './reading/numeral.js';
import { Typed } from './reading/plain.js';
import { resolveAhead } from './reading/which-day.js';
import type { DateText } from './time.js';

/** How long somebody wants it put off. `days` are workdays. `past`: a day was named that lies behind. */
export type Wish = { kind: 'days'; days: number } | { kind: 'date'; date: DateText } | { kind: 'past' };

export interface ExtensionWords {
  /** Absent: none was named. */
  wish?: Wish;
  /** The rest in the person's own words; empty: none was given. */
  reason: string;
}

const opening = /^(?:[\s,:;。、.!…]|想|请|要|申请|希望|能否|延期|延长|延后|延|推迟|推后|推|宽限|再|多|给|过|我们?|改)*(?:(?:到|至)[\s:]?)?/;
const length =
  /^([\d一二两三四五六七八九十]{1,3}|半)\s?(个?工作日|天|日(?!\d)|个?星期|个?礼拜|周|个月)(半)?(?:时间|左右|吧|[之以]?[内后])?/;
/** A bare small number at the beginning counts days. */
const bareDays = /^\d{1,2}(?=$|[\s,;。、!])/;
const workdaysIn: Readonly<Record<string, number>> = { 周: 5, 星期: 5, 礼拜: 5, 月: 22 };
const gap = /^[\s,:;。、.!()吧]*(?:[之以]?前|为止)?(?:再?[交报](?=$|[\s,;。、!]))?[\s,:;。、.!)]*/;
const separators = /[\s,;。、!]/;
/** What stands behind a wish in the middle of a reason; 周五出院 is none. */
const ended = /^(?:$|[\s,;。、!吧]|之?前|以前|再?交|再?报)/;

/** Decides what is asked for: a number of days, a day, or neither; and why. What names no day for certain is part of the reason. */
export function readExtension(text: string, today: DateText): ExtensionWords {
  const typed = Typed.of(text);
  const first = bareAt(typed) ?? wishAt(typed, today);
  if (first !== undefined) return { wish: first.wish, reason: reasonOf(typed.slice(first.end)) };
  for (const start of segmentStarts(typed.text)) {
    const rest = typed.slice(start);
    const later = wishAt(rest, today);
    if (later === undefined || !ended.test(rest.text.slice(later.end))) continue;
    const before = reasonOf(typed.slice(0, start));
    const after = reasonOf(rest.slice(later.end));
    return { wish: later.wish, reason: [before, after].filter((part) => part !== '').join('，') };
  }
  return { reason: reasonOf(typed) };
}

function bareAt({ text }: Typed): { wish: Wish; end: number } | undefined {
  const [days] = bareDays.exec(text) ?? [];
  return days === undefined ? undefined : { wish: { kind: 'days', days: Number(days) }, end: days.length };
}

function wishAt(typed: Typed, today: DateText): { wish: Wish; end: number } | undefined {
  const [lead = ''] = opening.exec(typed.text.slice(0, 24)) ?? [];
  const until = /[到至]\s?:?$/.test(lead);
  const text = typed.text.slice(lead.length, lead.length + 40);
  const counted = until ? null : length.exec(text);
  if (counted) {
    const days = workdays(counted[1] ?? '', counted[2] ?? '', counted[3] !== undefined);
    if (days !== undefined) return { wish: { kind: 'days', days }, end: lead.length + counted[0].length };
  }
  const spoken = readSpokenDate(text);
  if (spoken === undefined || !isDay(spoken.words)) return undefined;
  const behind = typed.text.slice(lead.length + spoken.end);
  // 9.4 may be a sum of money: what is not written as a day needs an end behind it.
  if (!/[月日号周期拜天]/.test(text.slice(0, spoken.end)) && !/^(?:$|[\s,;。、!前之以吧])/.test(behind)) return undefined;
  const date = resolveAhead(spoken.words, today);
  return { wish: date === undefined ? { kind: 'past' } : { kind: 'date', date }, end: lead.length + spoken.end };
}

function workdays(count: string, unit: string, andHalf: boolean): number | undefined {
  const each = workdaysIn[unit.replace('个', '')] ?? 1;
  if (count === '半') return each === 1 ? 1 : Math.ceil(each / 2);
  const numeral = readNumeral(count);
  if (numeral === undefined) return undefined;
  return each * (numeral.kind === 'range' ? numeral.to : numeral.value) + (andHalf ? Math.ceil(each / 2) : 0);
}

function isDay({ kind }: DateWords): boolean {
  return kind !== 'digits' && kind !== 'lunar' && kind !== 'vague';
}

function reasonOf(typed: Typed): string {
  const [lead = ''] = gap.exec(typed.text) ?? [];
  return oneLine(typed.slice(lead.length).words).replace(/[\s,，;；、]+$/u, '');
}

/** Places after a separator, the first few. */
function segmentStarts(text: string): number[] {
  const starts: number[] = [];
  for (let at = 1; at < Math.min(text.length, 200); at += 1) {
    if (separators.test(text.charAt(at - 1)) && !separators.test(text.charAt(at))) starts.push(at);
  }
  return starts;
}

/** What a leader says they will do, and by which day if they name one. */
export interface HelpWords {
  words: string;
  date?: DateText;
  /** What stands before and behind the day as it was written. */
  around?: { before: string; after: string };
}

const named = /[月日号周期拜]|[今明后]天/;
const within = /^([\d一二两三四五六七八九十]{1,3})\s?(?:个?工作日|天|日)(?:之|以)?内/;

/** Finds the first day ahead in a leader's words. A number that only may be a day (2.5万) is none. */
export function readHelp(text: string, today: DateText): HelpWords {
  const typed = Typed.of(text);
  const plain = typed.text;
  const words = oneLine(typed.words);
  for (let at = 0; at < Math.min(plain.length, 300); at += 1) {
    const piece = plain.slice(at, at + 24);
    const counted = within.exec(piece);
    const numeral = counted ? readNumeral(counted[1] ?? '') : undefined;
    if (numeral?.kind === 'number' && numeral.value > 0 && numeral.value <= 60) return { words, date: aheadBy(numeral.value, today) };
    if (!/[\d一二三四五六七八九十上下这本周星礼今明后大]/.test(piece.charAt(0))) continue;
    const spoken = readSpokenDate(piece);
    if (spoken === undefined || !isDay(spoken.words) || !named.test(piece.slice(0, spoken.end))) continue;
    const date = resolveAhead(spoken.words, today);
    // A date within a longer number or word is read from its beginning only.
    if (date === undefined) {
      at += spoken.end - 1;
      continue;
    }
    return { words, date, around: { before: oneLine(typed.slice(0, at).words), after: oneLine(typed.slice(at + spoken.end).words) } };
  }
  return { words };
}

function aheadBy(days: number, today: DateText): DateText {
  return resolveAhead({ kind: 'offset', days }, today) ?? today;
}

const beforeName = /^(?:给|由|请|让|换成?|叫|是|:)*\s*/;
const behindName = /(?:同志|来?答|来?办|来|代|吧|去|负责)+$/;

/** The name somebody writes behind 改派: the first word, without what people put around it. */
export function readName(text: string): string {
  const [first = ''] = Typed.of(text)
    .text.replace(beforeName, '')
    .split(/[\s,;。、!:]/);
  const bare = first.replace(behindName, '');
  return bare === '' ? first : bare;
}

/** Words of one line: a line break in them must not look like a line of the bot's. */
export function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/gu, ' ').trim();
}

/** What a leader adds to 同意 and its number; empty: nothing but what belongs to saying yes. */
export function readAddition(text: string): string {
  const words = oneLine(text).replace(/^(?:[的了吧啊呢]|延期|延长|申请|请求|办理|[\s,，。;；:：、.])+/u, '');
  return [...words].length < 2 ? '' : words;
}

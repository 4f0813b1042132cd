/** The ways a day is written or spoken of, before it is known which day is meant. */
import { readOrdinal } from './numeral.js';

export type DateWords =
  | { kind: 'full'; year: number; month: number; day: number }
  /** `years` is 0 for 今年, -1 for 去年; absent: not said. */
  | { kind: 'month-day'; month: number; day: number; years?: number }
  /** `months` counts from the present month. */
  | { kind: 'relative-month'; months: number; day: number }
  | { kind: 'day'; day: number }
  /** 1 is Monday. `weeks` counts from the present week; absent: just 周一. */
  | { kind: 'weekday'; weekday: number; weeks?: number }
  | { kind: 'offset'; days: number }
  /** One to three digits, or four that are no month and day. */
  | { kind: 'digits'; digits: string }
  | { kind: 'lunar' }
  | { kind: 'vague' };

export interface SpokenDate {
  words: DateWords;
  /** Where the form ends in the text. */
  end: number;
  /** Said with 左右, 大概 or the like. */
  about: boolean;
  /** A weekday written behind the date, to be checked against it. */
  weekday?: number;
}

const small = '(\\d{1,2}|[一二三四五六七八九十]{1,3})';
const iso = /^(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})[日号]?(?!\d)/;
const spokenYear = new RegExp(`^(\\d{4}|\\d{2}|[二〇零一三四五六七八九]{4}|今|去|前)年\\s?${small}\\s?月份?\\s?${small}[日号]?(?!\\d)`);
const monthDay = new RegExp(`^${small}\\s?月份?\\s?${small}\\s?[日号]?(?!\\d)`);
const shortMonthDay = /^(\d{1,2})\s?[-/.]\s?(\d{1,2})[日号]?(?![\d.])/;
const monthWord = new RegExp(`^(上个?月|本月|这个?月|下个?月)份?\\s?的?${small}[日号]?(?!\\d)`);
const dayCount = new RegExp(`^过?${small}天(前|后|之前|之后|以后)`);
const dayOnly = new RegExp(`^${small}[日号]`);
const weekday = /^(上上个?|上个?|这个?|本|下下个?|下个?)?(?:周|星期|礼拜)([一二三四五六日天]|[1-7](?!\d))/;
const dayWords: readonly (readonly [RegExp, number])[] = [
  [/^大前天/, -3],
  [/^前天/, -2],
  [/^(?:昨天|昨日|昨晚|昨早)/, -1],
  [/^(?:今天|今日|今早|今晚|当天)/, 0],
  [/^(?:明天|明日|明早|明晚)/, 1],
  [/^大后天/, 3],
  [/^后天/, 2],
];
const lunarWords = /^(?:农历|阴历|旧历|正月|腊月|冬月)|^[^,。]{0,8}初[一二三四五六七八九十]/;
const vagueWords =
  /^(?:这个?|上个?|下个?|本|\d{1,2}|[一二三四五六七八九十]{1,2})?(?:月|年)(?:初|中|底|末|上旬|中旬|下旬)|^(?:上旬|中旬|下旬|前几天|前段|前不久|前阵|这几天|最近|近期|上周|上个?月|上个?礼拜|年前|不久前)/;

function ordinal(text: string | undefined): number {
  return readOrdinal(text ?? '') ?? 0;
}

function yearOf(text: string, month: number, day: number): DateWords {
  const relative = { 今: 0, 去: -1, 前: -2 }[text];
  if (relative !== undefined) return { kind: 'month-day', month, day, years: relative };
  const year = ordinal(text);
  return { kind: 'full', year: year < 100 ? 2000 + year : year, month, day };
}

const weekOffsets: Readonly<Record<string, number>> = { 上上: -2, 上: -1, 这: 0, 本: 0, 下: 1, 下下: 2 };

function weekdayNumber(text: string | undefined): number {
  const place = '一二三四五六日'.indexOf((text ?? '').replace('天', '日').replace('7', '日'));
  return place >= 0 ? place + 1 : ordinal(text);
}

type Found = { words: DateWords; end: number };

function readDigits(text: string): Found | undefined {
  const match = /^(?:20(\d{2})(\d{2})(\d{2})|(\d{2})(\d{2})|(\d{1,3}))(?!\d)/.exec(text);
  if (!match) return undefined;
  const end = match[0].length;
  if (match[1] !== undefined)
    return { words: { kind: 'full', year: 2000 + ordinal(match[1]), month: ordinal(match[2]), day: ordinal(match[3]) }, end };
  if (match[4] === undefined) return { words: { kind: 'digits', digits: match[0] }, end };
  return { words: { kind: 'month-day', month: ordinal(match[4]), day: ordinal(match[5]) }, end };
}

function readNumbered(text: string): Found | undefined {
  const full = iso.exec(text) ?? spokenYear.exec(text);
  if (full) return { words: yearOf(full[1] ?? '', ordinal(full[2]), ordinal(full[3])), end: full[0].length };
  const dated = monthDay.exec(text) ?? shortMonthDay.exec(text);
  if (dated) return { words: { kind: 'month-day', month: ordinal(dated[1]), day: ordinal(dated[2]) }, end: dated[0].length };
  const day = dayOnly.exec(text);
  if (day) return { words: { kind: 'day', day: ordinal(day[1]) }, end: day[0].length };
  return readDigits(text);
}

function readSpoken(text: string): Found | undefined {
  const month = monthWord.exec(text);
  if (month) {
    const months = { 上: -1, 本: 0, 这: 0, 下: 1 }[text.charAt(0)] ?? 0;
    return { words: { kind: 'relative-month', months, day: ordinal(month[2]) }, end: month[0].length };
  }
  const week = weekday.exec(text);
  if (week) {
    const weeks = week[1] === undefined ? undefined : weekOffsets[week[1].replace('个', '')];
    return { words: { kind: 'weekday', weekday: weekdayNumber(week[2]), ...(weeks === undefined ? {} : { weeks }) }, end: week[0].length };
  }
  for (const [form, days] of dayWords) {
    const match = form.exec(text);
    if (match) return { words: { kind: 'offset', days }, end: match[0].length };
  }
  const counted = dayCount.exec(text);
  if (!counted) return undefined;
  const days = ordinal(counted[1]);
  return { words: { kind: 'offset', days: counted[2]?.includes('前') ? -days : days }, end: counted[0].length };
}

const lead = /^(?:是|在|于|为|最近一次|最近一回|上次|大约|大概|约|可能|好像|应该|就|到){0,3}[\s:]*/;
const hour = /^(?:\s?(?:上午|下午|早上|中午|晚上|傍晚|早|晚))?(?:\s?\d{1,2}(?:点半?钟?|:\d\d))?/;
const weekdayBehind = /^\s?\(?(?:周|星期|礼拜)([一二三四五六日天])\)?/;
const aboutBehind = /^(?:左右|前后|上下|吧|那几天)/;
const verbBehind = /^\s?(?:那天)?(?:学习|学过|学|开会|开|谈|办|搞|组织|召开|补开|补)?[的了过]?(?=$|[\s,;。、(!])/;

/** Reads the date form a text begins with; undefined when it begins with none. What stands behind `end` is not looked at. */
export function readSpokenDate(text: string): SpokenDate | undefined {
  const opening = lead.exec(text)?.[0] ?? '';
  const rest = text.slice(opening.length);
  if (lunarWords.test(rest)) return { words: { kind: 'lunar' }, end: text.length, about: false };
  const found = readSpoken(rest) ?? readNumbered(rest);
  if (!found) return vagueWords.test(rest) ? { words: { kind: 'vague' }, end: text.length, about: false } : undefined;
  let end = opening.length + found.end;
  const take = (form: RegExp): RegExpExecArray | null => {
    const match = form.exec(text.slice(end, end + 40));
    end += match?.[0].length ?? 0;
    return match;
  };
  const behind = take(weekdayBehind);
  take(hour);
  const about = take(aboutBehind) !== null || /约|大概|可能|好像|应该/.test(opening);
  take(verbBehind);
  return { words: found.words, end, about, ...(behind ? { weekday: weekdayNumber(behind[1]) } : {}) };
}

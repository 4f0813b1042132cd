/** How a cycle is called: `月度主体责任自查` opened in August is `8月主体责任自查`, and `8月自查` for short. */
import { dateOf } from './date-text.js';
import type { Schedule } from './schedule.js';
import type { Instant } from './time.js';

/** A name taken apart. Words for users are put together again by the template `cycle-name`. */
export interface CycleName {
  /** How often, as the schedule's name begins: 月度, 季度, 年度, 每周; otherwise `other`. */
  period: 'month' | 'quarter' | 'year' | 'week' | 'other';
  /** A report that is asked for in the first month of a quarter or year is about the one before: this year and quarter are those it is about. */
  year: number;
  month: number;
  quarter: number;
  day: number;
  /** The schedule's name without the word for its period. */
  rest: string;
  /** Its last two characters, as people say it, and of a report all of it; what stands behind it in brackets left out. */
  short: string;
}

const periods: [CycleName['period'], RegExp][] = [
  ['month', /^(?:月度|每月)/],
  ['quarter', /^(?:季度|每季度?)/],
  ['year', /^(?:年度|每年)/],
  ['week', /^(?:每周|周度)/],
];

/** What has a name: a cycle, or any opening of a schedule. */
export interface Opening {
  schedule: Pick<Schedule, 'id' | 'name'> & Partial<Pick<Schedule, 'kind'>>;
  plannedAt: Instant;
}

const named = new WeakMap<Opening, { timezone: string; name: CycleName }>();

export function cycleName(cycle: Opening, timezone: string): CycleName {
  const known = named.get(cycle);
  if (known?.timezone === timezone) return known.name;
  const name = takeApart(cycle, timezone);
  named.set(cycle, { timezone, name });
  return name;
}

function takeApart(cycle: Opening, timezone: string): CycleName {
  const [year = 0, month = 0, day = 0] = dateOf(cycle.plannedAt, timezone).split('-').map(Number);
  const { name, kind } = cycle.schedule;
  const isReport = kind === 'report';
  const found = periods.find(([, pattern]) => pattern.test(name) && name.replace(pattern, '') !== '');
  const period = found?.[0] ?? 'other';
  const rest = found === undefined ? name : name.replace(found[1], '');
  const spoken = rest.replace(/[（(][^（()）]*[）)]$/u, '') || rest;
  const short = isReport ? spoken : [...spoken].slice(-2).join('');
  return { period, ...periodAbout(period, year, month, isReport), month, day, rest, short };
}

/** The year and the quarter a cycle is about. */
function periodAbout(period: CycleName['period'], year: number, month: number, isReport: boolean): { year: number; quarter: number } {
  const quarter = Math.ceil(month / 3);
  if (!isReport) return { year, quarter };
  if (period === 'year') return { year: month === 1 ? year - 1 : year, quarter };
  if (period !== 'quarter' || month % 3 !== 1) return { year, quarter };
  return quarter === 1 ? { year: year - 1, quarter: 4 } : { year, quarter: quarter - 1 };
}

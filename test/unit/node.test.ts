import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCalendar } from '../../src/adapters/calendar/load-calendar.js';
import { festivals, type Festival } from '../../src/domain/calendar.js';
import { instantOf } from '../../src/domain/date-text.js';
import { nodeOpenings } from '../../src/domain/node.js';
import type { NodeTrigger } from '../../src/domain/schedule.js';
import { dayMs, hourMs, type DateText, type Instant } from '../../src/domain/time.js';
import type { WorkContext } from '../../src/domain/workdays.js';

const timezone = 'Asia/Shanghai';
const context: WorkContext = { timezone, workHours: { fromMinute: 540, toMinute: 1080 }, calendar: loadCalendar() };

function trigger(change: Partial<NodeTrigger> = {}): NodeTrigger {
  return { kind: 'node', festivals: [...festivals], beforeDays: 3, atMinute: 540, ...change };
}

function at(day: DateText, minute = 540): Instant {
  return instantOf(day, minute, timezone);
}

/** Each opening as `2026-09-22 中秋节 国庆节`. */
function openings(given: NodeTrigger, from: DateText, to: DateText, around = context): string[] {
  return nodeOpenings(given, at(from, 0), at(to, 0), around).map((opening) => {
    const day = new Date(opening.at + 8 * hourMs).toISOString().slice(0, 10);
    return [day, ...opening.holidays.flatMap(({ festivals: names }) => names)].join(' ');
  });
}

describe('a reminder before festivals', () => {
  it('goes out on the third workday before the first day off, near holidays together', () => {
    expect(openings(trigger(), '2026-01-01', '2027-01-01')).toEqual([
      '2026-02-12 春节',
      '2026-04-01 清明节',
      '2026-04-28 劳动节',
      '2026-06-16 端午节',
      '2026-09-22 中秋节 国庆节',
      '2026-12-29 元旦',
    ]);
  });

  it('tells of both holidays, each with its own days', () => {
    const [opening] = nodeOpenings(trigger(), at('2026-09-01'), at('2026-10-01'), context);
    expect(opening).toEqual({
      at: at('2026-09-22'),
      holidays: [
        { festivals: ['中秋节'], from: '2026-09-25', to: '2026-09-27', makeUp: [], official: true },
        { festivals: ['国庆节'], from: '2026-10-01', to: '2026-10-07', makeUp: ['2026-09-20', '2026-10-10'], official: true },
      ],
    });
  });

  it('has one opening for two festivals within one holiday', () => {
    expect(openings(trigger(), '2025-09-01', '2025-11-01')).toEqual(['2025-09-28 中秋节 国庆节']);
  });

  it('keeps apart holidays that are further than ten days from each other', () => {
    expect(openings(trigger(), '2024-09-01', '2024-11-01')).toEqual(['2024-09-12 中秋节', '2024-09-27 国庆节']);
  });

  it.each<[Festival[], string[]]>([
    [['中秋节'], ['2026-09-22 中秋节']],
    [['国庆节'], ['2026-09-28 国庆节']],
    [['端午节'], []],
  ])('looks at its own festivals only: %j', (names, expected) => {
    expect(openings(trigger({ festivals: names }), '2026-09-01', '2026-11-01')).toEqual(expected);
  });

  it('counts make-up workdays as the workdays they are', () => {
    expect(openings(trigger({ festivals: ['国庆节'], beforeDays: 9 }), '2026-09-01', '2026-11-01')).toEqual(['2026-09-18 国庆节']);
    expect(openings(trigger({ festivals: ['国庆节'], beforeDays: 8 }), '2026-09-01', '2026-11-01')).toEqual(['2026-09-20 国庆节']);
  });

  it.each([1, 3, 20])('goes out in the year before its festival: %i workdays before New Year', (beforeDays) => {
    const found = nodeOpenings(trigger({ festivals: ['元旦'], beforeDays }), at('2025-11-01'), at('2026-01-01'), context);
    expect(found.map(({ holidays }) => holidays.map(({ from }) => from))).toEqual([['2026-01-01']]);
  });

  it('is for New Year when its days off begin in December', () => {
    expect(openings(trigger(), '2023-12-01', '2024-01-15')).toEqual(['2023-12-27 元旦']);
  });

  it('is of the moment: (from, to]', () => {
    const time = at('2026-09-22');
    const count = (from: Instant, to: Instant): number => nodeOpenings(trigger(), from, to, context).length;
    expect([count(time - 1, time), count(time, time + 1), count(time - 1, time - 1), count(time - 1000, time - 1)]).toEqual([1, 0, 0, 0]);
  });

  it('still goes out in a year that was not published, by the statutory day', () => {
    const unofficial = nodeOpenings(trigger({ festivals: ['中秋节'] }), at('2027-08-01'), at('2027-12-01'), context);
    expect(unofficial).toEqual([
      { at: at('2027-09-10'), holidays: [{ festivals: ['中秋节'], from: '2027-09-15', to: '2027-09-15', makeUp: [], official: false }] },
    ]);
  });

  it('is found once, however the time is cut into pieces', () => {
    const start = at('2025-06-01', 0);
    const whole = nodeOpenings(trigger(), start, start + 700 * dayMs, context);
    const cuts = fc.array(fc.integer({ min: 0, max: 700 * 24 }), { maxLength: 20 });
    fc.assert(
      fc.property(cuts, (hours) => {
        const edges = [0, ...hours.toSorted((one, other) => one - other), 700 * 24].map((hour) => start + hour * hourMs);
        const pieces = edges.slice(1).flatMap((to, index) => nodeOpenings(trigger(), edges[index] ?? to, to, context));
        expect(pieces).toEqual(whole);
      }),
      { numRuns: 20 },
    );
  });

  it('looks no further than the years near the second a tick asks for', () => {
    const years: number[] = [];
    const calendar = { ...context.calendar, holidays: (year: number) => (years.push(year), context.calendar.holidays(year)) };
    nodeOpenings(trigger(), at('2026-09-01'), at('2026-09-01') + 1000, { ...context, calendar });
    expect(years).toEqual([2026]);
    years.length = 0;
    nodeOpenings(trigger(), at('2026-12-28'), at('2026-12-28') + 1000, { ...context, calendar });
    expect(years).toEqual([2026, 2027]);
  });
});

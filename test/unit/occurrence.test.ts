import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOf, minuteOfDay } from '../../src/domain/date-text.js';
import { decideCatchUp, dueOpenings, occurrenceSpans, shiftOccurrence, type WorkdayRule } from '../../src/domain/occurrence.js';
import { dayMs, hourMs } from '../../src/domain/time.js';
import { autumn2026 } from '../harness/work-calendar.js';

const timezone = 'Asia/Shanghai';
const context = { timezone, calendar: autumn2026 };
const at = (text: string) => Date.parse(`${text}+08:00`);
const rules: WorkdayRule[] = ['next', 'previous', 'none'];

describe('an occurrence', () => {
  it.each<[string, WorkdayRule, string]>([
    ['2026-08-25T09:00', 'next', '2026-08-25T09:00'],
    ['2026-09-25T09:00', 'next', '2026-09-28T09:00'],
    ['2026-09-25T09:00', 'previous', '2026-09-24T09:00'],
    ['2026-09-25T09:00', 'none', '2026-09-25T09:00'],
    ['2026-10-10T09:00', 'next', '2026-10-10T09:00'],
    ['2026-10-05T09:00:30', 'next', '2026-10-08T09:00:30'],
  ])('at %s with the rule %s opens at %s', (cron, rule, opening) => {
    expect(shiftOccurrence(at(cron), rule, context)).toBe(at(opening));
  });

  it('keeps its time of day and lands on a workday', () => {
    const moment = fc.integer({ min: at('2026-07-01T00:00'), max: at('2026-12-01T00:00') });
    fc.assert(
      fc.property(moment, fc.constantFrom<WorkdayRule>('next', 'previous'), (cron, rule) => {
        const opening = shiftOccurrence(cron, rule, context);
        expect(minuteOfDay(opening, timezone)).toBe(minuteOfDay(cron, timezone));
        expect(autumn2026.isWorkday(dateOf(opening, timezone))).toBe(true);
      }),
    );
  });
});

describe('the openings that are due', () => {
  it('lie after the watermark and not after now', () => {
    const daily = ['2026-08-24T09:00', '2026-08-25T09:00', '2026-08-26T09:00'].map(at);
    expect(dueOpenings(daily, 'none', at('2026-08-24T09:00'), at('2026-08-26T09:00'), context)).toEqual(daily.slice(1));
  });

  it('come once when several occurrences move to the same time', () => {
    const weekend = ['2026-08-29T09:00', '2026-08-30T09:00', '2026-08-31T09:00'].map(at);
    const monday = at('2026-08-31T09:00');
    expect(dueOpenings(weekend, 'next', at('2026-08-28T09:00'), monday, context)).toEqual([monday]);
  });

  it('include an occurrence that moved past the watermark', () => {
    expect(dueOpenings([at('2026-09-25T09:00')], 'next', at('2026-09-27T00:00'), at('2026-09-28T09:00'), context)).toEqual([
      at('2026-09-28T09:00'),
    ]);
  });

  it('are none when the clock went back', () => {
    expect(dueOpenings([at('2026-08-25T09:00')], 'next', at('2026-08-26T00:00'), at('2026-08-25T12:00'), context)).toEqual([]);
  });

  it('are found within the spans to be asked of the cron, whatever the rule', () => {
    const often = Array.from({ length: 6 * 60 }, (_, index) => at('2026-09-01T00:30') + index * 4 * hourMs);
    const moment = fc.integer({ min: at('2026-09-12T00:00'), max: at('2026-10-18T00:00') });
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 9 * dayMs }), fc.constantFrom(...rules), (watermark, gapMs, rule) => {
        const now = watermark + gapMs;
        const spans = occurrenceSpans(rule, watermark, now, context);
        const asked = often.filter((cron) => spans.some(({ from, to }) => cron > from && cron <= to));
        expect(dueOpenings(asked, rule, watermark, now, context)).toEqual(dueOpenings(often, rule, watermark, now, context));
      }),
    );
  });

  it('ask a cron that fires often for no more than the same hours of the rest days', () => {
    const monday = at('2026-08-31T09:00');
    const spans = occurrenceSpans('next', monday, monday + 1000, context);
    expect(spans).toHaveLength(3);
    expect(spans.every(({ from, to }) => to - from === 1000)).toBe(true);
  });

  it('ask for a long stretch once, and besides only for rest days outside it', () => {
    const monday = at('2026-08-31T09:00');
    expect(occurrenceSpans('next', monday, monday + 80 * dayMs, context)).toHaveLength(3);
  });
});

describe('catching up', () => {
  const deadlineOf = (opening: number) => opening + 5 * dayMs;
  const months = ['2026-06-25T09:00', '2026-07-27T09:00', '2026-08-25T09:00'].map(at);

  it('opens what has just come', () => {
    expect(decideCatchUp([at('2026-08-25T09:00')], deadlineOf, at('2026-08-25T09:00'))).toEqual({
      open: at('2026-08-25T09:00'),
      missed: [],
    });
  });

  it('opens only the latest after a gap and records the others as superseded', () => {
    expect(decideCatchUp(months, deadlineOf, at('2026-08-26T09:00'))).toEqual({
      open: months[2],
      missed: [
        { at: months[0], reason: 'superseded' },
        { at: months[1], reason: 'superseded' },
      ],
    });
  });

  it('opens nothing once the deadline has passed, and says so', () => {
    const { open, missed } = decideCatchUp(months, deadlineOf, deadlineOf(at('2026-08-25T09:00')));
    expect(open).toBeUndefined();
    expect(missed.at(-1)).toEqual({ at: months[2], reason: 'deadline-passed' });
    expect(missed).toHaveLength(3);
  });

  it('has nothing to do when nothing has come', () => {
    expect(decideCatchUp([], deadlineOf, at('2026-08-25T09:00'))).toEqual({ missed: [] });
  });
});

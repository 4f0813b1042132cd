import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOf, instantOf, minuteOfDay } from '../../src/domain/date-text.js';
import type { Duration } from '../../src/domain/time.js';
import { hourMs } from '../../src/domain/time.js';
import { addWorkdays, endOfWorkBefore, endOfWorkday, resolveDeadline, resolveStep, type WorkContext } from '../../src/domain/workdays.js';
import { autumn2026, calendarOf } from '../harness/work-calendar.js';

const timezone = 'Asia/Shanghai';
const context: WorkContext = { timezone, workHours: { fromMinute: 9 * 60, toMinute: 18 * 60 }, calendar: autumn2026 };
const at = (text: string) => Date.parse(`${text}+08:00`);
const workdays = (days: number): Duration => ({ kind: 'workdays', days });

describe('counting workdays', () => {
  it.each([
    ['2026-08-25', 5, '2026-09-01'],
    ['2026-08-28', 1, '2026-08-31'],
    ['2026-08-29', 1, '2026-08-31'],
    ['2026-09-01', -2, '2026-08-28'],
    ['2026-08-30', -1, '2026-08-28'],
    ['2026-08-29', 0, '2026-08-31'],
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-10-08', -1, '2026-09-30'],
  ])('from %s, %i lead to %s', (from, days, to) => {
    expect(addWorkdays(from, days, autumn2026)).toBe(to);
  });

  it('counts a Saturday that makes up for a holiday', () => {
    expect(addWorkdays('2026-10-08', 2, autumn2026)).toBe('2026-10-10');
    expect(addWorkdays('2026-09-18', 1, autumn2026)).toBe('2026-09-20');
  });

  it('refuses a calendar without workdays instead of searching for ever', () => {
    const never = { ...calendarOf(), isWorkday: () => false };
    expect(() => addWorkdays('2026-08-25', 1, never)).toThrow(expect.objectContaining({ code: 'no-workday' }));
  });
});

describe('a deadline', () => {
  it.each([
    ['2026-08-25T09:00', 5, '2026-09-01T18:00'],
    ['2026-08-25T23:30', 5, '2026-09-01T18:00'],
    ['2026-08-25T09:00', 0, '2026-08-25T18:00'],
    ['2026-08-25T18:00:01', 0, '2026-08-26T18:00'],
    ['2026-08-29T09:00', 1, '2026-08-31T18:00'],
    ['2026-10-09T09:00', 1, '2026-10-10T18:00'],
  ])('from %s in %i workdays ends with the work hours at %s', (from, days, deadline) => {
    expect(resolveDeadline(workdays(days), at(from), context)).toBe(at(deadline));
  });

  it('of an exact duration is added, rest days or not', () => {
    expect(resolveDeadline({ kind: 'exact', ms: 30 * hourMs }, at('2026-08-28T09:00'), context)).toBe(at('2026-08-29T15:00'));
  });

  it('is never before its start and never earlier for more workdays', () => {
    const moment = fc.integer({ min: at('2026-07-01T00:00'), max: at('2026-12-01T00:00') });
    fc.assert(
      fc.property(moment, fc.nat(30), (from, days) => {
        const deadline = resolveDeadline(workdays(days), from, context);
        expect(deadline).toBeGreaterThanOrEqual(from);
        expect(resolveDeadline(workdays(days + 1), from, context)).toBeGreaterThanOrEqual(deadline);
        expect(minuteOfDay(deadline, timezone)).toBe(18 * 60);
        expect(autumn2026.isWorkday(dateOf(deadline, timezone))).toBe(true);
      }),
    );
  });
});

describe('a step counted from the deadline', () => {
  it.each([
    [-2, '2026-08-28T09:00'],
    [-1, '2026-08-31T09:00'],
    [0, '2026-09-01T18:00'],
    [1, '2026-09-02T09:00'],
    [2, '2026-09-03T09:00'],
    [3, '2026-09-04T09:00'],
  ])('of %i workdays goes out when the work hours begin, at %s', (days, due) => {
    expect(resolveStep(workdays(days), at('2026-09-01T18:00'), context)).toBe(at(due));
  });

  it('of an exact duration is added, also backwards', () => {
    expect(resolveStep({ kind: 'exact', ms: -hourMs }, at('2026-09-01T18:00'), context)).toBe(at('2026-09-01T17:00'));
  });
});

describe('the end of a workday', () => {
  it.each([
    ['2026-09-01T10:00', '2026-09-01T18:00'],
    ['2026-09-01T18:00', '2026-09-01T18:00'],
    ['2026-09-01T18:01', '2026-09-02T18:00'],
    ['2026-09-30T20:00', '2026-10-08T18:00'],
    ['2026-09-20T10:00', '2026-09-20T18:00'],
  ])('after %s is %s', (from, end) => {
    expect(endOfWorkday(at(from), context)).toBe(at(end));
  });

  it.each([
    ['2026-09-04T09:00', '2026-09-03T18:00'],
    ['2026-09-03T18:00', '2026-09-02T18:00'],
    ['2026-09-07T09:00', '2026-09-04T18:00'],
    ['2026-10-08T09:00', '2026-09-30T18:00'],
  ])('before %s was %s', (before, end) => {
    expect(endOfWorkBefore(at(before), context)).toBe(at(end));
  });

  it('of hours that wrap over midnight belongs to the day they began on', () => {
    const night = { ...context, workHours: { fromMinute: 20 * 60, toMinute: 4 * 60 } };
    expect(endOfWorkday(at('2026-08-29T03:00'), night)).toBe(at('2026-08-29T04:00'));
    expect(endOfWorkday(at('2026-08-29T05:00'), night)).toBe(at('2026-09-01T04:00'));
    expect(endOfWorkBefore(at('2026-08-29T05:00'), night)).toBe(at('2026-08-29T04:00'));
    expect(endOfWorkBefore(at('2026-09-01T10:00'), night)).toBe(at('2026-09-01T04:00'));
  });

  it('keeps to the wall clock through a clock change', () => {
    const newYork = { ...context, timezone: 'America/New_York', calendar: calendarOf() };
    const friday = instantOf('2026-03-06', 12 * 60, 'America/New_York');
    expect(minuteOfDay(resolveDeadline(workdays(1), friday, newYork), 'America/New_York')).toBe(18 * 60);
  });
});

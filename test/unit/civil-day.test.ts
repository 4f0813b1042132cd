import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysInMonth, daysOf, dayText } from '../../src/domain/civil-day.js';
import { daysBetween } from '../../src/domain/date-text.js';
import { dayMs } from '../../src/domain/time.js';

const first = Date.parse('0000-01-01T00:00:00Z') / dayMs;
const last = Date.parse('9999-12-31T00:00:00Z') / dayMs;
const days = fc.integer({ min: first, max: last });

describe('a day of the calendar', () => {
  it('is the one the machine’s own calendar has, and back', () => {
    fc.assert(
      fc.property(days, (since) => {
        const text = new Date(since * dayMs).toISOString().slice(0, 10);
        expect(dayText(since)).toBe(text);
        expect(daysOf(text)).toBe(since);
      }),
    );
  });

  it.each(['0000-02-29', '1900-02-28', '2000-02-29', '2024-02-29', '2026-02-28', '2026-12-31', '2027-01-01', '1970-01-01', '1969-12-31'])(
    '%s exists',
    (text) => {
      expect(dayText(daysOf(text) ?? Number.NaN)).toBe(text);
    },
  );

  it.each(['1900-02-29', '2026-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00', '2026-1-1', '26-01-01', '2026-01-01 ', ''])(
    '%j is none',
    (text) => {
      expect(daysOf(text)).toBeUndefined();
    },
  );

  it('counts the days between two dates, and of a month', () => {
    expect(daysBetween('2026-02-25', '2026-03-01')).toBe(4);
    expect(daysBetween('2026-03-01', '2024-02-29')).toBe(-731);
    expect([1, 2, 4, 12].map((month) => daysInMonth(2026, month))).toEqual([31, 28, 30, 31]);
  });
});

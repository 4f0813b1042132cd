import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dateOf, instantOf, isDateText, minuteOfDay, weekdayOf } from '../../src/domain/date-text.js';
import { minuteMs } from '../../src/domain/time.js';

const zones = ['Asia/Shanghai', 'UTC', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia', 'Africa/Casablanca'];
const zone = fc.constantFrom(...zones);
const instant = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2100, 0) });
const utc = (text: string) => Date.parse(`${text}Z`);

describe('a day of a timezone', () => {
  it.each([
    ['2026-08-24T15:59:59', 'Asia/Shanghai', '2026-08-24', 23 * 60 + 59],
    ['2026-08-24T16:00:00', 'Asia/Shanghai', '2026-08-25', 0],
    ['2026-08-25T01:00:59', 'Asia/Shanghai', '2026-08-25', 9 * 60],
    ['2026-12-31T18:15:00', 'Asia/Kathmandu', '2027-01-01', 0],
    ['1969-12-31T23:59:59', 'UTC', '1969-12-31', 23 * 60 + 59],
  ])('%s UTC in %s is %s, minute %i', (at, timezone, date, minute) => {
    expect(dateOf(utc(at), timezone)).toBe(date);
    expect(minuteOfDay(utc(at), timezone)).toBe(minute);
  });

  it('begins and ends at midnight of the timezone, not of UTC', () => {
    expect(instantOf('2026-08-25', 0, 'Asia/Shanghai')).toBe(utc('2026-08-24T16:00:00'));
    expect(instantOf('2026-08-25', 1440, 'Asia/Shanghai')).toBe(utc('2026-08-25T16:00:00'));
  });

  it('is read back from any instant, to the minute, in any zone', () => {
    fc.assert(
      fc.property(instant, zone, (at, timezone) => {
        const readBack = instantOf(dateOf(at, timezone), minuteOfDay(at, timezone), timezone);
        const wholeMinute = Math.floor(at / minuteMs) * minuteMs;
        // In a repeated hour the first of both is meant.
        expect([0, 30 * minuteMs, 60 * minuteMs]).toContain(wholeMinute - readBack);
      }),
    );
  });
});

describe('a clock change', () => {
  it('moves a time it leaves out to as much later', () => {
    expect(instantOf('2026-03-08', 2 * 60 + 30, 'America/New_York')).toBe(utc('2026-03-08T07:30:00'));
  });

  it('takes a time that happens twice as the first', () => {
    expect(instantOf('2026-11-01', 60 + 30, 'America/New_York')).toBe(utc('2026-11-01T05:30:00'));
  });

  it('of half an hour is followed', () => {
    expect(instantOf('2026-10-04', 2 * 60 + 15, 'Australia/Lord_Howe')).toBe(utc('2026-10-03T15:45:00'));
  });

  it('that leaves out a whole day moves its times to the next', () => {
    expect(dateOf(instantOf('2011-12-30', 9 * 60, 'Pacific/Apia'), 'Pacific/Apia')).toBe('2011-12-31');
  });

  it('leaves the hours before and after as they are', () => {
    expect(instantOf('2026-03-08', 9 * 60, 'America/New_York')).toBe(utc('2026-03-08T13:00:00'));
    expect(instantOf('2026-03-07', 9 * 60, 'America/New_York')).toBe(utc('2026-03-07T14:00:00'));
  });
});

describe('counting days', () => {
  it.each([
    ['2026-08-31', 1, '2026-09-01'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-12-31', 366, '2028-01-01'],
  ])('from %s by %i is %s', (from, days, to) => {
    expect(addDays(from, days)).toBe(to);
  });

  it('gives Monday 1 and Sunday 7', () => {
    expect(['2026-08-24', '2026-08-25', '2026-08-30'].map(weekdayOf)).toEqual([1, 2, 7]);
  });

  it.each(['2026-02-29', '2026-13-01', '2026-1-1', '26-01-01', '', 'Invalid Date', 'x'.repeat(1000)])(
    'refuses %s, which is no day',
    (text) => {
      expect(isDateText(text)).toBe(false);
      expect(() => addDays(text, 1)).toThrow(expect.objectContaining({ code: 'bad-date' }));
    },
  );
});

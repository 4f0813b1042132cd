import { describe, expect, it } from 'vitest';
import { isFelt, putBack, putsBack } from '../../src/domain/outage.js';
import { instantOf } from '../../src/domain/date-text.js';

const zone = 'Asia/Shanghai';
const at = (date: string, hour: number): number => instantOf(date, hour * 60, zone);
const context = {
  timezone: zone,
  workHours: { fromMinute: 9 * 60, toMinute: 18 * 60 },
  calendar: {
    isWorkday: (date: string) => ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()),
    covers: () => true,
    isMakeUpWorkday: () => false,
    holidays: () => [],
  },
};
const prompt = at('2026-08-25', 9);
const deadline = at('2026-09-01', 18);

describe('an outage', () => {
  it('moves nothing when there was none', () => {
    expect(putBack(deadline, [], prompt, context)).toBe(deadline);
  });

  it('puts a deadline back by its length, rounded up to the end of a workday', () => {
    const outage = { from: at('2026-08-27', 10), to: at('2026-08-27', 12) };
    expect(putBack(deadline, [outage], prompt, context)).toBe(at('2026-09-02', 18));
  });

  it('counts only what begins before the deadline and ends after the prompt', () => {
    const before = { from: at('2026-08-20', 0), to: prompt };
    const after = { from: deadline, to: at('2026-09-03', 0) };
    expect(putBack(deadline, [before, after], prompt, context)).toBe(deadline);
  });

  it('counts whole when the deadline falls into it, also where one before it has moved the deadline', () => {
    const month = { from: at('2026-08-25', 10), to: at('2026-09-25', 9) };
    expect(putBack(deadline, [month], prompt, context)).toBe(at('2026-10-02', 18));
    const second = { from: at('2026-09-02', 9), to: at('2026-09-03', 9) };
    const first = { from: at('2026-08-27', 9), to: at('2026-08-28', 9) };
    expect(putBack(deadline, [second, first], prompt, context)).toBe(at('2026-09-03', 18));
  });

  it('adds up several, over a weekend too', () => {
    const outages = [
      { from: at('2026-08-26', 9), to: at('2026-08-27', 9) },
      { from: at('2026-08-28', 9), to: at('2026-08-30', 9) },
    ];
    expect(putBack(deadline, outages, prompt, context)).toBe(at('2026-09-04', 18));
  });
});

describe('an outage that puts a deadline back', () => {
  it('begins before it and ends after the prompt, others before it counted', () => {
    const inTime = { from: at('2026-08-27', 10), to: at('2026-08-27', 12) };
    const before = { from: at('2026-08-24', 10), to: at('2026-08-24', 12) };
    const beyond = { from: at('2026-09-01', 19), to: at('2026-09-01', 20) };
    expect(putsBack(inTime, deadline, [inTime], prompt)).toBe(true);
    expect(putsBack(before, deadline, [before], prompt)).toBe(false);
    expect(putsBack(beyond, deadline, [beyond], prompt)).toBe(false);
    expect(putsBack(beyond, deadline, [inTime, beyond], prompt)).toBe(true);
  });
});

describe('an outage that is owned up to', () => {
  const quietHours = [
    { fromMinute: 19 * 60, toMinute: 8 * 60 + 30 },
    { fromMinute: 12 * 60, toMinute: 14 * 60 + 30 },
  ];
  const minute = (date: string, text: string): number => {
    const [hours = 0, minutes = 0] = text.split(':').map(Number);
    return instantOf(date, hours * 60 + minutes, zone);
  };
  const felt = (from: [string, string], to: [string, string], more: { restDays?: 'hold' | 'send'; quietHours?: [] } = {}) =>
    isFelt(
      { from: minute(...from), to: minute(...to) },
      { timezone: zone, calendar: context.calendar, quietHours, restDays: 'hold', ...more },
    );

  it.each([
    ['half an hour in the morning', '2026-08-27', '09:00', '2026-08-27', '09:30', true],
    ['less than that', '2026-08-27', '09:00', '2026-08-27', '09:29', false],
    ['a night', '2026-08-27', '19:00', '2026-08-28', '08:30', false],
    ['a night and half an hour', '2026-08-27', '19:00', '2026-08-28', '09:00', true],
    ['a noon', '2026-08-27', '12:00', '2026-08-27', '14:30', false],
    ['fifteen minutes on either side of a noon', '2026-08-27', '11:45', '2026-08-27', '14:45', true],
    ['a weekend', '2026-08-28', '19:00', '2026-08-31', '08:30', false],
    ['a month', '2026-08-01', '00:00', '2026-08-31', '00:00', true],
  ])('%s', (_what, day, from, until, to, isOne) => {
    expect(felt([day, from], [until, to])).toBe(isOne);
  });

  it('may lie in a weekend or a night where the settings hold nothing back then', () => {
    expect(felt(['2026-08-29', '10:00'], ['2026-08-29', '11:00'], { restDays: 'send' })).toBe(true);
    expect(felt(['2026-08-27', '22:00'], ['2026-08-27', '23:00'], { quietHours: [] })).toBe(true);
  });
});

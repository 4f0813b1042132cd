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
    const beyond = { from: at('2026-09-02', 10), to: at('2026-09-02', 11) };
    expect(putsBack(inTime, deadline, [inTime], prompt, context)).toBe(true);
    expect(putsBack(before, deadline, [before], prompt, context)).toBe(false);
    expect(putsBack(beyond, deadline, [beyond], prompt, context)).toBe(false);
    expect(putsBack(beyond, deadline, [inTime, beyond], prompt, context)).toBe(true);
  });

  const time = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
  const until = (...outages: [from: string, to: string][]): number =>
    putBack(
      deadline,
      outages.map(([from, to]) => ({ from: time(from), to: time(to) })),
      prompt,
      context,
    );

  it.each<[string, [from: string, to: string][], moved: string]>([
    ['not by some minutes of a day', [['2026-08-27 10:00', '2026-08-27 10:29']], '2026-09-01 18:00'],
    ['by half an hour of it', [['2026-08-27 10:00', '2026-08-27 10:30']], '2026-09-02 18:00'],
    [
      'by minutes that come to it on one day',
      ['10', '11', '13', '14', '15', '16'].map((hour) => [`2026-08-27 ${hour}:00`, `2026-08-27 ${hour}:05`]),
      '2026-09-02 18:00',
    ],
    [
      'not by minutes of several days',
      [
        ['2026-08-26 10:00', '2026-08-26 10:20'],
        ['2026-08-27 10:00', '2026-08-27 10:20'],
      ],
      '2026-09-01 18:00',
    ],
    ['not by a night', [['2026-08-26 18:00', '2026-08-27 09:20']], '2026-09-01 18:00'],
    ['not by a weekend', [['2026-08-28 17:40', '2026-08-31 09:20']], '2026-09-01 18:00'],
    ['by a few minutes into which it fell', [['2026-09-01 17:58', '2026-09-01 18:01']], '2026-09-02 18:00'],
    ['by a few minutes that left hardly any time', [['2026-09-01 17:29', '2026-09-01 17:32']], '2026-09-02 18:00'],
    ['not by a few minutes before that', [['2026-09-01 17:20', '2026-09-01 17:30']], '2026-09-01 18:00'],
    [
      'by what takes the end of the day to which it was put back',
      [
        ['2026-08-27 10:00', '2026-08-27 11:00'],
        ['2026-09-02 17:00', '2026-09-03 09:00'],
      ],
      '2026-09-03 18:00',
    ],
  ])('moves it %s', (_what, outages, moved) => {
    expect(until(...outages)).toBe(time(moved));
  });

  it('is any, where less than a day was given', () => {
    const outage = { from: at('2026-08-29', 21), to: at('2026-08-29', 21) + 180_000 };
    expect(putBack(at('2026-08-29', 23), [outage], at('2026-08-29', 19), context)).toBe(at('2026-08-31', 18));
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

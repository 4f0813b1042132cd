import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadCalendar } from '../../src/adapters/calendar/load-calendar.js';
import { addDays } from '../../src/domain/date-text.js';

const calendar = loadCalendar();

describe('the official calendar', () => {
  it.each([
    ['2026-08-25', true, false, 'a Tuesday'],
    ['2026-08-29', false, false, 'a Saturday'],
    ['2026-09-20', true, true, 'a Sunday made up for National Day'],
    ['2026-09-25', false, false, 'Mid-Autumn'],
    ['2026-10-01', false, false, 'National Day'],
    ['2026-10-07', false, false, 'the last day of the National Day week'],
    ['2026-10-10', true, true, 'a Saturday made up'],
    ['2026-02-14', true, true, 'a Saturday made up before Spring Festival'],
  ])('%s is a workday: %s, made up: %s (%s)', (date, workday, madeUp) => {
    expect([calendar.isWorkday(date), calendar.isMakeUpWorkday(date)]).toEqual([workday, madeUp]);
  });

  it('covers the years that were published', () => {
    expect([2003, 2004, 2025, 2026].map((year) => calendar.covers(year))).toEqual([false, true, true, true]);
  });

  it.each(['America/Los_Angeles', 'Asia/Shanghai', 'Pacific/Kiritimati'])('is the same on a machine in %s', (zone) => {
    const days = Array.from({ length: 365 }, (_, index) => addDays('2026-01-01', index));
    const module = fileURLToPath(new URL('../../src/adapters/calendar/load-calendar.ts', import.meta.url));
    const script = `import(${JSON.stringify(module)}).then(({ loadCalendar }) => {
      const calendar = loadCalendar();
      process.stdout.write(JSON.stringify(${JSON.stringify(days)}.filter((day) => calendar.isWorkday(day))));
    });`;
    const env = { ...process.env, TZ: zone };
    const output = execFileSync(process.execPath, ['--import', 'tsx', '--eval', script], { env, encoding: 'utf8' });
    const seen: unknown = JSON.parse(output);
    expect(seen).toEqual(days.filter((day) => calendar.isWorkday(day)));
  });
});

describe('a year that was not published', () => {
  const daysOff = ['2028-01-25', '2028-01-28', '2028-04-04', '2028-05-01', '2028-05-02', '2028-10-02', '2028-10-03'];

  it('is not covered and has the statutory days off and weekends, and no make-up workdays', () => {
    expect(calendar.covers(2028)).toBe(false);
    expect(daysOff.filter((day) => calendar.isWorkday(day))).toEqual([]);
    const year = Array.from({ length: 366 }, (_, index) => addDays('2028-01-01', index));
    expect(year.filter((day) => calendar.isMakeUpWorkday(day))).toEqual([]);
  });

  it('works on the eve of what is not statutory', () => {
    expect(['2028-01-24', '2028-01-31', '2028-05-03', '2028-10-04'].map((day) => calendar.isWorkday(day))).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });
});

/** Each holiday as `09-25 09-27 中秋节`, with the days made up behind it. */
function holidaysIn(year: number, of = calendar): string[] {
  return of.holidays(year).map(({ festivals, from, to, makeUp }) => {
    const words = [from, to, ...festivals, ...makeUp.map((day) => `+${day}`)];
    return words.map((word) => word.replace(`${year}-`, '')).join(' ');
  });
}

describe('the holidays of a year', () => {
  it.each([
    [
      2024,
      [
        '02-10 02-17 春节 +02-04 +02-18',
        '04-04 04-06 清明节 +04-07',
        '05-01 05-05 劳动节 +04-28 +05-11',
        '06-08 06-10 端午节',
        '09-15 09-17 中秋节 +09-14',
        '10-01 10-07 国庆节 +09-29 +10-12',
      ],
    ],
    [
      2025,
      [
        '01-01 01-01 元旦',
        '01-28 02-04 春节 +01-26 +02-08',
        '04-04 04-06 清明节',
        '05-01 05-05 劳动节 +04-27',
        '05-31 06-02 端午节',
        '10-01 10-08 中秋节 国庆节 +09-28 +10-11',
      ],
    ],
    [
      2026,
      [
        '01-01 01-03 元旦 +01-04',
        '02-15 02-23 春节 +02-14 +02-28',
        '04-04 04-06 清明节',
        '05-01 05-05 劳动节 +05-09',
        '06-19 06-21 端午节',
        '09-25 09-27 中秋节',
        '10-01 10-07 国庆节 +09-20 +10-10',
      ],
    ],
  ])('%i are as announced, weekends next to them included', (year, expected) => {
    expect(holidaysIn(year)).toEqual(expected);
    expect(calendar.holidays(year).every(({ official }) => official)).toBe(true);
  });

  it('belong to the year in which they begin: New Year 2024 began on the Saturday before', () => {
    expect(holidaysIn(2023).at(-1)).toBe('12-30 2024-01-01 元旦');
  });

  it('are one for two festivals on one day', () => {
    expect(holidaysIn(2020).at(-1)).toBe('10-01 10-08 中秋节 国庆节 +09-27 +10-10');
  });

  it('are the statutory days by themselves in a year that was not published', () => {
    expect(holidaysIn(2028)).toEqual([
      '01-01 01-01 元旦',
      '01-25 01-28 春节',
      '04-04 04-04 清明节',
      '05-01 05-02 劳动节',
      '05-28 05-28 端午节',
      '10-01 10-03 中秋节 国庆节',
    ]);
    expect(calendar.holidays(2028).some(({ official }) => official)).toBe(false);
  });

  it('are looked up once', () => {
    expect(calendar.holidays(2026)).toBe(calendar.holidays(2026));
  });
});

describe('own days', () => {
  const own = new Map([
    [2026, { off: new Set(['2026-08-25']), work: new Set(['2026-10-01']) }],
    [2027, { off: new Set(['2027-02-08']), work: new Set(['2027-01-31']) }],
  ]);
  const laidOver = loadCalendar({ own });

  it('win over official and statutory ones, and leave the others', () => {
    expect(['2026-08-25', '2026-10-01', '2026-10-02', '2026-10-10'].map((day) => laidOver.isWorkday(day))).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });

  it('make their year covered', () => {
    expect([laidOver.covers(2027), laidOver.covers(2028)]).toEqual([true, false]);
    expect(['2027-02-08', '2027-01-31', '2027-01-01'].map((day) => laidOver.isWorkday(day))).toEqual([false, true, false]);
    expect(laidOver.isMakeUpWorkday('2027-01-31')).toBe(true);
  });

  it('make holidays of a year that was not published, each make-up day with the holiday that needs it', () => {
    const days = (month: string, from: number, to: number): string[] =>
      Array.from({ length: to - from + 1 }, (_, index) => `2027-${month}-${String(from + index).padStart(2, '0')}`);
    const off = new Set([...days('01', 1, 3), ...days('02', 5, 11), ...days('09', 15, 15), ...days('10', 1, 7)]);
    const work = new Set(['2027-01-30', '2027-02-20', '2027-09-19', '2027-10-09']);
    const found = loadCalendar({ own: new Map([[2027, { off, work }]]) });
    expect(holidaysIn(2027, found)).toEqual([
      '01-01 01-03 元旦',
      '02-05 02-11 春节 +01-30 +02-20',
      '04-03 04-05 清明节',
      '05-01 05-02 劳动节',
      '06-09 06-09 端午节',
      '09-15 09-15 中秋节',
      '10-01 10-07 国庆节 +09-19 +10-09',
    ]);
    expect(found.holidays(2027).every(({ official }) => official)).toBe(true);
  });

  it('move the end of an official holiday, and take away one that is worked', () => {
    const change = { off: new Set(['2026-10-08']), work: new Set(['2026-06-19']) };
    const found = loadCalendar({ own: new Map([[2026, change]]) });
    expect(holidaysIn(2026, found).slice(4)).toEqual(['09-25 09-27 中秋节', '10-01 10-08 国庆节 +09-20 +10-10']);
  });

  it('survive a file that declares everything a day off', () => {
    const off = new Set(Array.from({ length: 365 }, (_, index) => addDays('2026-01-01', index)));
    const found = loadCalendar({ own: new Map([[2026, { off, work: new Set<string>() }]]) });
    expect(found.holidays(2026).length).toBeGreaterThan(0);
  });
});

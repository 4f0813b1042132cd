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
});

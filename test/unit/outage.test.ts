import { describe, expect, it } from 'vitest';
import { putBack } from '../../src/domain/outage.js';
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

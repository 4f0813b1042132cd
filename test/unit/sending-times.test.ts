import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOf, minuteOfDay } from '../../src/domain/date-text.js';
import { mayGoOutAt, pacingWait, type SendingContext } from '../../src/domain/sending-times.js';
import { dayMs, hourMs, minuteMs } from '../../src/domain/time.js';
import { autumn2026, calendarOf } from '../harness/work-calendar.js';

const at = (text: string) => Date.parse(`${text}+08:00`);
const night = { fromMinute: 19 * 60, toMinute: 8 * 60 + 30 };
const noon = { fromMinute: 12 * 60, toMinute: 14 * 60 + 30 };
const context: SendingContext = {
  timezone: 'Asia/Shanghai',
  quietHours: [night, noon],
  restDays: 'hold',
  calendar: autumn2026,
  urgent: false,
};

describe('what the bot starts', () => {
  it.each([
    ['2026-09-01T10:00', '2026-09-01T10:00'],
    ['2026-09-01T12:00', '2026-09-01T14:30'],
    ['2026-09-01T14:30', '2026-09-01T14:30'],
    ['2026-09-01T18:59:59', '2026-09-01T18:59:59'],
    ['2026-09-01T19:00', '2026-09-02T08:30'],
    ['2026-09-02T03:00', '2026-09-02T08:30'],
    ['2026-09-04T20:00', '2026-09-07T08:30'],
    ['2026-09-05T10:00', '2026-09-07T08:30'],
    ['2026-09-30T20:00', '2026-10-08T08:30'],
    ['2026-10-10T10:00', '2026-10-10T10:00'],
  ])('wanted at %s goes out at %s', (wanted, allowed) => {
    expect(mayGoOutAt(at(wanted), context)).toBe(at(allowed));
  });

  it('goes out on rest days when the settings say so, quiet hours still kept', () => {
    const sending = { ...context, restDays: 'send' as const };
    expect(mayGoOutAt(at('2026-09-05T10:00'), sending)).toBe(at('2026-09-05T10:00'));
    expect(mayGoOutAt(at('2026-09-05T20:00'), sending)).toBe(at('2026-09-06T08:30'));
  });

  it('goes out at once when it is urgent', () => {
    expect(mayGoOutAt(at('2026-10-03T03:00'), { ...context, urgent: true })).toBe(at('2026-10-03T03:00'));
  });

  it('passes through quiet hours that touch each other', () => {
    const touching = { ...context, quietHours: [noon, { fromMinute: noon.toMinute, toMinute: 16 * 60 }] };
    expect(mayGoOutAt(at('2026-09-01T13:00'), touching)).toBe(at('2026-09-01T16:00'));
  });

  it('takes a span that ends where it begins for none', () => {
    expect(mayGoOutAt(at('2026-09-01T13:00'), { ...context, quietHours: [{ fromMinute: 0, toMinute: 0 }] })).toBe(at('2026-09-01T13:00'));
  });

  it('is refused when the quiet hours leave no time of day', () => {
    const always = { ...context, quietHours: [night, { fromMinute: night.toMinute, toMinute: night.fromMinute }] };
    expect(() => mayGoOutAt(at('2026-09-01T10:00'), always)).toThrow(expect.objectContaining({ code: 'always-quiet' }));
  });

  it('is never moved earlier, never lands in quiet hours or on a rest day, and is not moved twice', () => {
    const minute = fc.nat(1439);
    // Shorter than 18 hours, so that some time of day is always left.
    const span = fc.tuple(minute, fc.nat(18 * 60)).map(([fromMinute, long]) => ({ fromMinute, toMinute: (fromMinute + long) % 1440 }));
    const zone = fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe');
    const moment = fc.integer({ min: at('2026-01-01T00:00'), max: at('2027-01-01T00:00') });
    fc.assert(
      fc.property(moment, span, zone, fc.constantFrom('hold' as const, 'send' as const), (wanted, quiet, timezone, restDays) => {
        const own = { ...context, timezone, restDays, quietHours: [quiet], calendar: calendarOf() };
        const allowed = mayGoOutAt(wanted, own);
        expect(allowed).toBeGreaterThanOrEqual(wanted);
        expect(mayGoOutAt(allowed, own)).toBe(allowed);
        const shown = minuteOfDay(allowed, timezone);
        const long = (quiet.toMinute - quiet.fromMinute + 1440) % 1440;
        expect((shown - quiet.fromMinute + 1440) % 1440).toBeGreaterThanOrEqual(long);
        if (restDays === 'hold') expect(own.calendar.isWorkday(dateOf(allowed, timezone))).toBe(true);
      }),
    );
  });

  it('leaves no quiet hours late in an hour that a clock change repeats', () => {
    const newYork = { ...context, timezone: 'America/New_York', restDays: 'send' as const, quietHours: [{ fromMinute: 0, toMinute: 105 }] };
    const secondTime = Date.parse('2026-11-01T06:30:00Z');
    expect(mayGoOutAt(secondTime, newYork)).toBe(Date.parse('2026-11-01T06:45:00Z'));
  });
});

describe('the pace of an account', () => {
  const pacing = { gapMs: [15_000, 35_000] as [number, number], perHour: 3, perDay: 5 };

  it('lets the first message go at once', () => {
    expect(pacingWait([], 1_000_000, pacing, 15_000)).toBe(0);
  });

  it('keeps the gap since the last message', () => {
    expect(pacingWait([1_000_000], 1_005_000, pacing, 15_000)).toBe(10_000);
    expect(pacingWait([1_000_000], 1_015_000, pacing, 15_000)).toBe(0);
  });

  it('waits until the hour holds fewer than its limit', () => {
    const sent = [0, 10 * minuteMs, 20 * minuteMs];
    expect(pacingWait(sent, 30 * minuteMs, pacing, 0)).toBe(30 * minuteMs + 1);
    expect(pacingWait(sent, hourMs + 1, pacing, 0)).toBe(0);
  });

  it('waits until the day holds fewer than its limit', () => {
    const sent = [0, 2, 4, 6, 8].map((hours) => hours * hourMs);
    expect(pacingWait(sent, 10 * hourMs, pacing, 0)).toBe(14 * hourMs + 1);
  });

  it('does not hold back when the settings do not pace', () => {
    expect(pacingWait([1_000_000], 1_000_000, false, 15_000)).toBe(0);
  });

  it('never lets anything go when a limit is zero', () => {
    expect(pacingWait([], 0, { ...pacing, perHour: 0 }, 0)).toBe(Infinity);
  });

  it('holds in every sliding window, and never waits longer than it must', () => {
    const wanted = fc.array(fc.integer({ min: 0, max: 3 * hourMs }), { minLength: 1, maxLength: 40 });
    const limits = fc.record({ perHour: fc.integer({ min: 1, max: 6 }), perDay: fc.integer({ min: 1, max: 20 }), gap: fc.nat(30_000) });
    fc.assert(
      fc.property(wanted, limits, (pauses, { perHour, perDay, gap }) => {
        const own = { gapMs: [gap, gap] as [number, number], perHour, perDay };
        const sent: number[] = [];
        let now = 0;
        for (const pause of pauses) {
          now += pause;
          const waitMs = pacingWait(sent, now, own, gap);
          now += waitMs;
          if (waitMs > 0) expect(pacingWait(sent, now - 1, own, gap)).toBe(1);
          sent.push(now);
        }
        for (const start of sent) {
          expect(sent.filter((time) => time >= start && time <= start + hourMs).length).toBeLessThanOrEqual(perHour);
          expect(sent.filter((time) => time >= start && time <= start + dayMs).length).toBeLessThanOrEqual(perDay);
        }
      }),
    );
  });
});

import fc from 'fast-check';
import { createTask } from 'node-cron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { check } from '../../src/adapters/cron/expression.js';
import { startHeartbeat, type Heartbeat } from '../../src/adapters/cron/heartbeat.js';
import { next, occurrences } from '../../src/adapters/cron/occurrences.js';
import { dayMs, hourMs, minuteMs, secondMs } from '../../src/domain/time.js';

const timezone = 'Asia/Shanghai';
const at = (text: string) => Date.parse(`${text}+08:00`);
const monthly = '0 9 25 * *';

describe('the times of a cron expression', () => {
  it('are half-open: after the start, up to and with the end', () => {
    expect(occurrences(monthly, timezone, at('2026-08-25T09:00'), at('2026-10-25T09:00'))).toEqual([
      at('2026-09-25T09:00'),
      at('2026-10-25T09:00'),
    ]);
    expect(occurrences(monthly, timezone, at('2026-08-25T08:59:59.999'), at('2026-08-25T09:00'))).toEqual([at('2026-08-25T09:00')]);
    expect(occurrences(monthly, timezone, at('2026-08-25T09:00:00.001'), at('2026-08-25T09:00:59'))).toEqual([]);
  });

  it('need both the day of the month and the day of the week', () => {
    expect(next('0 9 25 * 1', timezone, at('2026-08-01T00:00'))).toBe(at('2027-01-25T09:00'));
  });

  it('may count seconds', () => {
    expect(occurrences('*/20 * * * * *', timezone, at('2026-08-25T09:00'), at('2026-08-25T09:01'))).toEqual([
      at('2026-08-25T09:00:20'),
      at('2026-08-25T09:00:40'),
      at('2026-08-25T09:01'),
    ]);
  });

  it('are refused when too many are asked for', () => {
    const tooLong = () => occurrences('* * * * * *', timezone, 0, hourMs * 3);
    expect(tooLong).toThrow(expect.objectContaining({ code: 'too-many-occurrences' }));
  });

  it('are refused for a bad expression or an unknown timezone', () => {
    expect(() => next('61 * * * *', timezone, 0)).toThrow(expect.objectContaining({ code: 'bad-cron' }));
    expect(() => next(monthly, 'Asia/Qingshan', 0)).toThrow(expect.objectContaining({ code: 'bad-cron' }));
  });

  it('are not lost to a clock change', () => {
    const spring = occurrences('30 2 * * *', 'America/New_York', Date.parse('2026-03-08T00:00Z'), Date.parse('2026-03-09T00:00Z'));
    expect(spring).toHaveLength(1);
  });
});

describe('checking a cron expression', () => {
  const now = at('2026-08-01T00:00');

  it.each([monthly, '0 0 9 25 * *', '0 9 L * *', '0 9 15W * *', '0 9 * * 1#1', '0 9 * * fri', '0 9 29 2 *', '@daily', '0 9 * 11-2 *'])(
    'accepts %s',
    (expression) => {
      expect(check(expression, now)).toBeUndefined();
    },
  );

  it.each([
    '',
    'monthly',
    '0 9 25 *',
    '0 9 25 * * * *',
    '61 9 * * *',
    '0 24 * * *',
    '0 9 32 * *',
    '0 9 * 13 *',
    '0 9 * * 8',
    '0 9 L-3 * *',
  ])('refuses the syntax of "%s" with a reason', (expression) => {
    expect(check(expression, now)).toEqual({ code: 'syntax', reason: expect.stringMatching(/./) });
  });

  it.each(['0 9 30 2 *', '0 9 31 4,6 *', '0 9 29 2 1'])('refuses %s, which does not fire within eight years', (expression) => {
    expect(check(expression, now)).toMatchObject({ code: 'never-fires' });
  });
});

describe('node-cron and the look-up', () => {
  const values = (min: number, max: number) =>
    fc.oneof(
      fc.constant('*'),
      fc.integer({ min, max }).map(String),
      fc.integer({ min: 2, max: 15 }).map((step) => `*/${step}`),
      fc.tuple(fc.integer({ min, max }), fc.integer({ min, max })).map(([one, other]) => `${one}-${other}`),
      fc.uniqueArray(fc.integer({ min, max }), { minLength: 2, maxLength: 4 }).map((list) => list.join(',')),
    );
  const dayOfMonth = fc.oneof({ weight: 4, arbitrary: values(1, 31) }, fc.constantFrom('L', '15W', 'LW', '1,L', '?'));
  const dayOfWeek = fc.oneof({ weight: 4, arbitrary: values(0, 7) }, fc.constantFrom('5L', '1#2', 'mon-fri', '7', 'fri,sun', '3,5L', '?'));
  const expression = fc
    .tuple(values(0, 59), values(0, 23), dayOfMonth, values(1, 12), dayOfWeek)
    .map((fields) => fields.join(' '))
    .filter((fields) => check(fields, at('2026-08-01T00:00')) === undefined);

  it('agree on when an expression fires', () => {
    fc.assert(
      fc.property(expression, fc.integer({ min: 0, max: 400 * 24 * 60 }), fc.constantFrom(timezone, 'UTC'), (fields, minutes, zone) => {
        const task = createTask(fields, () => undefined, { timezone: zone });
        const from = at('2026-08-01T00:00') + minutes * minuteMs;
        const fired = new Set(occurrences(fields, zone, from, from + 2 * hourMs));
        for (let time = from + minuteMs; time <= from + 2 * hourMs; time += minuteMs) {
          expect(fired.has(time), `${fields} at ${new Date(time).toISOString()}`).toBe(task.match(new Date(time)));
        }
        const first = next(fields, zone, from);
        expect(first !== undefined && task.match(new Date(first))).toBe(true);
        void task.destroy();
      }),
    );
  });

  it('agree day by day over a leap year', () => {
    for (const days of ['L * *', '15W * *', 'LW * *', '* * 5L', '* * 1#2', '29 2 *', '* * 7', '13 * 5']) {
      const fields = `0 9 ${days}`;
      const task = createTask(fields, () => undefined, { timezone });
      const from = at('2028-01-01T00:00');
      const expected = Array.from({ length: 366 }, (_, day) => from + day * dayMs + 9 * hourMs).filter((time) =>
        task.match(new Date(time)),
      );
      expect(occurrences(fields, timezone, from, from + 366 * dayMs), fields).toEqual(expected);
      void task.destroy();
    }
  });
});

describe('the heartbeat', () => {
  let heartbeat: Heartbeat | undefined;
  const hung: number[] = [];
  const errors: unknown[] = [];
  const options = { onHung: (runningMs: number) => hung.push(runningMs), onError: (error: unknown) => errors.push(error) };

  beforeEach(() => {
    hung.length = 0;
    errors.length = 0;
    vi.useFakeTimers({ now: at('2026-08-25T09:00:00.200') });
  });

  afterEach(async () => {
    await heartbeat?.stop();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('beats once a second', async () => {
    let beats = 0;
    heartbeat = startHeartbeat(async () => void (beats += 1), options);
    await vi.advanceTimersByTimeAsync(10 * secondMs);
    expect(beats).toBe(10);
  });

  it('goes on after a beat that failed, and tells why', async () => {
    let beats = 0;
    heartbeat = startHeartbeat(async () => {
      beats += 1;
      if (beats === 1) throw new Error('store is away');
    }, options);
    await vi.advanceTimersByTimeAsync(3 * secondMs);
    expect(beats).toBe(3);
    expect(errors).toEqual([new Error('store is away')]);
  });

  it('begins no beat while one is under way', async () => {
    let beats = 0;
    let finish = (): void => undefined;
    heartbeat = startHeartbeat(() => new Promise((resolve) => void ((finish = resolve), (beats += 1))), options);
    await vi.advanceTimersByTimeAsync(20 * secondMs);
    expect(beats).toBe(1);
    finish();
    await vi.advanceTimersByTimeAsync(secondMs);
    expect(beats).toBe(2);
    finish();
  });

  it('gives up a beat that hangs, says so once and beats again', async () => {
    let beats = 0;
    heartbeat = startHeartbeat(() => (beats++ === 0 ? new Promise(() => undefined) : Promise.resolve()), options);
    await vi.advanceTimersByTimeAsync(58 * secondMs);
    expect([beats, hung.length]).toEqual([1, 0]);
    await vi.advanceTimersByTimeAsync(12 * secondMs);
    expect(hung).toEqual([65 * secondMs]);
    expect(beats).toBeGreaterThan(2);
  });

  it('beats on within seconds when the clock is put back by an hour', async () => {
    let beats = 0;
    heartbeat = startHeartbeat(async () => void (beats += 1), options);
    await vi.advanceTimersByTimeAsync(5 * secondMs);
    vi.setSystemTime(Date.now() - hourMs);
    const before = beats;
    await vi.advanceTimersByTimeAsync(30 * secondMs);
    expect(beats - before).toBeGreaterThan(10);
  });

  it('stops only after the beat under way has ended', async () => {
    let finish = (): void => undefined;
    heartbeat = startHeartbeat(() => new Promise((resolve) => void (finish = resolve)), options);
    await vi.advanceTimersByTimeAsync(secondMs);
    let stopped = false;
    const stop = heartbeat.stop().then(() => void (stopped = true));
    await vi.advanceTimersByTimeAsync(5 * secondMs);
    expect(stopped).toBe(false);
    finish();
    await stop;
    expect(stopped).toBe(true);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeClock, longestGapMs, type ClockQuestion, type ClockState, type ClockVerdict } from '../../src/domain/clock-jump.js';
import { dayMs, hourMs, minuteMs, secondMs } from '../../src/domain/time.js';

const start = Date.parse('2026-08-25T09:00+08:00');

/** A machine with two clocks, and the bot that looks at them. */
class Machine {
  now = start;
  elapsedMs = 0;
  state: ClockState | undefined;

  constructor(readonly beats: { last?: number; accepted?: number } = {}) {}

  jump(ms: number): this {
    this.now += ms;
    return this;
  }

  look(afterMs = secondMs, more: Partial<ClockQuestion> = {}): ClockVerdict {
    this.now += afterMs;
    this.elapsedMs += afterMs;
    const verdict = judgeClock({
      state: this.state,
      reading: { now: this.now, elapsedMs: this.elapsedMs },
      lastBeat: this.beats.last,
      acceptedAt: this.beats.accepted,
      ...more,
    });
    this.state = verdict.state;
    if (verdict.kind === 'believed') this.beats.last = this.now;
    return verdict;
  }
}

function running(): Machine {
  const machine = new Machine();
  machine.look();
  return machine;
}

const believed = { kind: 'believed', putBackMs: 0 };

describe('a clock that goes on', () => {
  it('is believed, however long a tick took or a process was frozen', () => {
    const machine = running();
    for (const ms of [secondMs, 3 * minuteMs, 5 * hourMs, 40 * dayMs]) expect(machine.look(ms)).toMatchObject(believed);
  });

  it.each([59 * minuteMs, 90 * secondMs, secondMs, -secondMs, -90 * secondMs])('is believed after a step of %d ms', (ms) => {
    expect(running().jump(ms).look()).toMatchObject(believed);
  });

  it('is doubted when steps add up to a jump within the hour', () => {
    const machine = running();
    expect(machine.jump(40 * minuteMs).look()).toMatchObject(believed);
    expect(machine.jump(40 * minuteMs).look()).toMatchObject({ kind: 'held' });
  });
});

describe('a clock that runs ahead', () => {
  it.each([61 * minuteMs, dayMs, 30 * dayMs])('by %d ms is held, and accepted as a gap once it has stayed for 15 minutes', (ms) => {
    const machine = running().jump(ms);
    expect(machine.look()).toMatchObject({ kind: 'held', aheadMs: ms, restMs: 15 * minuteMs });
    expect(machine.look(14 * minuteMs)).toMatchObject({ kind: 'held', restMs: minuteMs });
    expect(machine.look(minuteMs)).toMatchObject({ ...believed, watched: false });
    expect(machine.look()).toMatchObject(believed);
  });

  it('and comes back in time was nothing: somebody was awake all along', () => {
    const machine = running().jump(dayMs);
    machine.look();
    expect(machine.jump(-dayMs).look(10 * minuteMs)).toMatchObject({ ...believed, watched: true });
  });

  it('and jumps once more has to stay there for 15 minutes anew', () => {
    const machine = running().jump(dayMs);
    machine.look();
    machine.look(14 * minuteMs);
    expect(machine.jump(dayMs).look(2 * minuteMs)).toMatchObject({ kind: 'held', aheadMs: 2 * dayMs });
    expect(machine.look(14 * minuteMs)).toMatchObject({ kind: 'held' });
    expect(machine.look(minuteMs)).toMatchObject(believed);
  });

  it('by more than 35 days waits for an operator’s word about this very time', () => {
    const machine = running().jump(36 * dayMs);
    expect(machine.look()).toMatchObject({ kind: 'held', restMs: Number.POSITIVE_INFINITY });
    expect(machine.look(30 * dayMs)).toMatchObject({ kind: 'held' });
    expect(machine.look(secondMs, { acceptedAt: machine.now - dayMs })).toMatchObject({ kind: 'held' });
    expect(machine.look(secondMs, { acceptedAt: machine.now - minuteMs })).toMatchObject(believed);
  });

  it('is not accepted while another process goes on by the time as it was', () => {
    const machine = running().jump(dayMs);
    machine.look();
    expect(machine.look(hourMs, { lastBeat: machine.now + hourMs - dayMs })).toMatchObject({ kind: 'held' });
    expect(machine.look(secondMs)).toMatchObject(believed);
  });
});

describe('a clock that is put back', () => {
  it.each([3 * minuteMs, hourMs, dayMs, 35 * dayMs])('by %d ms is believed at once, and what it stamped has to be mended', (ms) => {
    const machine = running();
    const putBackMs = ms;
    expect(machine.jump(-ms).look()).toMatchObject({ kind: 'believed', putBackMs });
    expect(machine.look()).toMatchObject(believed);
  });

  it('by more than 35 days is more likely lost itself: it is held until it comes back', () => {
    const machine = running().jump(-20 * 365 * dayMs);
    expect(machine.look()).toMatchObject({ kind: 'held' });
    expect(machine.look(dayMs)).toMatchObject({ kind: 'held' });
    expect(machine.jump(20 * 365 * dayMs).look()).toMatchObject({ ...believed, watched: true });
  });

  it('past where it was while it is held counts as put back', () => {
    const machine = running().jump(dayMs);
    machine.look();
    expect(machine.jump(-2 * dayMs).look()).toMatchObject({ kind: 'believed', putBackMs: dayMs, watched: false });
  });
});

describe('the first look after a start', () => {
  it.each([
    ['there was no beat before', undefined, { kind: 'believed', putBackMs: 0 }],
    ['the last beat was 34 days ago', 34 * dayMs, { kind: 'believed', putBackMs: 0, watched: false }],
    ['the last beat was 36 days ago', 36 * dayMs, { kind: 'held', restMs: Number.POSITIVE_INFINITY }],
    ['the last beat lies an hour ahead', -hourMs, { kind: 'believed', putBackMs: hourMs }],
    ['the last beat lies years ahead', -900 * dayMs, { kind: 'held' }],
  ])('when %s', (_case, agoMs, verdict) => {
    const reading = { now: start, elapsedMs: 5 };
    expect(judgeClock({ reading, lastBeat: agoMs === undefined ? undefined : start - agoMs })).toMatchObject(verdict);
  });

  it('of a clock that is held ends when the clock comes back, or another process beats by the same', () => {
    const machine = new Machine({ last: start - 40 * dayMs });
    expect(machine.look()).toMatchObject({ kind: 'held' });
    expect(machine.look(dayMs)).toMatchObject({ kind: 'held' });
    expect(machine.jump(-20 * dayMs).look()).toMatchObject({ ...believed, watched: false });
    const other = new Machine({ last: start - 40 * dayMs });
    other.look();
    expect(other.look(secondMs, { lastBeat: other.now })).toMatchObject(believed);
  });

  it('is believed on an operator’s word', () => {
    const machine = new Machine({ last: start - 90 * dayMs, accepted: start - 10 * minuteMs });
    expect(machine.look()).toMatchObject({ ...believed, watched: false });
  });
});

it('whatever the jumps, no beat is taken that is more than an hour ahead of the true time before it has stood for 15 minutes', () => {
  const bigMs = fc.integer({ min: 5 * minuteMs, max: longestGapMs * 2 });
  // Steps of NTP beside jumps: they neither begin the 15 minutes anew nor do they add up to anything here.
  const jump = fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: -secondMs, max: secondMs }) },
    bigMs,
    bigMs.map((ms) => -ms),
  );
  const step = fc.record({ jump, passMs: fc.integer({ min: 1, max: 20 * minuteMs }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const machine = running();
      let stoodForMs = 0;
      let before = 0;
      for (const { jump: ms, passMs } of steps) {
        const verdict = machine.jump(ms).look(passMs);
        stoodForMs = Math.abs(ms) <= secondMs ? stoodForMs + passMs : 0;
        const aheadMs = machine.now - start - machine.elapsedMs;
        if (verdict.kind === 'believed') {
          const leapt = aheadMs - before;
          const roundingMs = minuteMs;
          expect(leapt <= hourMs + roundingMs || (stoodForMs >= 15 * minuteMs && leapt <= longestGapMs + hourMs)).toBe(true);
          before = aheadMs;
        }
      }
      // Put right, it is believed at once, or on the next look.
      machine.jump(start + machine.elapsedMs - machine.now + before);
      expect(machine.look(1).kind).toBe('believed');
    }),
  );
});

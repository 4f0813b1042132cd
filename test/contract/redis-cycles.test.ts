import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Stores } from '../../src/application/ports.js';
import type { Unit } from '../../src/domain/roster.js';
import { dayMs, hourMs, minuteMs } from '../../src/domain/time.js';
import { startTestRedis, type TestRedis } from '../harness/redis.js';
import {
  auditTrail,
  cycleId,
  cycleOf,
  never,
  notice,
  openCycle,
  reply,
  resending,
  scopesOf,
  start,
  step,
  storesOn,
  tree,
} from '../harness/stores.js';

let redis: TestRedis;
let client: Redis;
beforeAll(async () => {
  redis = await startTestRedis();
  client = redis.client();
});
beforeEach(() => redis.flush());
afterAll(() => redis.stop());

const ways = [
  { way: 'with every command sent once', connect: () => storesOn(client) },
  { way: 'with every write sent again because its reply was lost', connect: () => storesOn(resending(client)) },
];

describe.each(ways)('watermarks, $way', ({ connect }) => {
  it('starts where the schedule is first seen and stays there', async () => {
    const { cycles } = connect();
    expect(await cycles.watermark('monthly', 'cron', start)).toBe(start);
    expect(await cycles.watermark('monthly', 'cron', start + hourMs)).toBe(start);
  });

  it('moves forward and never back', async () => {
    const { cycles } = connect();
    await cycles.watermark('monthly', 'cron', start);
    await cycles.moveWatermark('monthly', start + hourMs);
    await cycles.moveWatermark('monthly', start);
    expect(await cycles.watermark('monthly', 'cron', start + hourMs - minuteMs)).toBe(start + hourMs);
  });

  it('moves to now when the trigger changed, but not back when another machine’s clock is a little behind', async () => {
    const { cycles } = connect();
    await cycles.watermark('monthly', 'cron', start);
    expect(await cycles.watermark('monthly', 'other cron', start + hourMs)).toBe(start + hourMs);
    expect(await cycles.watermark('monthly', 'third cron', start + hourMs - minuteMs)).toBe(start + hourMs);
  });

  it('does not stay ahead of every clock: one that was ahead has set it, and schedules go on from the present', async () => {
    const { cycles } = connect();
    await cycles.watermark('monthly', 'cron', start + dayMs);
    expect(await cycles.watermark('monthly', 'cron', start)).toBe(start);
    await cycles.moveWatermark('monthly', start + hourMs);
    expect(await cycles.watermark('monthly', 'cron', start + hourMs)).toBe(start + hourMs);
  });

  it('records once that an occurrence was missed, with its reason and an audit entry', async () => {
    const { cycles } = connect();
    expect(await cycles.recordMissed('monthly', start, 'superseded', start + dayMs)).toBe(true);
    expect(await cycles.recordMissed('monthly', start, 'deadline-passed', start + dayMs)).toBe(false);
    await cycles.recordMissed('monthly', start - dayMs, 'superseded', start + dayMs);
    expect(await cycles.missed(start)).toEqual([{ schedule: 'monthly', plannedAt: start, reason: 'superseded' }]);
    expect((await auditTrail(client)).map(({ act }) => act)).toEqual(['missed', 'missed']);
  });
});

describe.each(ways)('opening a cycle, $way', ({ connect }) => {
  it('makes it readable as it was given, with its first number, its counters and one audit entry', async () => {
    const { cycles } = connect();
    expect(await cycles.open(cycleOf(), start, [], 'hexiaoyan', scopesOf)).toBe(true);
    expect(await cycles.cycle(cycleId)).toEqual({ ...cycleOf(), firstNo: 1 });
    expect((await cycles.openCycles()).map(({ id }) => id)).toEqual([cycleId]);
    expect(await cycles.counts(cycleId, '*')).toEqual({ pending: 6, answered: 0, late: 0, excused: 0, unreached: 0 });
    expect(await cycles.counts(cycleId, '@wang')).toMatchObject({ pending: 4 });
    expect(await cycles.counts(cycleId, 'town')).toMatchObject({ pending: 6 });
    expect(await cycles.counts(cycleId, 'a')).toMatchObject({ pending: 1 });
    expect(await cycles.counts(cycleId, 'nobody')).toMatchObject({ pending: 0 });
    expect(await auditTrail(client)).toEqual([{ no: 1, actor: 'hexiaoyan', act: 'opened', object: cycleId }]);
  });

  it('does it once and allots the next cycle the numbers that follow', async () => {
    const { cycles } = connect();
    await openCycle({ cycles } as Stores);
    expect(await cycles.open(cycleOf(), start, [], 'bot', scopesOf)).toBe(false);
    await cycles.open(cycleOf({ id: 'next' }), start, [], 'bot', scopesOf);
    expect((await cycles.cycle('next'))?.firstNo).toBe(7);
  });

  it('queues the announcement with the opening', async () => {
    const { cycles, outbox } = connect();
    const announcement = notice(`${cycleId}/open`, '', { to: { kind: 'group', group: 'all' }, cycle: cycleId });
    await cycles.open(cycleOf(), start, [announcement], 'bot', scopesOf);
    await cycles.open(cycleOf(), start, [announcement], 'bot', scopesOf);
    expect(await outbox.due('normal', start, 10)).toEqual([{ kind: 'group', group: 'all' }]);
    expect(await outbox.byIds([announcement.id])).toMatchObject([{ state: 'queued', cycle: cycleId }]);
  });

  it('is done once by five processes at once', async () => {
    const processes = Array.from({ length: 5 }, connect);
    const opened = await Promise.all(
      processes.map(({ cycles }, i) => cycles.open(cycleOf({ openedAt: start + i }), start, [], 'bot', scopesOf)),
    );
    expect(opened.filter(Boolean)).toHaveLength(1);
    expect((await auditTrail(client)).map(({ act }) => act)).toEqual(['opened']);
    expect(await processes[0]?.cycles.counts(cycleId, '*')).toMatchObject({ pending: 6 });
  });

  it('puts in more units than one script takes', async () => {
    const { cycles } = connect();
    const units = Array.from({ length: 4500 }, (_, i) => `u${i}`);
    const wide: Unit[] = units.map((id) => ({ id, name: id, kind: 'village', parent: 'town', supervisors: [], members: [] }));
    await cycles.open(cycleOf({ units, tree: wide }), start, [], 'bot', (unit) => ['*', unit, 'town']);
    expect(await cycles.counts(cycleId, 'town')).toMatchObject({ pending: 4500 });
    expect(await cycles.openUnits(cycleId, 0, 5000)).toHaveLength(4500);
    expect((await cycles.records(cycleId, units)).size).toBe(4500);
  });
});

describe('an opening that a crash cut short', () => {
  async function cutShort(): Promise<void> {
    const crashing = new Proxy(client, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]): unknown => {
          const finishing = args.some((arg) => typeof arg === 'string' && arg.endsWith('cycles:open'));
          if (finishing) throw new Error('the process died here');
          return Reflect.apply(value, target, args);
        };
      },
    });
    await expect(openCycle(storesOn(crashing))).rejects.toMatchObject({ code: 'redis-unavailable' });
  }

  it('shows nothing of the cycle and gives nobody anything to do', async () => {
    await cutShort();
    const { cycles } = storesOn(client);
    expect(await cycles.cycle(cycleId)).toBeUndefined();
    expect(await cycles.openCycles()).toEqual([]);
    expect(await cycles.takeDue(cycleId, start, 10, minuteMs)).toEqual([]);
  });

  it('is completed by opening again, with the time of the first attempt', async () => {
    await cutShort();
    const { cycles } = storesOn(client);
    expect(await cycles.open(cycleOf({ openedAt: start + hourMs }), start + hourMs, [], 'bot', scopesOf)).toBe(true);
    expect(await cycles.cycle(cycleId)).toMatchObject({ openedAt: start, firstNo: 1 });
    expect(await cycles.nextDue(cycleId)).toBe(start);
    expect(await cycles.counts(cycleId, '*')).toMatchObject({ pending: 6 });
  });

  it('starts over when the roster changed meanwhile, and counts only the units of the new one', async () => {
    await cutShort();
    const { cycles } = storesOn(client);
    const fewer = tree.filter(({ id }) => id !== 'e');
    expect(await openCycle({ cycles } as Stores, { units: fewer.map(({ id }) => id), tree: fewer })).toBe(true);
    expect(await cycles.counts(cycleId, '*')).toMatchObject({ pending: 5 });
    expect(await cycles.openUnits(cycleId, 0, 10)).not.toContain('e');
    expect(await cycles.cycle(cycleId)).toMatchObject({ firstNo: 7, tree: fewer });
  });
});

describe.each(ways)('a cycle under way, $way', ({ connect }) => {
  let stores: Stores;
  beforeEach(async () => {
    stores = connect();
    await openCycle(stores);
  });

  it('hands each due unit to one taker for the time of its lease', async () => {
    const other = connect();
    const [first, second] = await Promise.all([
      stores.cycles.takeDue(cycleId, start, 4, minuteMs),
      other.cycles.takeDue(cycleId, start, 4, minuteMs),
    ]);
    expect([Math.min(first.length, second.length), Math.max(first.length, second.length)]).toEqual([2, 4]);
    expect(new Set([...first, ...second]).size).toBe(6);
    expect(await stores.cycles.takeDue(cycleId, start + minuteMs - 1, 10, minuteMs)).toEqual([]);
    expect(await stores.cycles.takeDue(cycleId, start + minuteMs, 10, minuteMs)).toHaveLength(6);
  });

  it('takes a step once, with its notices, its level and its audit entry', async () => {
    const press = step('a', 0, { level: 'press', nextDue: start + dayMs, notices: [notice('press/a', 'li')] });
    const taken = await Promise.all([stores.cycles.takeStep(press, 'bot', start), connect().cycles.takeStep(press, 'bot', start)]);
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect((await stores.cycles.records(cycleId, ['a'])).get('a')).toEqual({ state: 'pending', step: 1, level: 'press', version: 0 });
    expect(await stores.outbox.due('normal', start, 10)).toEqual([{ kind: 'person', person: 'li' }]);
    const entries = await auditTrail(client);
    expect(entries.filter(({ act }) => act === 'press')).toEqual([{ no: 2, actor: 'bot', act: 'press', object: `${cycleId}/a#0` }]);
  });

  it('takes no step of a unit that stands elsewhere, and leaves its notices out', async () => {
    const rung = step('a', 3, { level: 'supervise', notices: [notice('supervise/a', 'wang')] });
    expect(await stores.cycles.takeStep(rung, 'bot', start)).toBe(false);
    expect(await stores.outbox.byIds(['supervise/a'])).toEqual([]);
  });

  it('takes no step of a unit that has answered, nor of one that is not in the cycle', async () => {
    await stores.replies.record(reply('m1', 'a'), start + hourMs);
    expect(await stores.cycles.takeStep(step('a', 0, { level: 'press' }), 'bot', start + dayMs)).toBe(false);
    expect(await stores.cycles.takeStep(step('stranger', 0, { level: 'press' }), 'bot', start + dayMs)).toBe(false);
  });

  it('moves the counters of every scope when a unit is excused, and takes it off the list', async () => {
    await stores.cycles.takeStep(step('a', 0, { state: 'excused', reason: 'removed' }), 'bot', start);
    expect(await stores.cycles.counts(cycleId, '*')).toMatchObject({ pending: 5, excused: 1 });
    expect(await stores.cycles.counts(cycleId, '@wang')).toMatchObject({ pending: 3, excused: 1 });
    expect(await stores.cycles.counts(cycleId, '@zheng')).toMatchObject({ pending: 1, excused: 0 });
    expect(await stores.cycles.counts(cycleId, 'a')).toMatchObject({ pending: 0, excused: 1 });
    expect((await stores.cycles.records(cycleId, ['a'])).get('a')).toMatchObject({ state: 'excused', reason: 'removed' });
    expect(await stores.cycles.openUnits(cycleId, 0, 10)).not.toContain('a');
  });

  it('keeps a unit with nothing more to come on the list of the open, after those that are due', async () => {
    await stores.cycles.takeStep(step('a', 0), 'bot', start);
    await stores.cycles.takeStep(step('b', 0, { nextDue: start - hourMs }), 'bot', start);
    const open = await stores.cycles.openUnits(cycleId, 0, 10);
    expect([open[0], open.at(-1), open.length]).toEqual(['b', 'a', 6]);
    expect(await stores.cycles.openUnits(cycleId, 5, 10)).toEqual(['a']);
    expect(await stores.cycles.nextDue(cycleId)).toBe(start - hourMs);
  });

  it('has no next due time when no unit has one', async () => {
    for (const { id } of tree) await stores.cycles.takeStep(step(id, 0), 'bot', start);
    expect(await stores.cycles.nextDue(cycleId)).toBeUndefined();
    expect(await stores.cycles.nextDue('unknown')).toBeUndefined();
  });

  it('puts a unit off only while it stands at the step', async () => {
    await stores.cycles.postpone(cycleId, 'a', 0, start + dayMs);
    await stores.cycles.postpone(cycleId, 'b', 1, start + dayMs);
    const due = await stores.cycles.takeDue(cycleId, start, 10, minuteMs);
    expect(due).toContain('b');
    expect(due).not.toContain('a');
  });

  it('closes once: nothing more is due, and it still tells how it ended', async () => {
    await stores.cycles.close(cycleId, start + dayMs);
    await stores.cycles.close(cycleId, start + 2 * dayMs);
    expect(await stores.cycles.cycle(cycleId)).toMatchObject({ closedAt: start + dayMs });
    expect(await stores.cycles.openCycles()).toEqual([]);
    expect(await stores.cycles.takeDue(cycleId, start + dayMs, 10, minuteMs)).toEqual([]);
    expect(await stores.cycles.takeStep(step('a', 0, { level: 'press' }), 'bot', start + dayMs)).toBe(false);
    expect(await stores.cycles.counts(cycleId, '*')).toMatchObject({ pending: 6 });
    expect(await stores.cycles.openUnits(cycleId, 0, 10)).toHaveLength(6);
    expect((await auditTrail(client)).filter(({ act }) => act === 'closed')).toHaveLength(1);
  });

  it('is listed since a time while it is open or was closed after it, newest first', async () => {
    await openCycle(stores, { id: 'later', openedAt: start + dayMs });
    await stores.cycles.close(cycleId, start + 2 * dayMs);
    expect((await stores.cycles.cyclesSince(start + dayMs)).map(({ id }) => id)).toEqual(['later', cycleId]);
    expect((await stores.cycles.cyclesSince(start + 3 * dayMs)).map(({ id }) => id)).toEqual(['later']);
  });

  it('is seen closed by a process that had read it open', async () => {
    const other = connect();
    expect((await other.cycles.cycle(cycleId))?.closedAt).toBeUndefined();
    await stores.cycles.close(cycleId, start + dayMs);
    expect((await other.cycles.cycle(cycleId))?.closedAt).toBe(start + dayMs);
  });

  it('lets a unit that was excused and never answered be asked again', async () => {
    await stores.cycles.takeStep(step('a', 0, { state: 'excused', reason: 'paused' }), 'hexiaoyan', start);
    await stores.cycles.takeStep(step('a', 1, { next: 0, state: 'pending', nextDue: start + dayMs }), 'hexiaoyan', start);
    expect((await stores.cycles.records(cycleId, ['a'])).get('a')).toEqual({ state: 'pending', step: 0, level: 'none', version: 0 });
    expect(await stores.cycles.openUnits(cycleId, 0, 10)).toContain('a');
    expect(await stores.cycles.counts(cycleId, '*')).toMatchObject({ pending: 6, excused: 0 });
  });

  it('refuses to tell of a cycle that there is not', async () => {
    await expect(stores.cycles.counts('nothing', '*')).rejects.toMatchObject({ code: 'cycle-unknown' });
    expect(await stores.cycles.cycle('nothing')).toBeUndefined();
    expect(never).toBe(Number.POSITIVE_INFINITY);
  });
});

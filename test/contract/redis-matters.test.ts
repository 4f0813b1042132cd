import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keysOf } from '../../src/adapters/redis/keys.js';
import type { Dialog, MatterChange, Stores } from '../../src/application/ports.js';
import type { Terms } from '../../src/domain/cycle.js';
import type { Matter, Pause, Reading } from '../../src/domain/matter.js';
import { dayMs, hourMs, minuteMs } from '../../src/domain/time.js';
import { findingOf } from '../harness/findings.js';
import { startTestRedis, type TestRedis } from '../harness/redis.js';
import {
  auditTrail,
  change,
  cycleId,
  never,
  notice,
  openCycle,
  reply,
  request,
  resending,
  scopesOf,
  start,
  step,
  storesOn,
  taskOf,
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

const base = { at: start, version: 0 };
const task = taskOf(2);
const reading: Reading = {
  ...base,
  kind: 'reading',
  no: 3,
  unit: 'a',
  cycle: cycleId,
  reader: 'zhang',
  by: 'liaison-a',
  state: 'open',
  asked: [],
  reminded: 0,
};
const pause: Pause = { ...base, kind: 'pause', no: 4, unit: 'b', by: 'he', until: start + dayMs, reason: '村委会换届', state: 'open' };
const held: Terms = { heldBy: 1, passedBy: [] };

function said(messageId: string, changes: Partial<MatterChange['said'] & object> = {}): NonNullable<MatterChange['said']> {
  return { messageId, receipt: { to: 'liaison-a', text: '回执 \uFFFC' }, ...changes };
}

function numbers(matters: readonly Matter[]): number[] {
  return matters.map(({ no }) => no);
}

function settled<Kind extends Matter>(matter: Kind, at: number): Kind {
  return { ...matter, settledAt: at };
}

describe.each(ways)('the number of a matter, $way', ({ connect }) => {
  it('is allotted when its key is first asked for and stays with it', async () => {
    const { matters } = connect();
    expect(await matters.number('task/rules/gongwu')).toBe(1);
    expect(await matters.number('request/m1')).toBe(2);
    expect(await matters.number('task/rules/gongwu')).toBe(1);
  });

  it('is one for two processes that ask at once', async () => {
    const allotted = await Promise.all([connect().matters.number('k'), connect().matters.number('k')]);
    expect(allotted).toEqual([1, 1]);
  });
});

describe.each(ways)('a matter, $way', ({ connect }) => {
  let stores: Stores;
  beforeEach(async () => {
    stores = connect();
    await openCycle(stores);
  });

  it('reads as it was written, with the version it got', async () => {
    for (const matter of [request(1), task, reading, pause]) {
      expect(await stores.matters.write(change(matter), start)).toMatchObject({ kind: 'recorded', version: 1, text: '', notice: '' });
      expect(await stores.matters.matter(matter.no)).toEqual({ ...matter, version: 1 });
    }
    expect(await stores.matters.matter(9)).toBeUndefined();
  });

  it('keeps words of any kind and length as they are', async () => {
    const reason = `=HYPERLINK("x") {{ secret }} \u0000\u001b[2J "'|\n${'长'.repeat(100_000)}`;
    await stores.matters.write(change(request(1, 'a', { reason })), start);
    expect(await stores.matters.matter(1)).toMatchObject({ reason });
  });

  it('is found by its kind, its unit and who it waits for, while it is open', async () => {
    const { matters } = stores;
    await matters.write(change(request(10)), start);
    await matters.write(change({ ...task, no: 9 }, { waitsFor: ['principal-b', 'he', 'he'] }), start);
    await matters.write(change(reading, { waitsFor: ['zhang'] }), start);
    await matters.write(change(pause, { waitsFor: [] }), start);
    expect(numbers(await matters.open())).toEqual([3, 4, 9, 10]);
    expect(numbers(await matters.open({ kind: 'task' }))).toEqual([9]);
    expect(numbers(await matters.open({ unit: 'a' }))).toEqual([3, 10]);
    expect(numbers(await matters.open({ unit: 'a', waitsFor: 'wang' }))).toEqual([10]);
    expect(numbers(await matters.open({ waitsFor: 'he' }))).toEqual([9]);
    expect(numbers(await matters.open({ kind: 'request', waitsFor: 'zhang' }))).toEqual([]);
    await matters.write(change({ ...settled(request(10), start), version: 1 }), start);
    expect(numbers(await matters.open())).toEqual([3, 4, 9]);
    expect(await matters.open({ waitsFor: 'wang' })).toEqual([]);
  });

  it('does not show among those of somebody whose id begins the same', async () => {
    await stores.matters.write(change(request(1), { waitsFor: ['wang-2'] }), start);
    await stores.matters.write(change({ ...task, unit: 'a-b' }, { waitsFor: ['wang'] }), start);
    expect(numbers(await stores.matters.open({ waitsFor: 'wang' }))).toEqual([2]);
    expect(numbers(await stores.matters.open({ unit: 'a' }))).toEqual([1]);
  });

  it('that changes hands waits for the new person only', async () => {
    await stores.matters.write(change(request(1)), start);
    await stores.matters.write(change(request(1, 'a', { version: 1, to: 'zhang' }), { waitsFor: ['zhang'] }), start);
    expect(await stores.matters.open({ waitsFor: 'wang' })).toEqual([]);
    expect(numbers(await stores.matters.open({ waitsFor: 'zhang' }))).toEqual([1]);
  });

  it('that waits for an office is gone over part by part, with whom it was written to wait for, and is found by others without a change', async () => {
    const { matters, ledger } = stores;
    const reported = findingOf(12, { state: 'reported' });
    await matters.write(change(request(10)), start);
    await matters.write(change({ ...task, no: 9 }), start);
    await matters.write(change({ ...task, no: 11, state: 'reported' }, { waitsFor: [] }), start);
    await matters.write(change(reported, { waitsFor: ['xu', 'luo'] }), start);
    await matters.write(change(findingOf(13)), start);
    const first = await matters.waiting('', 2);
    const rest = await matters.waiting(first.next ?? '', 2);
    const all = [...first.found, ...rest.found];
    expect(all.map(({ matter, waitsFor }) => [matter.no, waitsFor.toSorted()])).toEqual([
      [10, change(request(10)).waitsFor],
      [11, []],
      [12, ['luo', 'xu']],
    ]);
    expect(rest.next).toBeUndefined();

    await matters.readdress({ ...reported, version: 7 }, ['zhou']);
    expect(numbers(await matters.open({ waitsFor: 'xu' }))).toEqual([12]);
    await matters.readdress({ ...reported, version: 1 }, ['zhou']);
    expect(numbers(await matters.open({ waitsFor: 'xu' }))).toEqual([]);
    expect(numbers(await matters.open({ waitsFor: 'zhou' }))).toEqual([12]);
    expect(await ledger.count([{ scope: { of: 'all' }, state: 'reported' }])).toEqual([1]);
    expect(await matters.matter(12)).toEqual({ ...reported, version: 1 });
    await matters.write(change(settled({ ...reported, state: 'closed' as const }, start), { after: 1, waitsFor: [] }), start);
    expect((await matters.waiting('', 9)).found.map(({ matter }) => matter.no)).toEqual([10, 11]);
  });

  it('that was settled is listed since then, with those still open', async () => {
    const { matters } = stores;
    await matters.write(change(settled(request(1), start)), start);
    await matters.write(change(settled({ ...task, no: 2 }, start + dayMs)), start + dayMs);
    await matters.write(change(pause), start);
    expect(numbers(await matters.since(start + 1))).toEqual([2, 4]);
    expect(numbers(await matters.since(start))).toEqual([1, 2, 4]);
    expect(numbers(await matters.since(start, 'task'))).toEqual([2]);
  });

  it('that is opened again is not listed as settled', async () => {
    await stores.matters.write(change(settled(task, start)), start);
    await stores.matters.write(change({ ...task, version: 1 }), start);
    expect(numbers(await stores.matters.open({ kind: 'task' }))).toEqual([2]);
    expect(await client.zcard(keysOf('qingshan').settledMatters)).toBe(0);
  });

  it('is handed to one taker when its time has come, for the time of its lease', async () => {
    await stores.matters.write(change(request(1), { due: start + 1 }), start);
    await stores.matters.write(change(task, { due: start }), start);
    await stores.matters.write(change(pause, { due: start + dayMs }), start);
    expect(await stores.matters.nextDue()).toBe(start);
    const taken = await Promise.all([stores.matters.takeDue(start + 1, 5, minuteMs), connect().matters.takeDue(start + 1, 5, minuteMs)]);
    expect(taken.map(numbers)).toEqual(expect.arrayContaining([[], [2, 1]]));
    expect(await stores.matters.takeDue(start + minuteMs, 5, minuteMs)).toEqual([]);
    expect(numbers(await stores.matters.takeDue(start + minuteMs + 1, 1, minuteMs))).toEqual([1]);
  });

  it('is looked at no more by itself when a change names no time', async () => {
    await stores.matters.write(change(task, { due: start }), start);
    await stores.matters.write(change({ ...task, version: 1 }), start);
    expect(await stores.matters.nextDue()).toBeUndefined();
    expect(await stores.matters.takeDue(start + dayMs, 5, minuteMs)).toEqual([]);
  });

  it('is put off without a change, unless it was changed meanwhile', async () => {
    await stores.matters.write(change(task, { due: start }), start);
    await stores.matters.postpone(2, 1, start + hourMs);
    await stores.matters.postpone(2, 2, start + dayMs);
    expect(await stores.matters.nextDue()).toBe(start + hourMs);
    await stores.matters.postpone(2, 1, never);
    expect(await stores.matters.nextDue()).toBeUndefined();
  });

  it('whose cycle’s data key is gone is left out, and stops nothing else', async () => {
    await stores.matters.write(change(request(1), { due: start }), start);
    await stores.matters.write(change(task, { due: start }), start);
    await client.hdel(keysOf('qingshan').dataKeys, cycleId);
    const fresh = connect();
    expect(numbers(await fresh.matters.takeDue(start, 5, minuteMs))).toEqual([2]);
    expect(numbers(await fresh.matters.open())).toEqual([2]);
  });
});

describe.each(ways)('a change of a matter, $way', ({ connect }) => {
  let stores: Stores;
  beforeEach(async () => {
    stores = connect();
    await openCycle(stores);
  });

  const told = notice('request/1/wang', 'wang', { kind: 'request-new' });
  const asking: Dialog = { kind: 'confirm-command', command: '撤销 1' };

  it('that somebody said is written with its receipt, its number and its notices', async () => {
    const opened = change(request(1), { actor: 'liaison-a', act: 'request-opened', notices: [told], said: said('m1') });
    const recorded = await stores.matters.write(opened, start);
    expect(recorded).toEqual({ kind: 'recorded', no: 2, version: 1, text: '回执 2', notice: 'receipt/m1' });
    expect(await stores.conversation.seen('m1')).toBe(true);
    expect(await stores.outbox.byIds(['receipt/m1', told.id])).toMatchObject([
      { state: 'sending', kind: 'receipt', cycle: cycleId, unit: 'a' },
      { state: 'queued', kind: 'request-new' },
    ]);
    expect((await auditTrail(client)).slice(1)).toEqual([{ no: 2, actor: 'liaison-a', act: 'request-opened', object: 'matter/1@1' }]);
    await stores.outbox.settle(['receipt/m1'], 'sent', start, undefined, []);
    expect(await stores.outbox.byIds(['receipt/m1'])).toEqual([]);
  });

  it('is made once for a message, however often it arrives', async () => {
    const opened = change(request(1), { said: said('m1'), notices: [told] });
    await stores.matters.write(opened, start);
    expect(await connect().matters.write(opened, start)).toEqual({ kind: 'duplicate' });
    expect(await connect().matters.write({ ...opened, after: 1 }, start)).toEqual({ kind: 'duplicate' });
    expect(await stores.matters.matter(1)).toMatchObject({ version: 1 });
  });

  it('by the bot itself is made once for the version it follows', async () => {
    const reminded = change(request(1, 'a', { reminded: 1 }), { act: 'request-reminded', notices: [told] });
    const written = await Promise.all([stores.matters.write(reminded, start), connect().matters.write(reminded, start)]);
    expect(written.map(({ kind }) => kind).sort()).toEqual(['duplicate', 'recorded']);
    expect((await auditTrail(client)).filter(({ act }) => act === 'request-reminded')).toHaveLength(1);
  });

  it('is refused when another came first, and its message may be said again', async () => {
    await stores.matters.write(change(request(1)), start);
    const decisions = await Promise.all(
      ['wang', 'zhang'].map((by, i) =>
        connect().matters.write(
          change(settled(request(1, 'a', { state: 'agreed', decidedBy: by }), start), {
            after: 1,
            actor: by,
            act: 'request-agreed',
            notices: [notice(`decided/${by}`, 'liaison-a')],
            said: said(`m${i}`, { receipt: { to: by, text: '好' } }),
          }),
          start,
        ),
      ),
    );
    expect(decisions.map(({ kind }) => kind).sort()).toEqual(['conflict', 'recorded']);
    const loser = decisions.findIndex(({ kind }) => kind === 'conflict');
    expect(decisions[loser]).toEqual({ kind: 'conflict', version: 2 });
    expect(await stores.conversation.seen(`m${loser}`)).toBe(false);
    expect(await stores.matters.matter(1)).toMatchObject({ version: 2, decidedBy: ['wang', 'zhang'][1 - loser] });
    expect(await stores.outbox.byIds(['decided/wang', 'decided/zhang'])).toHaveLength(1);
  });

  it('by the bot itself is refused when a different one came first', async () => {
    await stores.matters.write(change(request(1), { act: 'request-reminded' }), start);
    expect(await stores.matters.write(change(request(1), { act: 'request-shown' }), start)).toEqual({ kind: 'conflict', version: 1 });
    expect(await stores.matters.write(change(request(1, 'a', { version: 5 })), start)).toEqual({ kind: 'conflict', version: 1 });
  });

  it('leaves, sets or ends the dialog of who said it', async () => {
    const say = (version: number, dialog?: { dialog: Dialog | null }) =>
      stores.matters.write(change(request(1, 'a', { version }), { said: said(`m${version}`, dialog) }), start);
    await say(0, { dialog: asking });
    expect(await stores.conversation.dialog('liaison-a')).toEqual(asking);
    await say(1);
    expect(await stores.conversation.dialog('liaison-a')).toEqual(asking);
    await say(2, { dialog: null });
    expect(await stores.conversation.dialog('liaison-a')).toBeUndefined();
  });

  it('is there after Redis was killed the moment it was confirmed', async () => {
    const own = await startTestRedis({ appendOnly: true });
    const before = storesOn(own.client());
    await openCycle(before);
    await before.matters.write(change(request(1), { terms: [{ cycle: cycleId, unit: 'a', after: held }], said: said('m1') }), start);
    await own.kill();
    await own.restart();
    const after = storesOn(own.client());
    expect(await after.matters.matter(1)).toMatchObject({ version: 1 });
    expect((await after.cycles.records(cycleId, ['a'])).get('a')).toMatchObject({ terms: held });
    expect(await after.conversation.seen('m1')).toBe(true);
    await own.stop();
  });
});

describe.each(ways)('what a change means for a unit’s part in a cycle, $way', ({ connect }) => {
  let stores: Stores;
  beforeEach(async () => {
    stores = connect();
    await openCycle(stores);
  });

  const hold: MatterChange = change(request(1), {
    act: 'request-opened',
    terms: [{ cycle: cycleId, unit: 'a', after: held, nextDue: never }],
  });
  const granted: Terms = { until: start + 10 * dayMs, passedBy: [] };
  const grant: MatterChange = change(settled(request(1, 'a', { version: 1, state: 'agreed' }), start), {
    act: 'request-agreed',
    terms: [{ cycle: cycleId, unit: 'a', before: held, after: granted, nextDue: start + 9 * dayMs }],
  });

  async function recordOf(unit: string) {
    return (await stores.cycles.records(cycleId, [unit])).get(unit);
  }

  async function dueOf(unit: string): Promise<string | null> {
    return client.zscore(keysOf('qingshan').cycle(cycleId).due, unit);
  }

  it('holds the unit and lets it go again with what was agreed', async () => {
    await stores.matters.write(hold, start);
    expect(await recordOf('a')).toEqual({ state: 'pending', step: 0, level: 'none', version: 0, terms: held });
    expect(await stores.cycles.takeDue(cycleId, start + dayMs, 10, minuteMs)).not.toContain('a');
    expect(await stores.cycles.openUnits(cycleId, 0, 10)).toContain('a');
    await stores.matters.write(grant, start);
    expect(await recordOf('a')).toMatchObject({ terms: granted });
    expect(await dueOf('a')).toBe(String(start + 9 * dayMs));
    expect(await stores.cycles.extended(cycleId)).toEqual(['a']);
  });

  it('goes for several units at once, and with the notices told along', async () => {
    const pausing = change(pause, {
      terms: ['a', 'b'].map((unit) => ({ cycle: cycleId, unit, excuse: { reason: 'paused', scopes: scopesOf(unit) } })),
      notices: [notice('pause/a', 'liaison-a'), notice('pause/b', 'liaison-b')],
    });
    expect(await stores.matters.write(pausing, start)).toMatchObject({ kind: 'recorded' });
    expect(await stores.cycles.counts(cycleId, '*')).toMatchObject({ pending: 4, excused: 2 });
    expect(await stores.outbox.due('normal', start, 10)).toEqual(['liaison-a', 'liaison-b'].map((person) => ({ kind: 'person', person })));
    expect(await stores.outbox.byIds(['pause/a', 'pause/b'])).toMatchObject([{ state: 'queued' }, { state: 'queued' }]);
  });

  it('shows wherever the unit’s record is read', async () => {
    await stores.matters.write(hold, start);
    expect(await stores.cycles.standing('liaison-a', ['a'])).toMatchObject([{ unit: 'a', record: { terms: held } }]);
  });

  it('is taken back when nothing is agreed any more', async () => {
    await stores.matters.write(hold, start);
    const over: MatterChange = { ...grant, terms: [{ cycle: cycleId, unit: 'a', before: held, nextDue: start }] };
    await stores.matters.write(over, start);
    expect(await recordOf('a')).not.toHaveProperty('terms');
    expect(await stores.cycles.extended(cycleId)).toEqual([]);
  });

  it('is not written, nor anything else, when the terms are not what they were', async () => {
    await stores.matters.write(hold, start);
    const second = change(request(2, 'a', { ask: 'difficulty' }), {
      terms: [
        { cycle: cycleId, unit: 'b', after: { heldBy: 2, passedBy: [] }, nextDue: never },
        { cycle: cycleId, unit: 'a', after: { heldBy: 2, passedBy: [] }, nextDue: never },
      ],
      due: start,
      notices: [notice('request/2', 'wang')],
      said: said('m2', { dialog: { kind: 'confirm-command', command: 'x' } }),
    });
    expect(await stores.matters.write(second, start)).toEqual({ kind: 'conflict', version: 0 });
    expect(await stores.matters.matter(2)).toBeUndefined();
    expect(numbers(await stores.matters.open())).toEqual([1]);
    expect(await stores.matters.nextDue()).toBeUndefined();
    expect(await recordOf('a')).toMatchObject({ terms: held });
    expect(await recordOf('b')).not.toHaveProperty('terms');
    expect(await stores.outbox.byIds(['request/2', 'receipt/m2'])).toEqual([]);
    expect(await stores.conversation.seen('m2')).toBe(false);
    expect(await stores.conversation.dialog('liaison-a')).toBeUndefined();
    expect(await auditTrail(client)).toHaveLength(2);
  });

  it('knows terms again by what they say, not by how they were put together', async () => {
    const passed: Terms = { passedBy: ['liaison-a'], assignee: 'sun', until: start };
    await stores.matters.write({ ...hold, terms: [{ cycle: cycleId, unit: 'a', after: passed }] }, start);
    const before: Terms = { until: start, assignee: 'sun', passedBy: ['liaison-a'] };
    const written = await stores.matters.write({ ...grant, terms: [{ cycle: cycleId, unit: 'a', before, after: granted }] }, start);
    expect(written.kind).toBe('recorded');
  });

  it('wakes nobody who owes nothing any more', async () => {
    await stores.replies.record(reply('m1', 'a'), start);
    await stores.matters.write({ ...hold, terms: [{ cycle: cycleId, unit: 'a', after: granted, nextDue: start }] }, start);
    expect(await recordOf('a')).toMatchObject({ state: 'answered', terms: granted });
    expect(await stores.cycles.openUnits(cycleId, 0, 10)).not.toContain('a');
    expect(await stores.cycles.extended(cycleId)).toEqual(['a']);
  });

  it('stays when the unit answers', async () => {
    await stores.matters.write(hold, start);
    await stores.replies.record(reply('m1', 'a'), start);
    expect(await recordOf('a')).toMatchObject({ state: 'answered', version: 1, terms: held });
  });

  it('lets a unit off, with its counters and an audit entry of its own', async () => {
    await stores.cycles.takeStep(step('a', 0, { circulate: true }), 'bot', start);
    const excuse = { reason: 'not-applicable', scopes: scopesOf('a') };
    const agreed = change(settled(request(1), start), {
      actor: 'wang',
      act: 'request-agreed',
      terms: [{ cycle: cycleId, unit: 'a', excuse }],
    });
    await stores.matters.write(agreed, start);
    expect(await recordOf('a')).toMatchObject({ state: 'excused', reason: 'not-applicable' });
    expect(await stores.cycles.counts(cycleId, '*')).toMatchObject({ pending: 5, excused: 1 });
    expect(await stores.cycles.counts(cycleId, '@wang')).toMatchObject({ pending: 3, excused: 1 });
    expect(await stores.cycles.openUnits(cycleId, 0, 10)).not.toContain('a');
    expect(await stores.circulars.waiting(cycleId)).toEqual([]);
    const entries = (await auditTrail(client)).slice(-2);
    expect(entries).toMatchObject([
      { actor: 'wang', act: 'request-agreed', object: 'matter/1@1' },
      { actor: 'wang', act: 'excused', object: `${cycleId}/a` },
    ]);
  });

  it('lets nobody off who has answered', async () => {
    await stores.replies.record(reply('m1', 'a'), start);
    const excuse = { reason: 'paused', scopes: scopesOf('a') };
    await stores.matters.write({ ...hold, terms: [{ cycle: cycleId, unit: 'a', excuse }] }, start);
    expect(await recordOf('a')).toMatchObject({ state: 'answered' });
    expect(await stores.cycles.counts(cycleId, '*')).toMatchObject({ answered: 1, excused: 0 });
  });

  it('moves neither the counters nor the due times of a closed cycle', async () => {
    await stores.cycles.close(cycleId, start);
    const excuse = { reason: 'paused', scopes: scopesOf('a') };
    await stores.matters.write({ ...hold, terms: [{ cycle: cycleId, unit: 'a', nextDue: never, excuse }] }, start);
    expect(await recordOf('a')).toMatchObject({ state: 'pending' });
    expect(await dueOf('a')).toBe(String(start));
    expect(await stores.cycles.counts(cycleId, '*')).toMatchObject({ pending: 6 });
  });

  it('is refused for a unit that is not in the cycle', async () => {
    const wrong = { ...hold, terms: [{ cycle: cycleId, unit: 'stranger', after: held }] };
    await expect(stores.matters.write(wrong, start)).rejects.toMatchObject({ code: 'unit-unknown' });
  });

  describe('while a request holds it', () => {
    beforeEach(async () => {
      await stores.matters.write(hold, start);
    });

    it('takes no step that was under way, but may be let off', async () => {
      const press = step('a', 0, { level: 'press', notices: [notice('press/a', 'li')] });
      expect(await stores.cycles.takeStep(press, 'bot', start)).toBe(false);
      expect(await stores.outbox.byIds(['press/a'])).toEqual([]);
      expect(await stores.cycles.takeStep(step('a', 0, { state: 'excused', reason: 'removed' }), 'bot', start)).toBe(true);
    });

    it('is not woken by being put off, nor by the outcome of its prompt', async () => {
      await stores.cycles.postpone(cycleId, 'a', 0, start);
      expect(await dueOf('a')).toBe('inf');
      await stores.outbox.enqueue([notice('prompt/a', 'liaison-a', { kind: 'prompt', cycle: cycleId, unit: 'a' })], start);
      await stores.household.holdCourier('here', hourMs);
      await stores.outbox.claim('here', 'normal', { kind: 'person', person: 'liaison-a' }, start, start + hourMs);
      const about = { cycle: cycleId, unit: 'a', by: 'liaison-a', at: start, step: 2, nextDue: start, scopes: scopesOf('a') };
      await stores.outbox.settle(['prompt/a'], 'sent', start, undefined, [{ kind: 'prompted', ...about }]);
      expect(await recordOf('a')).toMatchObject({ promptAt: start, step: 2, terms: held });
      expect(await dueOf('a')).toBe('inf');
    });
  });
});

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditWitnessIn } from '../../src/adapters/files/audit-witness.js';
import type { Alarm, Alarms } from '../../src/application/alarm-port.js';
import type { Stores } from '../../src/application/ports.js';
import { verifyAudit, type Verdict } from '../../src/application/verify-audit.js';
import { createAuditWatch, type WatchingWorld } from '../../src/application/watch-audit.js';
import { headWords, parseHead } from '../../src/application/witnesses.js';
import type { Head } from '../../src/domain/audit-chain.js';
import { hourMs, secondMs, type Instant } from '../../src/domain/time.js';
import { recordingLog, type RecordingLog } from '../harness/recording-log.js';
import { startTestRedis, type TestRedis } from '../harness/redis.js';
import { resending, start, storesOn } from '../harness/stores.js';

const committee = 'qingshan';
const key = (name: string): string => `zrt:{${committee}}:${name}`;

let redis: TestRedis;
let client: Redis;
let home: string;
beforeAll(async () => {
  redis = await startTestRedis();
  client = redis.client();
  home = await mkdtemp(join(tmpdir(), 'zrt-audit-'));
  await mkdir(join(home, 'data'));
});
beforeEach(async () => {
  await redis.flush();
  await rm(join(home, 'data', 'audit-head.json'), { force: true });
});
afterAll(async () => {
  await rm(home, { recursive: true });
  await redis.stop();
});

/** Alarms that only remember. */
function rememberedAlarms(): Alarms {
  const raised = new Map<string, Alarm>();
  return {
    raise: (kind, facts = {}) => void raised.set(kind, { kind, since: 0, facts }),
    clear: (kind) => void raised.delete(kind),
    raised: () => [...raised.values()],
    beat: () => undefined,
  };
}

interface Bot {
  world: WatchingWorld;
  log: RecordingLog;
  stores: Stores;
  watch(now: Instant): Promise<void>;
  note(count: number): Promise<void>;
  verify(heads?: readonly Head[]): Promise<Verdict>;
}

let noted = 0;

function botOn(on: Redis = client, folder = home): Bot {
  const stores = storesOn(on);
  const log = recordingLog();
  const world: WatchingWorld = {
    stores,
    log,
    alarms: rememberedAlarms(),
    witness: auditWitnessIn(folder),
    config: () => ({ roster: { committee } }),
  };
  return {
    world,
    log,
    stores,
    watch: createAuditWatch(world).look,
    async note(count) {
      for (let i = 0; i < count; i += 1) {
        noted += 1;
        await stores.audit.note({ at: start + noted, actor: 'zhao', act: 'read', object: `monthly/${noted}` }, `op-${noted}`);
      }
    },
    verify: async (heads = []) => verifyAudit(stores.audit, { committee, kept: await world.witness.read(), heads }),
  };
}

/** Twenty entries, sealed in four stretches, and two that are not sealed. */
async function sealedTrail(): Promise<Bot> {
  const bot = botOn();
  for (let i = 0; i < 4; i += 1) {
    await bot.note(5);
    await bot.watch(start + i * 5 * secondMs);
  }
  await bot.note(2);
  return bot;
}

/** Puts the trail back as it was: a stream takes no number twice, so it is written anew. */
async function rewrite(stream: string, change: (rows: [string, string[]][]) => [string, string[]][]): Promise<void> {
  const rows = change(await client.xrange(key(stream), '-', '+'));
  await client.del(key(stream));
  for (const [id, fields] of rows) await client.xadd(key(stream), id, ...fields);
}

const upTo = (no: number) => (rows: [string, string[]][]) => rows.filter(([id]) => Number.parseInt(id, 10) <= no);

async function headFile(): Promise<string> {
  return readFile(join(home, 'data', 'audit-head.json'), 'utf8');
}

describe('a noted entry', () => {
  it('is numbered, once for its operation, although the command is sent twice or made again', async () => {
    const { audit } = storesOn(resending(client));
    const entry = { at: start, actor: 'operator', act: 'exported', object: 'monthly', digest: 'd1' };
    expect(await audit.note(entry, 'one')).toBe(1);
    expect(await audit.note(entry, 'two')).toBe(2);
    expect(await audit.note({ ...entry, at: start + hourMs }, 'one')).toBe(1);
    const fields = ['at', String(start), 'actor', 'operator', 'as', '', 'act', 'exported', 'object', 'monthly', 'digest', 'd1'];
    expect(await client.xrange(key('audit'), '-', '+')).toEqual([
      ['1-0', fields],
      ['2-0', fields],
    ]);
  });
});

describe('a trail that is sealed as it grows', () => {
  it('holds, and says how far it is sealed, with which head, and up to where the head kept at home agrees', async () => {
    const bot = await sealedTrail();
    const { head = '', key: signing, ...verdict } = await bot.verify();
    expect(signing).toBe(await bot.stores.audit.signingKey({ create: false }));
    expect(verdict).toEqual({ sealed: 20, agreed: 20 });
    const told = parseHead(headWords({ no: 20, hash: head }).toUpperCase());
    expect(told).toEqual({ no: 20, hash: head.slice(0, 16) });
    expect(await bot.verify(told === undefined ? [] : [told])).toMatchObject({ agreed: 20 });
    expect(bot.log.entries).toEqual([]);
    expect(bot.world.alarms.raised()).toEqual([]);
  });

  it('holds when nothing was ever noted, and when nothing was sealed yet', async () => {
    const bot = botOn();
    expect(await bot.verify()).toEqual({ sealed: 0, agreed: 0 });
    await bot.watch(start);
    await bot.note(2);
    expect(await bot.verify()).toEqual({ sealed: 0, agreed: 0 });
    expect(await client.exists(key('audit:seals'), key('keys'))).toBe(0);
  });

  it('is sealed no more often than every five seconds, and at once when the clock is put back', async () => {
    const bot = botOn();
    const seals = async (): Promise<number> => client.xlen(key('audit:seals'));
    await bot.note(1);
    await bot.watch(start);
    await bot.note(1);
    await bot.watch(start + 5 * secondMs - 1);
    expect(await seals()).toBe(1);
    await bot.watch(start + 5 * secondMs);
    expect(await seals()).toBe(2);
    await bot.note(1);
    await bot.watch(start - hourMs);
    expect(await seals()).toBe(3);
    expect(await bot.verify()).toMatchObject({ sealed: 3, agreed: 3 });
  });

  it('is sealed in stretches of at most a thousand, all that there is in one run', async () => {
    const bot = botOn();
    const writes = client.pipeline();
    for (let no = 1; no <= 2500; no += 1)
      writes.xadd(key('audit'), `${no}-0`, 'at', no, 'actor', 'zhao', 'act', 'read', 'object', `o${no}`);
    writes.hset(key('numbers'), 'audit', 2500);
    await writes.exec();
    await bot.watch(start);
    expect((await bot.stores.audit.sealsAfter(0, 10)).map(({ from, to }) => [from, to])).toEqual([
      [1, 1000],
      [1001, 2000],
      [2001, 2500],
    ]);
    expect(await bot.verify()).toMatchObject({ sealed: 2500, agreed: 2500 });
    expect(await verifyAudit(bot.stores.audit, { committee, kept: undefined, from: 1500 })).toMatchObject({ sealed: 2500 });
  });

  it('is sealed once by several processes at once, also when a command is sent twice', async () => {
    const clients = [client, client, resending(client), client, client];
    const bots = await Promise.all(
      clients.map(async (on, i) => {
        const folder = join(home, `copy-${i}`);
        await mkdir(join(folder, 'data'), { recursive: true });
        return botOn(on, folder);
      }),
    );
    await bots[0]?.note(7);
    await Promise.all(bots.map((bot) => bot.watch(start)));
    expect(await client.xlen(key('audit:seals'))).toBe(1);
    await bots[0]?.note(3);
    await Promise.all(bots.map((bot) => bot.watch(start + 5 * secondMs)));
    expect(await bots[1]?.verify()).toMatchObject({ sealed: 10, agreed: 10 });
    expect(bots.flatMap(({ log }) => log.entries)).toEqual([]);
  });

  it('takes no seal of a process that has not seen the last one, and the same one again is the same', async () => {
    const bot = botOn();
    const { audit } = bot.stores;
    await bot.note(4);
    await bot.watch(start);
    const first = await audit.lastSeal();
    if (first === undefined) throw new Error('nothing was sealed');
    const { signature: _, ...stretch } = first;
    const longer = await audit.sign({ ...stretch, to: 6 });
    expect(await audit.appendSeal(longer, 0)).toBe(false);
    expect(await audit.appendSeal({ ...first, signature: longer.signature }, 0)).toBe(false);
    expect(await audit.appendSeal(first, 0)).toBe(true);
    expect(await audit.sealsAfter(0, 10)).toEqual([first]);
  });

  it('goes on from what a process that died left, and a seal lost with the last moment of Redis is made anew', async () => {
    const bot = await sealedTrail();
    await rewrite('audit:seals', upTo(15));
    const next = botOn();
    await next.watch(start + hourMs);
    expect(await next.verify()).toMatchObject({ sealed: 22, agreed: 22 });
    expect([...bot.log.entries, ...next.log.entries]).toEqual([]);
  });

  it('is kept outside in a file for its owner alone, whole at any time', async () => {
    const bot = await sealedTrail();
    const kept = JSON.parse(await headFile()) as object;
    expect(kept).toEqual(await bot.stores.audit.lastSeal());
  });
});

describe('tampering in Redis', () => {
  it('is found in each of fifty random ways, from the first number touched', async () => {
    await sealedTrail();
    const rows = await client.xrange(key('audit'), '-', '+');
    const numbers = await client.hgetall(key('numbers'));
    const bot = botOn();
    const no = fc.integer({ min: 1, max: 20 });
    const edit = fc.record({ kind: fc.constant('edit'), no, field: fc.integer({ min: 0, max: 11 }) });
    const ways = fc.oneof(edit, fc.record({ kind: fc.constantFrom('delete', 'insert', 'cut'), no, field: fc.constant(0) }));
    await fc.assert(
      fc.asyncProperty(ways, async (way) => {
        await client.del(key('audit'));
        await client.hset(key('numbers'), numbers);
        const changed = rows.flatMap(([id, fields], i): [string, string[]][] => {
          if (i + 1 !== way.no) return way.kind === 'cut' && i + 1 > way.no ? [] : [[id, fields]];
          const other = fields.map((field, place) => (place === way.field ? `${field}x` : field));
          if (way.kind === 'edit') return [[id, other]];
          if (way.kind === 'insert')
            return [
              [id, fields],
              [`${i + 1}-7`, fields],
            ];
          return [];
        });
        for (const [id, fields] of changed) await client.xadd(key('audit'), id, ...fields);
        if (way.kind === 'cut') await client.hset(key('numbers'), 'audit', way.no - 1);
        const why = { edit: 'edited', delete: 'missing', insert: 'out-of-order', cut: 'truncated' }[way.kind];
        expect((await bot.verify()).broken).toEqual({ from: way.kind === 'insert' ? way.no + 1 : way.no, why });
      }),
      { numRuns: 50 },
    );
  });

  it.each<[string, () => Promise<unknown>, object | undefined]>([
    ['a counter put back', () => client.hset(key('numbers'), 'audit', 21), { from: 22, why: 'counter' }],
    ['an unsealed entry taken out at the end', () => client.xdel(key('audit'), '22-0'), { from: 22, why: 'truncated' }],
    ['an unsealed entry taken out before the end', () => client.xdel(key('audit'), '21-0'), { from: 21, why: 'missing' }],
    ['all entries deleted', () => client.del(key('audit')), { from: 1, why: 'truncated' }],
    ['a seal taken out', () => client.xdel(key('audit:seals'), '10-0'), { from: 6, why: 'seal-missing' }],
    ['the signing key deleted', () => client.hdel(key('keys'), 'audit'), { from: 1, why: 'key-missing' }],
  ])('shows %s', async (_, act, broken) => {
    await sealedTrail();
    await act();
    expect((await botOn().verify()).broken).toEqual(broken);
  });

  it('leaves the entries proven by the seal at home when all seals are deleted, and says that none of them is sealed', async () => {
    const bot = await sealedTrail();
    await client.del(key('audit:seals'));
    expect(await bot.verify()).toEqual({ sealed: 0, agreed: 20 });
    await rewrite('audit', (rows) => rows.map(([id, fields]) => (id === '18-0' ? [id, ['at', '0']] : [id, fields])));
    expect((await bot.verify()).broken).toEqual({ from: 18, why: 'rolled-back' });
  });

  it('shows seals with another key, and with a signing key of one’s own', async () => {
    await sealedTrail();
    await rewrite('audit:seals', (rows) =>
      rows.map(([id, fields]) => [id, fields.map((field, i) => (fields[i - 1] === 'head' ? field.replace(/^./u, 'x') : field))]),
    );
    expect((await botOn().verify()).broken).toEqual({ from: 1, why: 'seal-forged' });
    await client.hdel(key('keys'), 'audit');
    await botOn().stores.audit.signingKey({ create: true });
    expect((await botOn().verify()).broken).toEqual({ from: 1, why: 'seal-forged' });
  });
});

describe('a trail, its seals and its counter put back together', () => {
  async function putBack(no: number): Promise<void> {
    await rewrite('audit', upTo(no));
    await rewrite('audit:seals', upTo(no));
    await client.hset(key('numbers'), 'audit', no);
  }

  it('hold in themselves, and are found by the seal kept at home, or by the head that the custodian was told', async () => {
    const bot = await sealedTrail();
    const { head = '' } = await bot.verify();
    await putBack(10);
    expect((await bot.verify()).broken).toEqual({ from: 11, why: 'rolled-back' });
    await rm(join(home, 'data', 'audit-head.json'));
    expect((await bot.verify()).broken).toBeUndefined();
    expect((await bot.verify([{ no: 20, hash: head.slice(0, 16) }])).broken).toEqual({ from: 11, why: 'rolled-back' });
  });

  it('are called out by the bot, which seals on and leaves the seal outside as it was', async () => {
    await sealedTrail();
    const before = await headFile();
    await putBack(10);
    const bot = botOn();
    await bot.note(15);
    await bot.watch(start + hourMs);
    expect(bot.world.alarms.raised()).toMatchObject([{ kind: 'audit-broken', facts: { why: 'rolled-back' } }]);
    expect(await headFile()).toBe(before);
    expect(await bot.stores.audit.lastSeal()).toMatchObject({ to: 25 });
    expect((await bot.verify()).broken).toEqual({ from: 1, why: 'rolled-back' });
  });

  it('is not hidden by emptying Redis as a whole', async () => {
    await sealedTrail();
    await client.flushall();
    const bot = botOn();
    await bot.watch(start + hourMs);
    expect(bot.world.alarms.raised()).toMatchObject([{ kind: 'audit-broken', facts: { from: 1, why: 'rolled-back' } }]);
  });

  it('is doubted when what was kept outside is damaged, and that is left for somebody to look at', async () => {
    await sealedTrail();
    await writeFile(join(home, 'data', 'audit-head.json'), '{"to": 3}');
    const bot = botOn();
    await bot.note(1);
    await bot.watch(start + hourMs);
    expect((await bot.verify()).broken).toEqual({ from: 1, why: 'witness-damaged' });
    expect(bot.world.alarms.raised()).toMatchObject([{ facts: { why: 'witness-damaged' } }]);
    expect(await headFile()).toBe('{"to": 3}');
  });
});

describe('the bot itself', () => {
  it('notices an old entry that was changed, calls it out once, and clears the alarm when it is as it was', async () => {
    const bot = await sealedTrail();
    const rows = await client.xrange(key('audit'), '-', '+');
    await rewrite('audit', (all) => all.map(([id, fields]) => (id === '3-0' ? [id, ['at', '0']] : [id, fields])));
    expect(bot.world.alarms.raised()).toEqual([]);
    for (let i = 1; i <= 3; i += 1) await bot.watch(start + i * hourMs);
    expect(bot.world.alarms.raised()).toMatchObject([{ facts: { from: 3, why: 'edited' } }]);
    expect(bot.log.entries).toHaveLength(1);
    await rewrite('audit', () => rows);
    await bot.watch(start + 4 * hourMs);
    expect(bot.world.alarms.raised()).toEqual([]);
  });

  it('notices a missing number when it seals, and goes on behind it', async () => {
    const bot = await sealedTrail();
    await bot.note(3);
    await client.xdel(key('audit'), '23-0');
    await bot.watch(start + 20 * secondMs);
    expect(bot.world.alarms.raised()).toMatchObject([{ facts: { from: 23, why: 'missing' } }]);
    expect(await bot.stores.audit.lastSeal()).toMatchObject({ from: 21, to: 25 });
    expect((await bot.verify()).broken).toEqual({ from: 23, why: 'missing' });
  });

  it('signs nothing behind a seal that is not its own', async () => {
    const bot = await sealedTrail();
    await client.xadd(key('audit:seals'), '21-0', 'signature', 'x', 'from', '21', 'head', 'x');
    await bot.watch(start + hourMs);
    expect(await client.xlen(key('audit:seals'))).toBe(5);
    expect(bot.world.alarms.raised()).toMatchObject([{ facts: { why: 'seal-forged' } }]);
    expect((await bot.verify()).broken).toEqual({ from: 21, why: 'seal-forged' });
  });
});

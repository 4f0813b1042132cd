import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { killClis, runCli } from '../harness/cli.js';
import { hamlet } from '../harness/hamlet.js';
import { Township } from '../harness/township.js';

const stream = 'zrt:{qingshan}:audit';
const verdict = z.strictObject({
  ok: z.boolean(),
  entries: z.int(),
  sealed: z.int(),
  head: z.string().nullable(),
  key: z.string().nullable(),
  witnessed: z.int(),
  broken: z.strictObject({ from: z.int(), why: z.string() }).nullable(),
});

let town: Township;
let client: Redis;
beforeAll(async () => {
  town = await Township.open({ at: '2026-09-28 08:59', prepare: hamlet });
  client = new Redis(join(town.home, 'data', 'redis', 'redis.sock'));
  await town.until('2026-09-28 09:10');
  await town.says('赵小梅', '1是 2 3 3无');
  await town.pass('10s');
});
afterEach(killClis);
afterAll(async () => {
  client.disconnect();
  await town.close();
});

async function verify(...args: string[]): Promise<{ code: number | string | null; document: z.infer<typeof verdict>; stderr: string }> {
  const { code, stdout, stderr } = await runCli(['audit', 'verify', '--json', ...args], { home: town.home });
  return { code, document: verdict.parse(JSON.parse(stdout)), stderr };
}

describe('beside a running bot, audit verify', () => {
  it('finds nothing, gives the head that a custodian would be told, and takes it as it is told', async () => {
    const [, told = ''] = /封存码(\d+:\S+)/u.exec((await runCli(['audit', 'verify'], { home: town.home })).stdout) ?? [];
    const { code, document, stderr } = await verify('--head', told);
    const { entries, head, key } = document;
    expect([code, stderr]).toEqual([0, '']);
    expect(document).toEqual({ ok: true, entries, sealed: entries, head, key, witnessed: entries, broken: null });
    expect(head?.startsWith(told.replaceAll('-', ''))).toBe(true);
    const other = `${entries}:${'0'.repeat(16)}`;
    expect(await verify('--head', other)).toMatchObject({ code: 1, document: { ok: false, broken: { why: 'rolled-back' } } });
  });

  it('says whose deed each entry was, and in which capacity', async () => {
    const rows = await client.xrange(stream, '-', '+');
    const acts = rows.map(([, [, , , actor, , as, , act]]) => [actor, as, act]);
    expect(acts).toContainEqual(['zhao', 'liaison', 'recorded']);
    expect(acts).toContainEqual(['bot', '', 'opened']);
  });

  it('refuses a head that is none as wrong usage', async () => {
    const { code, stdout } = await runCli(['audit', 'verify', '--json', '--head', '12:34'], { home: town.home });
    expect([code, JSON.parse(stdout)]).toMatchObject([2, { error: { code: 'usage' } }]);
  });

  it('refuses with the number from which the trail does not hold, in words too', async () => {
    await client.xdel(stream, '2-0');
    expect(await verify()).toMatchObject({ code: 1, document: { ok: false, broken: { from: 2, why: 'missing' } } });
    expect((await runCli(['audit', 'verify'], { home: town.home })).stdout).toContain('审计记录从第2号起对不上：\n缺号。\n前面的对得上。');
  });
});

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, afterEach, expect, it } from 'vitest';
import { keysOf } from '../../src/adapters/redis/keys.js';
import { storesOn } from '../harness/stores.js';
import { hearsSignals, killClis, removeSampleHomes, runCli, sampleHome, startCli } from '../harness/cli.js';
import { startTcpRedis, type TcpRedis } from '../harness/tcp-redis.js';

let server: TcpRedis | undefined;
let redis: Redis | undefined;

afterEach(async () => {
  await killClis();
  redis?.disconnect();
  await server?.stop();
});
afterAll(removeSampleHomes);

it('lists long work, calls it off and begins it again, on record as the operator; what is not there is refused', async () => {
  const home = await sampleHome();
  server = await startTcpRedis();
  redis = new Redis({ port: server.port, host: '127.0.0.1' });
  const env = { REDIS_URL: `redis://127.0.0.1:${server.port}` };
  const cli = (...args: string[]): ReturnType<typeof runCli> => runCli(['jobs', ...args, '--json'], { home, env });
  const listed = async (): Promise<object[]> => (JSON.parse((await cli()).stdout) as { jobs: object[] }).jobs;
  expect(await listed()).toEqual([]);
  // Whoever only looks leaves nothing in the store.
  expect((await redis.keys('*')).filter((key) => key.startsWith(`${keysOf('qingshan').jobs}:`) && !key.endsWith(':meta'))).toEqual([]);
  const { jobs } = storesOn(redis);
  await jobs.add('export-1', { kind: 'export', subject: { what: 'ledger' } }, 'he', Date.UTC(2026, 7, 25));
  expect(await listed()).toMatchObject([{ id: 'export-1', kind: 'export', what: { what: 'ledger' }, by: 'he', state: 'waiting' }]);
  expect(JSON.parse((await cli('cancel', 'export-1')).stdout)).toEqual({ id: 'export-1', done: true });
  expect((await runCli(['jobs'], { home, env })).stdout).toMatch(/^export-1 导出台账，何晓燕 8月25日.*：不办了\n/u);
  expect(JSON.parse((await cli('retry', 'export-1')).stdout)).toEqual({ id: 'export-1', done: true });
  expect(await jobs.job('export-1')).toMatchObject({ state: 'waiting', round: 1 });
  const none = await cli('retry', 'export-9');
  expect([none.code, JSON.parse(none.stdout)]).toMatchObject([1, { error: { code: 'no-such-job' } }]);
  const acts = (await redis.xrange('zrt:{qingshan}:audit', '-', '+')).map(([, fields]) => fields[fields.indexOf('act') + 1]);
  expect(acts.filter((act) => act?.startsWith('job-'))).toEqual(['job-cancelled', 'job-retried']);
}, 180_000);

it('an export that is interrupted ends within five seconds and leaves no file, whole or half', async () => {
  const home = await sampleHome();
  const folder = await readdir(home);
  const running = startCli(['export', 'roster', '--out', join(home, 'roster.xlsx')], { home });
  await hearsSignals(running);
  const { code, ms } = await running.end('SIGINT');
  expect(code).toBe(0);
  expect(ms).toBeLessThan(5_000);
  const left = (await readdir(home)).filter((name) => !folder.includes(name));
  expect(left.filter((name) => name !== 'data')).toEqual([]);
});

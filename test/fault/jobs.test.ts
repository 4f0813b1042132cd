import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import excel from 'exceljs';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readKeyFile } from '../../src/adapters/crypto/key-file.js';
import { openVault } from '../../src/adapters/crypto/vault.js';
import { openPhotoFiles } from '../../src/adapters/files/photo-files.js';
import { openFileSealer } from '../../src/adapters/redis/file-sealer.js';
import { openStores } from '../../src/adapters/redis/stores.js';
import type { Files, Job, Stores } from '../../src/application/ports.js';
import type { LongWork } from '../../src/domain/long-work.js';
import { sealedFiles } from '../../src/main/sealed-files.js';
import { BotProcess, killBots } from '../harness/bot-process.js';
import { auditIn } from '../harness/siege-books.js';
import { timeOf } from '../harness/siege.js';
import { startTcpRedis, type TcpRedis } from '../harness/tcp-redis.js';
import { removeVillages, villageIds, villagesHome } from '../harness/villages.js';

/** Enough that an export takes a while. */
const villages = villageIds(700);
const committee = 'town';
const start = timeOf(0, '08:00');
/** Its lock has run out and somebody has looked, and a slow machine has started a process meanwhile. */
const againMs = 30_000;
const bounds = { timeout: 60_000, interval: 10 };

let server: TcpRedis;
let redis: Redis;
let home: string;
let stores: Stores;
let files: Files;

beforeEach(async () => {
  server = await startTcpRedis();
  redis = new Redis({ port: server.port, host: '127.0.0.1' });
  home = await villagesHome(villages);
});
afterEach(async () => {
  await killBots();
  redis.disconnect();
  await server.stop();
  await removeVillages(home);
});

async function begin(): Promise<BotProcess> {
  const process = BotProcess.load();
  const env = { REDIS_URL: `redis://127.0.0.1:${server.port}` };
  await process.start({ folder: home, env, at: start, heartbeat: false, longWork: true, sendMs: 1 });
  const vault = openVault(await readKeyFile(join(home, 'data', 'key'), { create: false }));
  stores = openStores(redis, { committee, vault });
  files = sealedFiles(await openPhotoFiles(home), openFileSealer(redis, { committee, vault }));
  return process;
}

async function job(id: string): Promise<Job> {
  const found = await stores.jobs.job(id);
  if (found === undefined) throw new Error(`there is no job ${id}`);
  return found;
}

const add = (id: string, work: LongWork): Promise<void> => stores.jobs.add(id, work, 'clerk', start);
/** The first that is seen in the midst of its work. */
const runs = (...ids: string[]): Promise<string> =>
  vi.waitFor(async () => {
    const found = (await Promise.all(ids.map(job))).find(({ state, percent }) => state === 'running' && percent > 0);
    if (found === undefined) throw new Error('none runs');
    return found.id;
  }, bounds);
const isDone = (id: string): Promise<void> => vi.waitFor(async () => expect((await job(id)).state).toBe('done'), bounds);
const onRecord = async (act: string): Promise<number> => (await auditIn(redis, committee)).filter((entry) => entry.act === act).length;

async function rowsIn(id: string): Promise<number[]> {
  const book = new excel.Workbook();
  const bytes = await files.read((await job(id)).outcome?.file?.name ?? '');
  await book.xlsx.load(Buffer.from(bytes ?? []) as never);
  return book.worksheets.map(({ actualRowCount }) => actualRowCount - 1);
}

/** So that one of them is met in the midst of its work, however fast the machine is. */
const several = ['export-1', 'export-2', 'export-3', 'export-4'];
const roster: LongWork = { kind: 'export', subject: { what: 'roster' } };
const wholeRoster = [2 * villages.length + 8, villages.length + 1, 1];

test('an export whose process is killed is begun again by the next one, on record once, and its file is whole', async () => {
  const first = await begin();
  for (const id of several) await add(id, roster);
  const running = await runs(...several);
  await first.kill();
  const since = performance.now();
  await begin();
  for (const id of several) await isDone(id);
  expect(performance.now() - since).toBeLessThan(againMs);
  expect(await job(running)).toMatchObject({ tries: 2, outcome: { facts: { rows: 3 * villages.length + 10 } } });
  for (const id of several) expect(await rowsIn(id)).toEqual(wholeRoster);
  expect(await onRecord('exported')).toBe(several.length);
  expect((await readdir(join(home, 'data', 'files'))).filter((name) => !/^[0-9a-f]{32}\.xlsx$/u.test(name))).toEqual([]);
}, 120_000);

test('an export whose process is told to end waits for the next one, which begins it at once', async () => {
  const first = await begin();
  for (const id of several) await add(id, roster);
  const running = await runs(...several);
  const since = performance.now();
  await first.order({ op: 'end' });
  expect(performance.now() - since).toBeLessThan(5_000);
  expect((await job(running)).state).toBe('waiting');
  await begin();
  for (const id of several) await isDone(id);
  expect(await rowsIn(running)).toEqual(wholeRoster);
}, 120_000);

test('a roster whose import is killed is the old one or the new one at any moment, and the new one in the end', async () => {
  const first = await begin();
  const before = await readFile(join(home, 'roster.yaml'), 'utf8');
  await add('export-1', roster);
  await isDone('export-1');
  const book = new excel.Workbook();
  await book.xlsx.load(Buffer.from((await files.read((await job('export-1')).outcome?.file?.name ?? '')) ?? []) as never);
  book.worksheets[0]?.addRow(['sun', '孙丽']);
  const upload = await files.save('upload', new Uint8Array(await book.xlsx.writeBuffer()), 'xlsx');
  await add('check-1', { kind: 'roster-check', upload });
  await isDone('check-1');
  const { outcome } = await job('check-1');
  const was = outcome?.facts?.kind === 'roster-check' && 'was' in outcome.facts ? outcome.facts.was : '';
  await add('import-1', { kind: 'roster-import', upload, was });
  await runs('import-1');
  await first.kill();
  const left = await readFile(join(home, 'roster.yaml'), 'utf8');
  expect(left === before || left.includes('孙丽')).toBe(true);
  await begin();
  await isDone('import-1');
  expect(await readFile(join(home, 'roster.yaml'), 'utf8')).toContain('孙丽');
  expect(await onRecord('roster-imported')).toBe(1);
  expect((await readdir(home)).filter((name) => name.includes('.part'))).toEqual([]);
}, 120_000);

/** The drill: a backup is taken while people write, the machine is lost, and a new one goes on from it. */
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { lockHome } from '../../src/adapters/files/home-lock.js';
import { verifyAudit } from '../../src/application/verify-audit.js';
import type { Output } from '../../src/main/output.js';
import { backup } from '../../src/main/verbs/backup.js';
import { openSchedule } from '../../src/main/verbs/open-schedule.js';
import { restore } from '../../src/main/verbs/restore.js';
import { status } from '../../src/main/verbs/status.js';
import { verifyTrail } from '../../src/main/verbs/verify-audit.js';
import { PermanentError } from '../../src/domain/errors.js';
import { dated, killClis, redisServersOf, removeSampleHomes, runCli, sampleHome } from '../harness/cli.js';
import { files, hamletWith, replace } from '../harness/hamlet.js';
import { auditTrail, type AuditEntry } from '../harness/stores.js';
import { newestCycle, recordOf, versionsOf } from '../harness/township-books.js';
import { Township } from '../harness/township.js';

const lastQuestion = '  - { id: issue, type: text, text: 主要问题，或要镇里协调的事？, label: 问题 }\n';
const board = '  - { id: board, type: photo, text: 公开栏拍一张, label: 公开栏, reason: 看贴到几月 }\n';
const prepare = hamletWith(replace(files.selfCheck, lastQuestion, `${lastQuestion}${board}`));
const photo = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

const taken = z.strictObject({
  file: z.string(),
  id: z.string(),
  committee: z.literal('qingshan'),
  at: z.string(),
  audit: z.int(),
  head: z.string(),
  keys: z.int(),
  files: z.int(),
  bytes: z.int(),
  broken: z.null(),
});

/** As many as a slow machine can bear. */
const mostChanges = 30;

let town: Township | undefined;

afterEach(async () => {
  vi.unstubAllEnvs();
  await killClis();
  await town?.end();
  town = undefined;
});
afterAll(removeSampleHomes);

async function trailOf(home: string): Promise<AuditEntry[]> {
  const client = new Redis({ path: join(home, 'data', 'redis', 'redis.sock') });
  const trail = await auditTrail(client);
  client.disconnect();
  return trail;
}

/** All that was on the machine is gone; the key file and the backup lay elsewhere. */
async function loseTheMachine(home: string, apart: string): Promise<void> {
  await copyFile(join(home, 'data', 'key'), join(apart, 'key'));
  for (const name of await readdir(home)) await rm(join(home, name), { recursive: true });
  await mkdir(join(home, 'data'));
  await copyFile(join(apart, 'key'), join(home, 'data', 'key'));
}

test('what was receipted before the backup is there after the loss of the machine, and nobody is asked or pressed twice', async () => {
  town = await Township.open({ at: '2026-08-25 08:59', prepare });
  const { home } = town;
  const apart = await sampleHome();
  await town.until('2026-08-25 09:05');
  town.takeAll('8月自查，4题');
  await town.says('赵小梅', '1是 2 3次 3路灯坏了');
  await town.does((hub, id) => hub.photo({ from: 'wxid_zhao', bytes: photo, fileName: 'photo.jpg', id }));
  town.expects('赵小梅', '第4题');
  town.expects('赵小梅', '回执');

  const file = join(apart, 'town.backup');
  const taking = runCli(['backup', file, '--json'], { home, env: dated('2026-08-25T01:05Z') });
  const done = new AbortController();
  const over = taking.finally(() => done.abort());
  let changes = 0;
  while (!done.signal.aborted && changes < mostChanges) {
    changes += 1;
    await town.says('赵小梅', `改 2 ${changes % 90}`);
    town.expects('赵小梅', '回执');
  }
  const { code, stdout, stderr } = await over;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const made = taken.parse(JSON.parse(stdout));
  expect(await readdir(join(home, 'data'))).not.toContain('copy');
  const before = await trailOf(home);
  const versions = await versionsOf(town, 'dongcun');
  expect(versions.length).toBe(changes + 1);
  const recorded = ({ act, object }: AuditEntry): boolean => ['recorded', 'corrected'].includes(act) && object.includes('/dongcun#');
  const receipted = before.slice(0, made.audit).filter(recorded).length;
  expect(receipted).toBeGreaterThan(0);
  await town.pass('10s');
  expect(await readdir(join(home, 'data'))).toContain('audit-head.json');
  await town.stop();

  await loseTheMachine(home, apart);
  const restored = await runCli(['restore', file, '--json'], { home, env: dated('2026-08-25T01:30Z') });
  expect(restored).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(restored.stdout)).toMatchObject({
    id: made.id,
    keys: made.keys,
    files: made.files,
    audit: made.audit,
    broken: null,
    doubted: 0,
    beside: [],
  });
  expect(redisServersOf(home)).toEqual([]);
  await town.isDownUntil('2026-08-25 10:00');
  expect((await trailOf(home)).slice(0, made.audit)).toEqual(before.slice(0, made.audit));
  expect(await versionsOf(town, 'dongcun')).toEqual(versions.slice(0, receipted));
  const [name = ''] = await readdir(join(home, 'data', 'files'));
  expect(await town.bot.world.files.read(name)).toEqual(Buffer.from(photo));
  const { world } = town.bot;
  const [, no = '', hash = ''] = /^(\d+):(.+)$/u.exec(made.head) ?? [];
  const options = { committee: 'qingshan', kept: await world.witness.read(), heads: [{ no: Number(no), hash }] };
  expect(await verifyAudit(world.stores.audit, options)).toMatchObject({ agreed: expect.any(Number) as number });
  expect((await verifyAudit(world.stores.audit, options)).broken).toBeUndefined();

  // What was lost was an outage to people: whoever owes an answer by now is told since when, and given the time back.
  await town.until('2026-08-28 12:00');
  for (const who of ['马春生', '何晓燕']) town.expects(who, '今天9:05到10:00没在线', '请再发一次', '9月2日');
  // A receipt that was under way at the moment of the backup may come once more, with its number.
  expect(new Set(['赵小梅', ...town.takeAll('回执')])).toEqual(new Set(['赵小梅']));
  town.expectsNothing();
  await town.until('2026-08-31 12:00');
  town.expects('马春生', '石桥村8月自查还没收到');
  town.expects('何晓燕', '镇党委8月自查还没收到');
  await town.says('马春生', '1是 2 3次 3无');
  town.expects('马春生', '第4题');
  const [outage] = await town.bot.world.stores.household.outages(0, town.now());
  expect(outage?.to).toBe(Date.parse('2026-08-25T02:00Z'));
  expect(await recordOf(town, 'shiqiao', await newestCycle(town))).toMatchObject({ state: 'pending', level: 'remind' });
  expect(town.logged.filter(({ level }) => level === 'error')).toEqual([]);
});

/** A verb in this process: its JSON document, or the code it was refused with. */
async function run(verb: (output: Output) => Promise<unknown>): Promise<Record<string, unknown>> {
  let shown = '';
  const output: Output = { json: true, print: (text) => void (shown = text), tell: () => undefined };
  try {
    await verb(output);
    return JSON.parse(shown) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return { refused: error.code };
    throw error;
  }
}

test('a restore is refused where it could do harm, may be repeated after it was cut short, and tells what was lost and what it left alone', async () => {
  const home = await sampleHome();
  vi.stubEnv('ZERENTIAN_HOME', home);
  const file = join(await sampleHome(), 'town.backup');
  const { signal } = new AbortController();
  const restoring = (): Promise<Record<string, unknown>> => run((output) => restore(output, file, signal));
  await run((output) => openSchedule(output, 'monthly-self-check'));
  const told = new PermanentError('told-to-stop', 'Ctrl-C');
  expect(await run((output) => backup(output, file, AbortSignal.abort(told)))).toEqual({ refused: 'told-to-stop' });
  expect(await run((output) => backup(output, file, signal))).toMatchObject({ broken: null, audit: 3 });
  expect(await run((output) => backup(output, file, signal))).toEqual({ refused: 'file-exists' });
  expect(await restoring()).toEqual({ refused: 'redis-not-empty' });
  const key = await readFile(join(home, 'data', 'key'));
  const seal = { from: 1, to: 40, at: 1, before: 'a', head: 'b', steps: '', key: 'c', signature: 'd' };

  await rm(join(home, 'data'), { recursive: true });
  expect(await restoring()).toEqual({ refused: 'key-missing' });
  await mkdir(join(home, 'data'), { mode: 0o700 });
  await writeFile(join(home, 'data', 'key'), Buffer.alloc(32, 1), { mode: 0o600 });
  expect(await restoring()).toEqual({ refused: 'backup-other-key' });
  expect(await readdir(join(home, 'data'))).toEqual(['key']);
  await writeFile(join(home, 'data', 'key'), key);
  await writeFile(join(home, 'data', 'audit-head.json'), JSON.stringify(seal));
  const roster = await readFile(join(home, 'roster.yaml'), 'utf8');
  await writeFile(join(home, 'roster.yaml'), roster.replace('committee: qingshan', 'committee: baiyun'));
  expect(await restoring()).toEqual({ refused: 'other-committee' });
  await writeFile(join(home, 'roster.yaml'), `${roster}\n# changed since\n`);
  const lock = await lockHome(home);
  expect(await restoring()).toEqual({ refused: 'home-taken' });
  if (lock.ok) await lock.release();

  // It stops in the middle: nobody may use what is there.
  await writeFile(join(home, 'restored'), '');
  expect(await restoring()).toEqual({ refused: 'file-not-written' });
  expect(await run(status)).toEqual({ refused: 'restore-unfinished' });
  await rm(join(home, 'restored'));
  expect(await restoring()).toMatchObject({
    broken: null,
    lostTo: 40,
    beside: ['roster.yaml'],
    aside: expect.stringMatching(/^data\/audit-head\.before-/u) as unknown,
  });
  expect(await readFile(join(home, 'restored', 'roster.yaml'), 'utf8')).toBe(roster);
  expect(await readFile(join(home, 'roster.yaml'), 'utf8')).toContain('# changed since');
  // Opened, backed up twice, restored.
  expect(await run((output) => verifyTrail(output, { heads: [], from: 1 }))).toMatchObject({ ok: true, entries: 4 });
});

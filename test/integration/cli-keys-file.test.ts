import { chmod, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { wrappingKeyOf } from '../../src/adapters/crypto/wrapping-key.js';
import { killClis, redisServersOf, removeSampleHomes, runCli, sampleHome } from '../harness/cli.js';
import { files, hamletWith, replace } from '../harness/hamlet.js';
import { auditTrail } from '../harness/stores.js';
import { booked } from '../harness/township-books.js';
import { Township } from '../harness/township.js';

const lastQuestion = '  - { id: issue, type: text, text: 主要问题，或要镇里协调的事？, label: 问题 }\n';
const board = '  - { id: board, type: photo, text: 公开栏拍一张, label: 公开栏, reason: 看贴到几月 }\n';
const prepare = hamletWith(replace(files.selfCheck, lastQuestion, `${lastQuestion}${board}`));
const photo = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

let town: Township | undefined;

afterEach(async () => {
  await killClis();
  await town?.end();
  town = undefined;
});
afterAll(removeSampleHomes);

const rotated = z.strictObject({ resumed: z.boolean(), dataKeys: z.number() });

/** Every file below the data folder that holds these bytes. */
async function holders(home: string, bytes: Buffer): Promise<string[]> {
  const entries = await readdir(join(home, 'data'), { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(paths.map((path) => readFile(path)));
  return paths.filter((_, i) => contents[i]?.includes(bytes));
}

test('the key is changed beside the running bot, which loses nothing, opens the next cycle and starts again with the new one', async () => {
  town = await Township.open({ at: '2026-08-25 08:59', prepare });
  const { home } = town;
  await town.until('2026-08-25 09:05');
  town.takeAll('8月自查，4题');
  await town.says('赵小梅', '1是 2 3次 3路灯坏了');
  town.expects('赵小梅', '第4题');
  const path = join(home, 'data', 'key');
  const before = await readFile(path);

  const { code, stdout, stderr } = await runCli(['keys', 'rotate', '--json'], { home });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(rotated.parse(JSON.parse(stdout))).toMatchObject({ resumed: false });
  expect((await readFile(path)).equals(before)).toBe(false);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await holders(home, before)).toEqual([]);
  expect(await holders(home, Buffer.from(wrappingKeyOf(before).print))).toEqual([]);

  // The draft from before, the receipt, and a cycle for which a data key has to be made.
  await town.does((hub, id) => hub.photo({ from: 'wxid_zhao', bytes: photo, fileName: 'photo.jpg', id }));
  town.expects('赵小梅', '3 问题：路灯坏了', '4 公开栏：照片1张', '回执');
  await town.isDownUntil('2026-08-25 10:00');
  expect(await booked(town, 'dongcun')).toMatchObject([{ answers: [true, 3, '路灯坏了', [expect.any(String)]] }]);
  await town.says('何晓燕', '发起 月度主体责任自查');
  town.takeEverything();
  await town.until('2026-08-25 10:05');
  await town.says('马春生', '改 3 无');
  town.takeEverything();
  expect(town.logged.filter(({ level }) => level === 'error')).toEqual([]);
});

test('the office looks at what was handed in, in a file of its own, and on the record', async () => {
  town = await Township.open({ at: '2026-08-25 08:59', prepare });
  const { home } = town;
  await town.until('2026-08-25 09:05');
  town.takeAll('8月自查，4题');
  await town.says('赵小梅', '1是 2 3次 3无');
  await town.does((hub, id) => hub.photo({ from: 'wxid_zhao', bytes: photo, fileName: 'photo.jpg', id }));
  town.takeEverything();
  const [name = ''] = await readdir(join(home, 'data', 'files'));
  expect(await holders(home, Buffer.from(photo))).toEqual([]);

  const out = join(home, 'out.jpg');
  const { code, stdout, stderr } = await runCli(['file', name, '--out', out, '--json'], { home });
  expect({ code, stderr, shown: JSON.parse(stdout) as unknown }).toEqual({
    code: 0,
    stderr: '',
    shown: { file: name, path: out, bytes: photo.length },
  });
  expect((await readFile(out)).equals(photo)).toBe(true);
  expect((await stat(out)).mode & 0o777).toBe(0o600);

  const again = await runCli(['file', name, '--out', out], { home });
  expect(again).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('nothing was written') });
  const unknown = await runCli(['file', '../key', '--out', join(home, 'other.jpg'), '--json'], { home });
  expect(unknown.code).toBe(1);
  expect(JSON.parse(unknown.stdout)).toMatchObject({ error: { code: 'no-such-file' } });
  expect(await readdir(home)).not.toContain('other.jpg');
  const client = new Redis({ path: join(home, 'data', 'redis', 'redis.sock') });
  const reads = (await auditTrail(client)).filter(({ object }) => object === `file/${name}`);
  client.disconnect();
  expect(reads).toEqual([expect.objectContaining({ actor: 'operator', act: 'read' })]);
});

test('without a bot the key is changed all the same, and what stands in its way is said before anything is touched', async () => {
  const home = await sampleHome();
  const made = await runCli(['keys', 'rotate', '--json'], { home });
  expect({ code: made.code, stderr: made.stderr }).toEqual({ code: 0, stderr: '' });
  expect(redisServersOf(home)).toEqual([]);
  const path = join(home, 'data', 'key');
  const key = await readFile(path);
  await chmod(path, 0o640);
  const exposed = await runCli(['keys', 'rotate', '--json'], { home });
  expect(exposed.code).toBe(1);
  expect(JSON.parse(exposed.stdout)).toMatchObject({ error: { code: 'key-exposed' } });
  expect((await readFile(path)).equals(key)).toBe(true);
});

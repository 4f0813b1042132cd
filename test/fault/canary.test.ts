/** What people say stands in plain text nowhere but in the chats of those who may read it, whatever goes wrong. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLog } from '../../src/adapters/log/log.js';
import { keysOf } from '../../src/adapters/redis/keys.js';
import { canary, spellings, Watch, type Leak } from '../harness/canaries.js';
import { CanaryScene } from '../harness/canary-scene.js';
import { startTestRedis } from '../harness/redis.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const keys = keysOf('qingshan');

let scene: CanaryScene;
let client: Redis;

beforeAll(async () => {
  scene = await CanaryScene.open();
  client = new Redis({ path: join(scene.town.home, 'data', 'redis', 'redis.sock') });
  // It is stopped under it.
  client.on('error', () => undefined);
  await scene.play();
});
afterAll(async () => {
  client.disconnect();
  await scene.town.close();
});

function watch(): Watch {
  return new Watch(scene.secrets);
}

/** Every key of a server by its name and its value, and what it says of slow commands. */
async function everythingIn(server: Redis): Promise<{ where: string; content: string | Uint8Array }[]> {
  const found: { where: string; content: string | Uint8Array }[] = [
    { where: 'slow commands', content: JSON.stringify(await server.slowlog('GET', -1)) },
  ];
  for (const key of await server.keys('*')) {
    found.push({ where: `the name ${key}`, content: key }, { where: key, content: Buffer.from((await server.dumpBuffer(key)) ?? '') });
    // In a dump a number is not its digits.
    found.push({ where: key, content: await valueOf(server, key) });
  }
  return found;
}

async function valueOf(server: Redis, key: string): Promise<string> {
  const type = await server.type(key);
  switch (type) {
    case 'string':
      return (await server.get(key)) ?? '';
    case 'hash':
      return Object.entries(await server.hgetall(key))
        .flat()
        .join('\n');
    case 'zset':
      return (await server.zrange(key, 0, '-1')).join('\n');
    case 'set':
      return (await server.smembers(key)).join('\n');
    case 'stream':
      return (await server.xrange(key, '-', '+')).flat(2).join('\n');
    default:
      throw new Error(`${key} is a ${type}`);
  }
}

/** An RDB packs what repeats itself, so that words would be torn. */
async function saveUnpacked(server: Redis): Promise<void> {
  await server.config('SET', 'rdbcompression', 'no');
  await server.save();
}

async function runCli(args: readonly string[]): Promise<{ code: unknown; said: string; printed: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ZERENTIAN_HOME: scene.town.home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (printed += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (said += text));
  const [code] = (await once(child, 'close')) as unknown[];
  return { code, said, printed };
}

/** The round of self-checks, and where its answers stand. */
async function selfCheck(): Promise<{ id: string; answers: string }> {
  const open = await scene.town.bot.world.stores.cycles.openCycles();
  const id = open.find(({ schedule }) => schedule.id === 'monthly-self-check')?.id ?? '';
  return { id, answers: keys.cycle(id).answers };
}

test('the search finds each spelling in Redis, in both of its files, and in the name of a file', async () => {
  const own = await startTestRedis({ appendOnly: true });
  const server = own.client();
  const secrets = [{ name: 'planted', text: canary('planted'), guessable: true }];
  const planted = spellings(secrets[0] ?? { name: '', text: '' });
  for (const [spelling, bytes] of planted)
    await server.hset('planted', spelling, Buffer.concat([Buffer.from('before '), bytes, Buffer.from(' after')]));
  await saveUnpacked(server);
  const search = new Watch(secrets);
  const missed = (leaks: readonly Leak[]): string[] =>
    [...planted.keys()].filter((spelling) => leaks.every((leak) => leak.spelling !== spelling));
  const values = (await everythingIn(server)).flatMap(({ where, content }) => search.leaksIn(where, content));
  expect(missed(values)).toEqual([]);
  const { leaks, files } = await search.leaksInFolder(own.folder);
  expect(files.filter((file) => file.endsWith('.rdb'))).toContain('dump.rdb');
  for (const kind of ['dump.rdb', '.incr.aof']) expect(missed(leaks.filter(({ where }) => where.endsWith(kind))), kind).toEqual([]);
  expect(search.leaksIn('a name', `${canary('planted')}.jpg`)).not.toEqual([]);
  await own.stop();
});

test('everybody hears what they may read, the group nothing, and each canary was taken by somebody', () => {
  expect(scene.wronglyHeard()).toEqual([]);
  const unheard = scene.secrets.filter(
    ({ unit, silent, text }) => unit !== undefined && silent !== true && scene.heard.every((message) => !message.text.includes(text)),
  );
  expect(unheard.map(({ name }) => name)).toEqual([]);
  const told = scene.heard.filter(({ to }) => to === '群').flatMap(({ text }) => watch().leaksIn('the group', text));
  expect(told).toEqual([]);
});

test('what is written while Redis refuses it, is full or may only be read is told to nobody, and no error holds it', async () => {
  const { town } = scene;
  const { answers } = await selfCheck();
  const tries: [string, () => Promise<unknown>, () => Promise<unknown>][] = [
    [
      'of the wrong type',
      () => client.rename(answers, 'aside').then(() => client.set(answers, 'x')),
      () => client.rename('aside', answers),
    ],
    ['while it is full', () => client.config('SET', 'maxmemory', '1'), () => client.config('SET', 'maxmemory', '0')],
    ['while it may only be read', () => client.replicaof('127.0.0.1', '1'), () => client.call('REPLICAOF', 'NO', 'ONE')],
  ];
  for (const [name, harm, mend] of tries) {
    await harm();
    await town.says('赵小梅', `改 3 ${scene.bird(`a correction ${name}`, '赵小梅', 'dongcun')}`);
    await town.says('生人', `有困难 ${scene.bird(`a difficulty ${name}`, '生人', 'shiqiao')}`);
    await mend();
    scene.listen('');
  }
  await town.pass('10m');
  scene.listen('');
  expect(scene.wronglyHeard()).toEqual([]);
  expect(town.logged.filter(({ level }) => level !== 'info').length).toBeGreaterThan(tries.length);
});

test('the command line refuses what was changed behind its back without quoting it', async () => {
  const { id, answers } = await selfCheck();
  const stored = (await client.hget(answers, 'dongcun')) ?? '';
  // Not one of the canaries: it stays in the append-only file, which must go on holding all that was ever written.
  const quoted = 'words-put-there-by-hand';
  await client.hset(answers, 'dongcun', `0{"answers":"${quoted}"}`);
  const { code, said, printed } = await runCli(['replies', '--cycle', id, '--json']);
  await client.hset(answers, 'dongcun', stored);
  expect(code).toBe(1);
  const spoken = new Watch([...scene.secrets, { name: 'quoted', text: quoted }]);
  expect([...spoken.leaksIn('stderr', said), ...spoken.leaksIn('stdout', printed)]).toEqual([]);
});

test('none of it stands in Redis, its files, the log, or anywhere else below the data folder', async () => {
  const { town } = scene;
  await saveUnpacked(client);
  const search = watch();
  const stored = await everythingIn(client);
  expect(stored.length).toBeGreaterThan(200);
  expect(stored.flatMap(({ where, content }) => search.leaksIn(where, content))).toEqual([]);
  expect(await readdir(join(town.home, 'data', 'files'))).toHaveLength(2);

  await town.stop();
  const { leaks, files } = await search.leaksInFolder(join(town.home, 'data'));
  expect(leaks).toEqual([]);
  expect(files).toEqual(expect.arrayContaining(['redis/dump.rdb', expect.stringMatching(/^redis\/appendonlydir\/.*incr\.aof$/)]));

  const written: string[] = [];
  for (const pretty of [false, true]) {
    const log = openLog({ sink: { write: (line) => written.push(line) }, pretty });
    for (const { level, facts, message } of town.logged) log[level](facts, message);
  }
  expect(written.length).toBeGreaterThan(20);
  expect(search.leaksIn('the log', written.join(''))).toEqual([]);
  await town.start();
  scene.listen('');
});

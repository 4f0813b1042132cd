import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exclusively } from '../../src/adapters/files/home-lock.js';
import { createClient } from '../../src/adapters/redis/connect.js';
import { findPrivateRedis, openPrivateRedis, type PrivateRedis } from '../../src/adapters/redis/private-server.js';
import { startModule, type ModuleProcess } from '../harness/module-process.js';
import { recordingLog, type RecordingLog } from '../harness/recording-log.js';

let root: string;
let home: string;
let folder: string;
let log: RecordingLog;
const opened: PrivateRedis[] = [];
const started: ModuleProcess[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(await realpath(tmpdir()), 'zrt-private-'));
  home = root;
  folder = join(home, 'data', 'redis');
  log = recordingLog();
});
afterEach(async () => {
  for (const { child } of started.splice(0)) child.kill('SIGKILL');
  for (const server of opened.splice(0)) await server.stop();
  expect(serversOver(folder)).toEqual([]);
  await rm(root, { recursive: true, force: true });
});

async function open(): Promise<PrivateRedis> {
  const server = await openPrivateRedis({ home, log, exclusively });
  opened.push(server);
  return server;
}

async function find(): Promise<PrivateRedis> {
  const server = await findPrivateRedis({ home, exclusively });
  opened.push(server);
  return server;
}

/** Asks over a connection of its own. */
async function ask<T>(path: string, question: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(path);
  const ended = once(client, 'end');
  try {
    return await question(client);
  } finally {
    client.disconnect();
    await ended;
  }
}

const pidOf = (path: string): Promise<number> =>
  ask(path, async (client) => Number(/process_id:(\d+)/.exec(await client.info('server'))?.[1]));

/** The numbers of all redis-server processes that work in a folder. */
function serversOver(place: string): string[] {
  const all = execFileSync('ps', ['-eo', 'pid=,stat=,args='], { encoding: 'utf8' }).split('\n');
  return all.filter((line) => line.includes('redis-server') && line.includes(place) && !/^\s*\d+ Z/.test(line)).map((line) => line.trim());
}

function groupOf(pid: number): string {
  return execFileSync('ps', ['-o', 'pgid=', '-p', String(pid)], { encoding: 'utf8' }).trim();
}

/** A bot of its own that opens the private Redis and then stays; prints whether it adopted one. */
function botElsewhere(): ModuleProcess {
  const bot = startModule(`
    const { openPrivateRedis } = await load('src/adapters/redis/private-server.ts');
    const { exclusively } = await load('src/adapters/files/home-lock.ts');
    const log = { info() {}, warn() {}, error() {} };
    const { adopted } = await openPrivateRedis({ home: ${JSON.stringify(home)}, log, exclusively });
    console.log(adopted);`);
  started.push(bot);
  return bot;
}

describe('the private Redis', () => {
  it('listens on its socket only, for its owner only, and keeps every write', async () => {
    const { path, adopted } = await open();
    expect([path, adopted]).toEqual([join(folder, 'redis.sock'), false]);
    const names = ['port', 'dir', 'appendonly', 'appendfsync', 'save', 'maxmemory', 'maxmemory-policy'];
    const settings = await ask(path, async (client) => await Promise.all(names.map(async (name) => await client.config('GET', name))));
    expect(settings).toEqual([
      ['port', '0'],
      ['dir', folder],
      ['appendonly', 'yes'],
      ['appendfsync', 'always'],
      ['save', ''],
      ['maxmemory', '0'],
      ['maxmemory-policy', 'noeviction'],
    ]);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(path)).mode & 0o777).toBe(0o700);
  });

  it('is gone after stop and has everything when opened again', async () => {
    const first = await open();
    await ask(first.path, (client) => client.set('unit', '东村'));
    await Promise.all([first.stop(), first.stop()]);
    expect(serversOver(folder)).toEqual([]);
    expect(existsSync(first.path)).toBe(false);
    const again = await open();
    expect(again.adopted).toBe(false);
    expect(await ask(again.path, (client) => client.get('unit'))).toBe('东村');
  });

  it('outlives a crash of the bot and is adopted by the next', async () => {
    const bot = botElsewhere();
    expect(await bot.line()).toBe('false');
    const pid = await pidOf(join(folder, 'redis.sock'));
    await ask(join(folder, 'redis.sock'), (client) => client.set('unit', 'dongcun'));
    bot.child.kill('SIGKILL');
    await bot.ended;
    const { path, adopted } = await open();
    expect([adopted, await pidOf(path)]).toEqual([true, pid]);
    expect(await ask(path, (client) => client.get('unit'))).toBe('dongcun');
  });

  it('is not reached by Ctrl-C in the terminal of the bot', async () => {
    const bot = botElsewhere();
    await bot.line();
    const pid = await pidOf(join(folder, 'redis.sock'));
    expect(groupOf(pid)).not.toBe(groupOf(bot.child.pid ?? 0));
    // What a terminal does: the whole foreground group gets the signal.
    process.kill(-(bot.child.pid ?? 0), 'SIGINT');
    expect(await bot.ended).toBe('SIGINT');
    expect(await pidOf((await open()).path)).toBe(pid);
  });

  it('is one server when several open it at once', async () => {
    const bots = [botElsewhere(), botElsewhere()];
    const [first, other, one, two] = await Promise.all([open(), open(), ...bots.map((bot) => bot.line())]);
    expect([String(first?.adopted), String(other?.adopted), one, two].filter((adopted) => adopted === 'false')).toHaveLength(1);
    expect(serversOver(folder)).toHaveLength(1);
  });

  it('starts over what a crash of both left behind', async () => {
    const bot = botElsewhere();
    await bot.line();
    const path = join(folder, 'redis.sock');
    await ask(path, (client) => client.set('unit', 'dongcun'));
    const pid = await pidOf(path);
    bot.child.kill('SIGKILL');
    process.kill(pid, 'SIGKILL');
    await bot.ended;
    await vi.waitFor(() => expect(serversOver(folder)).toEqual([]));
    expect([existsSync(path), existsSync(join(folder, 'redis.pid'))]).toEqual([true, true]);
    const again = await open();
    expect([again.adopted, await ask(again.path, (client) => client.get('unit'))]).toEqual([false, 'dongcun']);
  });

  it('leaves a stranger alone whose process number a stale pid file names', async () => {
    await mkdir(folder, { recursive: true });
    const stranger = startModule(`console.log('here'); setInterval(() => {}, 60_000);`);
    started.push(stranger);
    await stranger.line();
    await writeFile(join(folder, 'redis.pid'), String(stranger.child.pid));
    await open();
    expect([stranger.child.exitCode, stranger.child.signalCode]).toEqual([null, null]);
  });

  it('ends a server whose socket is lost before it starts another over the same file', async () => {
    const bot = botElsewhere();
    await bot.line();
    const path = join(folder, 'redis.sock');
    await ask(path, (client) => client.set('unit', 'dongcun'));
    const pid = await pidOf(path);
    bot.child.kill('SIGKILL');
    await bot.ended;
    await rm(path);
    const again = await open();
    expect(await pidOf(again.path)).not.toBe(pid);
    expect(serversOver(folder)).toHaveLength(1);
    expect(await ask(again.path, (client) => client.get('unit'))).toBe('dongcun');
  });

  it('ends and replaces a server that has hung', async () => {
    const bot = botElsewhere();
    await bot.line();
    const pid = await pidOf(join(folder, 'redis.sock'));
    bot.child.kill('SIGKILL');
    await bot.ended;
    process.kill(pid, 'SIGSTOP');
    await expect(find()).rejects.toMatchObject({ name: 'TemporaryError', code: 'redis-silent' });
    expect(await pidOf((await open()).path)).not.toBe(pid);
  });

  it('is started again when it dies, and clients find everything there', async () => {
    const server = await open();
    const client = createClient({ path: server.path }, log);
    await client.set('unit', 'dongcun');
    for (let death = 0; death < 3; death += 1) {
      const again = log.next('the private Redis answers again');
      process.kill(await pidOf(server.path), 'SIGKILL');
      expect(await client.get('unit')).toBe('dongcun');
      await again;
    }
    const ended = once(client, 'end');
    client.disconnect();
    await ended;
  });

  it('is killed on stop when it does not obey', async () => {
    const server = await open();
    process.kill(await pidOf(server.path), 'SIGSTOP');
    await server.stop();
    expect(serversOver(folder)).toEqual([]);
  });

  it('stops also while it is being started again', async () => {
    const server = await open();
    const ended = log.next('the private Redis ended');
    process.kill(await pidOf(server.path), 'SIGKILL');
    await ended;
    await server.stop();
    expect(serversOver(folder)).toEqual([]);
  });

  it('uses a short socket of its owner alone when the home lies too deep', async () => {
    home = join(home, '青山镇党委'.repeat(6), '责任田'.repeat(8));
    folder = join(home, 'data', 'redis');
    const { path } = await open();
    expect(Buffer.byteLength(path)).toBeLessThanOrEqual(100);
    expect((await stat(dirname(path))).mode & 0o777).toBe(0o700);
    expect(await ask(path, async (client) => await client.config('GET', 'dir'))).toEqual(['dir', folder]);
    await opened.splice(0)[0]?.stop();
    await chmod(dirname(path), 0o755);
    await expect(open()).rejects.toMatchObject({ code: 'socket-folder-unsafe' });
    await rm(dirname(path), { recursive: true });
  });

  it('refuses a Redis of another folder on its socket', async () => {
    await mkdir(folder, { recursive: true });
    const stranger = createServer((socket) => socket.on('data', () => socket.write('*2\r\n$3\r\ndir\r\n$4\r\n/tmp\r\n'))).listen(
      join(folder, 'redis.sock'),
    );
    await once(stranger, 'listening');
    await expect(open()).rejects.toMatchObject({ name: 'PermanentError', code: 'redis-socket-taken' });
    stranger.close();
    await once(stranger, 'close');
  });

  it('says when redis-server is not installed', async () => {
    vi.stubEnv('PATH', home);
    await expect(open()).rejects.toMatchObject({ name: 'PermanentError', code: 'redis-absent' });
    vi.unstubAllEnvs();
  });

  it('says in the words of Redis why it does not start', async () => {
    await (await open()).stop();
    await writeFile(join(folder, 'appendonlydir', 'appendonly.aof.manifest'), 'spoiled\n');
    await expect(open()).rejects.toMatchObject({
      code: 'redis-start-failed',
      message: expect.stringMatching(/ended at once: .*manifest/i),
    });
    expect(await readFile(join(folder, 'redis.log'), 'utf8')).toContain('manifest');
  });

  it('says when data cannot be written to', async () => {
    await writeFile(join(home, 'data'), 'a file, no folder');
    await expect(open()).rejects.toMatchObject({ code: 'data-unwritable' });
  });
});

describe('a command beside the bot', () => {
  it('uses the running Redis and leaves it running', async () => {
    const bot = await open();
    const pid = await pidOf(bot.path);
    const command = await find();
    expect([command.path, command.adopted]).toEqual([bot.path, true]);
    await command.stop();
    expect(await pidOf(bot.path)).toBe(pid);
  });

  it('starts Redis when no bot runs, and stops it again', async () => {
    const command = await find();
    expect(command.adopted).toBe(false);
    await command.stop();
    expect(serversOver(folder)).toEqual([]);
  });

  it('leaves Redis to a bot that came meanwhile', async () => {
    const command = await find();
    const bot = await open();
    expect(bot.adopted).toBe(true);
    await command.stop();
    expect(await ask(bot.path, (client) => client.ping())).toBe('PONG');
  });

  it('leaves nothing running when the last of several goes, in whatever order', async () => {
    const [one, two, three] = await Promise.all([find(), find(), find()]);
    await one.stop();
    expect(serversOver(folder)).toHaveLength(1);
    await Promise.all([three.stop(), two.stop()]);
    expect(serversOver(folder)).toEqual([]);
  });

  it('ends quietly when the bot has stopped Redis under it', async () => {
    const bot = await open();
    const command = await find();
    await bot.stop();
    await command.stop();
    expect(serversOver(folder)).toEqual([]);
  });
});

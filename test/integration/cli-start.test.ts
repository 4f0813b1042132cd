import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import {
  hearsSignals,
  killClis,
  redisServersOf,
  removeSampleHomes,
  runCli,
  sampleHome,
  startCli,
  type RunningCli,
} from '../harness/cli.js';
import { files, replace } from '../harness/hamlet.js';
import { freePort } from '../harness/tcp-redis.js';

const endsWithinMs = 5_000;

afterEach(killClis);
afterAll(removeSampleHomes);

const runs = '青山镇责任田在运行，8个日程。';

async function started(home: string, args: readonly string[] = []): Promise<RunningCli> {
  const bot = startCli(['start', ...args], { home });
  await bot.said(runs);
  return bot;
}

describe('a running bot', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('says that it runs, and ends well at %s with its Redis', async (signal) => {
    const home = await sampleHome();
    const bot = await started(home);
    expect(redisServersOf(home)).toHaveLength(1);
    const { code, ms } = await bot.end(signal);
    expect(code).toBe(0);
    expect(ms).toBeLessThan(endsWithinMs);
    expect(redisServersOf(home)).toEqual([]);
  });

  it('ends well at several signals in a row', async () => {
    const home = await sampleHome();
    const bot = await started(home);
    bot.child.kill('SIGINT');
    bot.child.kill('SIGTERM');
    expect(await bot.end('SIGINT')).toMatchObject({ code: 0 });
    expect(redisServersOf(home)).toEqual([]);
  });

  it('prints one JSON document for programs, and its log elsewhere', async () => {
    const home = await sampleHome();
    await replace(files.settings, 'port: 8700', 'port: 0')(home);
    const bot = startCli(['start', '--json'], { home });
    await bot.said('}\n');
    const { code, stdout, stderr } = await bot.end('SIGTERM');
    expect(code).toBe(0);
    const console = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/);
    const next = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(JSON.parse(stdout)).toEqual({ committee: '青山镇', schedules: 8, console, next });
    for (const line of stderr.trim().split('\n'))
      expect(JSON.parse(line)).toMatchObject({ level: expect.any(String), msg: expect.any(String) });
  });

  it('refuses a second copy on the same home, and goes on', async () => {
    const home = await sampleHome();
    const bot = await started(home);
    const second = await runCli(['start', '--json'], { home });
    expect(second.code).toBe(1);
    expect(JSON.parse(second.stdout)).toEqual({
      error: { code: 'home-taken', message: `another copy is running on ${home}, process ${bot.child.pid}` },
    });
    expect(await runCli(['status'], { home })).toMatchObject({ code: 0 });
    expect(await bot.end('SIGTERM')).toMatchObject({ code: 0 });
  });

  it('is followed after a crash by one that takes over its Redis and all that is in it', async () => {
    const home = await sampleHome();
    const bot = await started(home);
    const [redis] = redisServersOf(home);
    await runCli(['open', 'monthly-self-check'], { home });
    expect(await bot.end('SIGKILL')).toMatchObject({ code: 'SIGKILL' });
    expect(redisServersOf(home)).toEqual([redis]);
    const next = await started(home);
    expect(redisServersOf(home)).toHaveLength(1);
    const { stdout } = await runCli(['status', '--json'], { home });
    expect(JSON.parse(stdout)).toMatchObject({ cycles: [{ schedule: 'monthly-self-check', total: 18 }] });
    expect(await next.end('SIGTERM')).toMatchObject({ code: 0 });
    expect(redisServersOf(home)).toEqual([]);
  });

  it('gives whoever starts it a code for the console as long as nobody of the office has a chat account, and keeps it out of its log', async () => {
    const home = await sampleHome();
    await replace(files.settings, 'port: 8700', 'port: 0')(home);
    await replace(files.roster, 'accounts: [wxid_he]', 'accounts: []')(home);
    const bot = await started(home);
    await bot.said('zerentian sign-in he', 'stderr');
    const { stdout, stderr } = await bot.end('SIGTERM');
    const [, address = ''] = /\n控制台：(http:\S+)\n/u.exec(stdout) ?? [];
    const said = /党政办还没有人绑上聊天号[^]+?sign-in he/u.exec(stderr)?.[0] ?? '';
    expect(said).toContain(`打开 ${address}\n`);
    const [, code = ''] = /填何晓燕的登录码：(\d{8})\n/u.exec(said) ?? [];
    expect(stderr.replace(said, '')).not.toContain(code);
    const { stdout: again } = await runCli(['sign-in', '何晓燕', '--json'], { home });
    expect(JSON.parse(again)).toEqual({
      person: 'he',
      code: expect.stringMatching(/^\d{8}$/),
      until: expect.stringMatching(/Z$/),
      address: null,
    });
    expect((await runCli(['sign-in', '没有这个人'], { home })).code).toBe(1);
  });

  it('may be one that only works through what is due', async () => {
    const home = await sampleHome();
    const worker = await started(home, ['--role', 'worker']);
    const { code, stderr } = await worker.end('SIGTERM');
    expect(code).toBe(0);
    expect(stderr).not.toContain('online');
  });
});

describe('a bot told to end while it starts', () => {
  it('ends well before anything of it is there', async () => {
    const home = await sampleHome();
    const bot = startCli(['start'], { home });
    await hearsSignals(bot);
    const { code, ms } = await bot.end('SIGTERM');
    expect(code).toBe(0);
    expect(ms).toBeLessThan(endsWithinMs);
    expect(redisServersOf(home)).toEqual([]);
  });

  it('ends well when its files are read and its Redis starts', async () => {
    const home = await sampleHome();
    const bot = startCli(['start'], { home });
    await bot.said('断链', 'stderr');
    const { code, ms } = await bot.end('SIGINT');
    expect(code).toBe(0);
    expect(ms).toBeLessThan(endsWithinMs);
    expect(redisServersOf(home)).toEqual([]);
  });

  it('ends well while the chat does not answer', async () => {
    const home = await sampleHome();
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const env = {
      WECHATY_PUPPET: 'wechaty-puppet-service',
      WECHATY_PUPPET_SERVICE_ENDPOINT: `127.0.0.1:${String((server.address() as AddressInfo).port)}`,
      WECHATY_PUPPET_SERVICE_TOKEN: 'insecure_nobody',
      WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT: 'true',
    };
    const bot = startCli(['start'], { home, env });
    const [line] = (await once(server, 'connection')) as [Socket];
    const { code, ms, stdout } = await bot.end('SIGTERM');
    line.destroy();
    server.close();
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(ms).toBeLessThan(endsWithinMs);
    expect(redisServersOf(home)).toEqual([]);
  });
});

describe('a start that cannot be', () => {
  it('names an outside Redis that is not there by host and port, without its password', async () => {
    const home = await sampleHome();
    const port = await freePort();
    const { code, stdout, stderr } = await runCli(['start'], { home, env: { REDIS_URL: `redis://operator:geheim@127.0.0.1:${port}` } });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(`Redis at 127.0.0.1:${port} was not reached`);
    expect(stderr).not.toMatch(/geheim|operator/);
  });

  it('names a puppet whose package is not installed', async () => {
    const home = await sampleHome();
    const { code, stderr } = await runCli(['start'], { home, env: { WECHATY_PUPPET: 'wechaty-puppet-of-nobody' } });
    expect(code).toBe(1);
    expect(stderr).toContain("The puppet's package wechaty-puppet-of-nobody cannot be loaded.");
    expect(redisServersOf(home)).toEqual([]);
  });

  it('lists all faults of the files and starts nothing', async () => {
    const home = await sampleHome();
    await writeFile(join(home, 'settings.yaml'), 'restDays: never\ntimezone: Asia/Shangai\nquietHour: false\n');
    const { code, stdout, stderr } = await runCli(['start'], { home });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.match(/^settings\.yaml:\d:\d+ /gm)).toHaveLength(3);
    expect(redisServersOf(home)).toEqual([]);
  });

  it('tells an unknown role as wrong usage', async () => {
    const { code, stderr } = await runCli(['start', '--role', 'courier,nonsense'], { home: await sampleHome() });
    expect(code).toBe(2);
    expect(stderr).toContain('There is no role "nonsense"; there are: courier, worker, console.');
  });
});

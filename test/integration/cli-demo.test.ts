import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hearsSignals, killClis, redisServersOf, runCli, startCli } from '../harness/cli.js';

let place: string;

/** The demonstration makes its home in the folder for temporary files, which is one of the test's own. */
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'zrt-stage-'));
});
afterEach(async () => {
  await killClis();
  // Pictures are opened from their folder afterwards as well.
  const isLeft = (name: string): boolean => name.startsWith('zerentian') && !name.startsWith('zerentian-pictures');
  const left = [...readdirSync(place).filter(isLeft), ...redisServersOf(place)];
  await rm(place, { recursive: true, force: true });
  expect(left).toEqual([]);
});

const demo = (...args: string[]): [string[], { env: Record<string, string> }] => [['demo', ...args], { env: { TMPDIR: place } }];

describe('zerentian demo', () => {
  it('lets anybody be spoken for and time pass', async () => {
    const [args, options] = demo();
    const input = [
      '快进 10m',
      '赵小梅: 1是 2 3次 3A 4 8.20 5无',
      '@各村各单位工作群 张建国: @助手 状态',
      '马春生：[语音]',
      '赵小梅: [文件]',
      '陌生人: 你好',
      '快进 2wd',
      '退出',
      '张建国: 状态',
    ];
    const { code, stdout, stderr } = await runCli(args, { ...options, input });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('责任田演示：青山镇，现在是8月25日（周二）8:59。');
    expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/m);
    const steps = [
      /→ 赵小梅\n {4}赵小梅同志：\n {4}东村8月自查，5题/,
      /—— 8月25日（周二）9:09 ——/,
      /→ 赵小梅\n {4}收到，东村8月自查记下了/,
      /【各村各单位工作群】\n {4}8月自查：18个单位，已交1/,
      /→ 马春生\n {4}语音我听不了。/,
      /→ 赵小梅\n {4}.*文件/,
      /→ 陌生人\n {4}您好，这里是青山镇责任田。/,
      /—— 8月27日（周四）18:00 ——/,
    ];
    for (const step of steps) expect(stdout).toMatch(step);
    expect(stdout.split('—— 8月27日（周四）18:00 ——')[1]?.trim()).toBe('');
  });

  it('lets a stranger try a code, and a month pass', async () => {
    const cli = startCli(...demo());
    await cli.said('离开：退出');
    cli.type('何晓燕: 绑定码 马春生');
    await cli.said('别发群里');
    cli.type('陌生人: 绑定 12345678');
    await cli.said('这个码不对');
    for (const typed of ['快进 30d', '张建国: 台账', '退出']) cli.type(typed);
    const { code, stdout, stderr } = await cli.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const words of ['9月五问，5题', '中秋、国庆提醒', '只给您看，不排名', '制度台账您有两项没出台', '制度台账：全镇10项'])
      expect(stdout).toContain(words);
  });

  it('says what it did not understand and goes on', async () => {
    const [args, options] = demo();
    const input = [
      '你好',
      '孙悟空: 状态',
      '@没有的群 张建国: 状态',
      '快进 三天',
      '快进 -2h',
      '快进 0d',
      '快进 99999d',
      '',
      '用法',
      '赵小梅: 我的',
      '退出',
    ];
    const { code, stdout, stderr } = await runCli(args, { ...options, input });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const typed of ['你好', '孙悟空: 状态', '@没有的群 张建国: 状态']) expect(stdout).toContain(`没看懂“${typed}”。`);
    for (const typed of ['三天', '-2h', '0d', '99999d']) expect(stdout).toContain(`没看懂“${typed}”这个时长`);
    expect(stdout.match(/离开：退出/g)).toHaveLength(2);
    expect(stdout).toMatch(/→ 赵小梅\n/);
  });

  it('ends with its input', async () => {
    const [args, options] = demo('--json');
    const { code, stdout } = await runCli(args, options);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ messages: 0 });
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('ends well at %s, also while time is passing', async (signal) => {
    const cli = startCli(...demo());
    await cli.said('离开：退出');
    cli.type('快进 300d');
    await cli.said('→ 赵小梅');
    const { code, ms, stderr } = await cli.end(signal);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(ms).toBeLessThan(5_000);
  });

  it('ends well when it is told to before its stage is set', async () => {
    const cli = startCli(...demo());
    await hearsSignals(cli);
    expect(await cli.end('SIGTERM')).toMatchObject({ code: 0, stdout: '' });
  });

  it('ends well when nobody reads it any more', async () => {
    const cli = startCli(...demo());
    await cli.said('离开：退出');
    cli.child.stdout?.destroy();
    cli.type('用法');
    expect(await cli.ended).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('zerentian demo --script', () => {
  it('plays a whole month as written, and tells its outcome as one JSON document', async () => {
    const [args, options] = demo('--script', '--json');
    const { code, stdout, stderr } = await runCli(args, options);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({ ok: true, messages: expect.any(Number), differences: [] });
  });

  it('ends well at a signal in the middle', async () => {
    const cli = startCli(...demo('--script'));
    await cli.said('一条答完');
    const { code, ms, stderr } = await cli.end('SIGINT');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(ms).toBeLessThan(5_000);
    expect(existsSync(place)).toBe(true);
  });
});

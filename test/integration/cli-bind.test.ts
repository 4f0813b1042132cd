import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { killClis, redisServersOf, removeSampleHomes, runCli, sampleHome } from '../harness/cli.js';
import { files, hamlet, hamletWith, replace } from '../harness/hamlet.js';
import { Township } from '../harness/township.js';

let town: Township | undefined;

afterEach(async () => {
  await killClis();
  const home = town?.home;
  await town?.end();
  town = undefined;
  if (home !== undefined) expect(redisServersOf(home)).toEqual([]);
});
afterAll(removeSampleHomes);

const issued = z.strictObject({ person: z.string(), code: z.string().regex(/^\d{8}$/), until: z.iso.datetime() });

test('a code made beside the running bot binds whoever types it, and the command line sees the binding', async () => {
  const prepare = hamletWith(replace(files.roster, 'accounts: [wxid_ma] }', 'accounts: [] }'));
  const running = await Township.open({ at: '2026-08-24 15:00', prepare });
  town = running;
  const { code, stdout, stderr } = await runCli(['bind', '马春生', '--json'], { home: running.home });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const given = issued.parse(JSON.parse(stdout));
  expect(given.person).toBe('ma');
  await running.says('陌生人', `绑定 ${given.code}`);
  running.expects('陌生人', '马春生同志，绑好了');
  const again = await runCli(['bind', 'ma'], { home: running.home });
  expect(again).toMatchObject({ code: 0, stderr: '' });
  expect(again.stdout).toMatch(/^马春生（石桥村联络员）的码：\d{8}\n用一次，/u);
  expect(again.stdout).toContain('马春生现在绑着一个号');
  await running.until('2026-08-24 15:05');
  running.expects('何晓燕', '绑好了');
  expect(await readFile(join(running.home, files.roster), 'utf8')).not.toContain('wxid_stranger');
});

test('without a bot a code is made all the same, and Redis is stopped again', async () => {
  const home = await sampleHome();
  const { code, stdout } = await runCli(['bind', '石桥村马春生', '--json'], { home });
  expect(code).toBe(0);
  expect(issued.parse(JSON.parse(stdout)).person).toBe('ma');
  expect(redisServersOf(home)).toEqual([]);
});

test('who is not to be found, or is two people, is refused with what would have been right', async () => {
  const home = await sampleHome();
  await hamlet(home);
  await replace(files.roster, 'name: 吴永贵', 'name: 马春生')(home);
  for (const [typed, code, words] of [
    ['李得明', 'no-such-person', 'did you mean 李德明?'],
    ['没有这个人', 'no-such-person', 'see roster.yaml'],
    ['马春生', 'several-people', 'wu, ma'],
  ] as const) {
    const refused = await runCli(['bind', typed, '--json'], { home });
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.stdout)).toMatchObject({ error: { code, message: expect.stringContaining(words) } });
  }
  expect((await runCli(['bind'], { home })).code).toBe(2);
});

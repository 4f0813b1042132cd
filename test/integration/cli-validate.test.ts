import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { killClis, redisServersOf, removeSampleHomes, runCli, sampleHome } from '../harness/cli.js';
import { removeHomes, rightFiles, writeHome } from '../harness/home-folder.js';

afterEach(killClis);
afterAll(async () => {
  await removeHomes();
  await removeSampleHomes();
});

const rightDocument = z.looseObject({
  ok: z.literal(true),
  people: z.int(),
  units: z.int(),
  schedules: z.int(),
  warnings: z.array(z.string()),
});
const place = { file: z.string().min(1), line: z.int().min(1), column: z.int().min(1) };
const faultsDocument = z.strictObject({
  ok: z.literal(false),
  faults: z.array(z.strictObject({ ...place, code: z.string(), what: z.string().min(1), hint: z.string().exactOptional() })),
});

/** Five slips in three files, each of another kind. */
const wrongFiles = {
  ...rightFiles,
  'roster.yaml':
    rightFiles['roster.yaml']?.replace('supervisor: wang', 'supervisor: wagn').replace('roles: [secretary]', 'roles: [secretery]') ?? '',
  'settings.yaml': rightFiles['settings.yaml']?.replace('restDays: hold', 'restDay: hold') ?? '',
  'schedules/monthly.yaml':
    rightFiles['schedules/monthly.yaml']?.replace('0 9 25 * *', '0 25 9 * *').replace('deadline: 5wd', 'deadline: five') ?? '',
};

describe('zerentian validate', () => {
  it('says that all is right, with the sizes and the broken links, and leaves nothing behind', async () => {
    const home = await sampleHome();
    const { code, stdout, stderr } = await runCli(['validate'], { home });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/都对：43人，18个单位，1个群，8个日程，7份检查清单，\d+个模板。/);
    expect(stdout).toContain('断链：上坪村没有联络员');
    expect(redisServersOf(home)).toEqual([]);
  });

  it('prints one JSON document for programs', async () => {
    const { code, stdout } = await runCli(['validate', '--json'], { home: await sampleHome() });
    expect(code).toBe(0);
    expect(rightDocument.parse(JSON.parse(stdout))).toMatchObject({ people: 43, units: 18, schedules: 8 });
  });

  it('lists the faults of all files at once, each with its place, and is refused', async () => {
    const { code, stdout, stderr } = await runCli(['validate'], { home: await writeHome(wrongFiles) });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const lines = stdout.trim().split('\n');
    for (const line of lines) expect(line).toMatch(/^[\w./-]+:\d+:\d+ {2}\S/);
    expect(lines).toHaveLength(5);
    expect(stdout).toMatch(/roster\.yaml:10:\d+ .*wagn.*是不是 wang/);
    expect(stdout).toMatch(/settings\.yaml:4:1 .*restDay.*是不是 restDays/);
    expect(stdout).toMatch(/schedules\/monthly\.yaml:3:\d+ .*0 25 9/);
  });

  it('gives the same faults as one JSON document', async () => {
    const { code, stdout, stderr } = await runCli(['validate', '--json'], { home: await writeHome(wrongFiles) });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const { faults } = faultsDocument.parse(JSON.parse(stdout));
    expect(faults.map(({ file, code: kind }) => `${file} ${kind}`)).toEqual([
      'roster.yaml not-one-of',
      'roster.yaml unknown-person',
      'settings.yaml unknown-key',
      'schedules/monthly.yaml bad-cron',
      'schedules/monthly.yaml bad-duration',
    ]);
    expect(faults.find(({ code: kind }) => kind === 'unknown-person')?.hint).toContain('wang');
  });

  it('names the file it looked for when the home is missing', async () => {
    const home = join(await sampleHome(), 'nowhere');
    const { code, stdout } = await runCli(['validate'], { home });
    expect(code).toBe(1);
    expect(stdout).toContain(`没有这个文件（${join(home, 'roster.yaml')}）`);
    const json = await runCli(['validate', '--json'], { home });
    expect(faultsDocument.parse(JSON.parse(json.stdout)).faults[0]?.code).toBe('missing-file');
  });

  it('takes the current folder when ZERENTIAN_HOME is not set', async () => {
    const cwd = await sampleHome();
    expect(await runCli(['validate'], { cwd })).toMatchObject({ code: 0 });
    await rm(join(cwd, 'roster.yaml'));
    expect(await runCli(['validate'], { cwd })).toMatchObject({ code: 1 });
    expect(await runCli(['validate'], { cwd, home: await sampleHome() })).toMatchObject({ code: 0 });
  });

  it('finds a changed template that mentions what its message does not have', async () => {
    const home = await sampleHome();
    await mkdir(join(home, 'templates'));
    await writeFile(join(home, 'templates', 'remind.md'), '{{ salute }}，{{ telephone }}\n');
    const { code, stdout } = await runCli(['validate'], { home });
    expect(code).toBe(1);
    expect(stdout).toMatch(/templates\/remind\.md:1:\d+ /);
  });
});

describe('the command line', () => {
  it.each([[['--help']], [['help']], [['plan', '--help']]])('explains itself at %j', async (args) => {
    const { code, stdout } = await runCli(args);
    expect(code).toBe(0);
    expect(stdout).toContain('Usage: zerentian');
  });

  it.each([[[]], [['valid']], [['validate', '--nonsense']], [['open']], [['replies']], [['plan', 'more']]])(
    'tells wrong usage at %j',
    async (args) => {
      const { code, stdout, stderr } = await runCli(args, { home: await sampleHome() });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).not.toBe('');
    },
  );

  it('tells wrong usage as JSON when asked for JSON', async () => {
    const { code, stdout } = await runCli(['replies', '--json'], { home: await sampleHome() });
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'usage' } });
  });
});

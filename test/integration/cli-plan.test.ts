import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dated, killClis, removeSampleHomes, runCli, sampleHome } from '../harness/cli.js';

afterEach(killClis);
afterAll(removeSampleHomes);

const instant = z.iso.datetime();
const kind = z.enum(['open', 'announce', 'ask', 'remind', 'press', 'supervise', 'circulate']);
const event = z.strictObject({
  at: instant,
  schedule: z.string(),
  opening: instant,
  kind,
  people: z.array(z.string()),
  units: z.int(),
  deadline: instant.exactOptional(),
});
const planDocument = z.strictObject({
  from: instant,
  to: instant,
  events: z.array(event),
  unreached: z.array(z.string()),
  warnings: z.array(z.string()),
});

/** Thursday, the week before the sample's monthly self-check. */
const august = dated('2026-08-20T01:00:00Z');
const yearUnknown = /2027年的放假安排还不知道/;

async function planned(days: number, home: string): Promise<z.infer<typeof planDocument>> {
  const { code, stdout, stderr } = await runCli(['plan', '--days', String(days), '--json'], { home, env: august });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return planDocument.parse(JSON.parse(stdout));
}

describe('zerentian plan', () => {
  it('tells every step of the coming days with its time, and how many people it reaches', async () => {
    const { code, stdout } = await runCli(['plan', '--days', '20'], { home: await sampleHome(), env: august });
    expect(code).toBe(0);
    const steps = stdout.split('\n').filter((line) => line.includes('8月自查：'));
    expect(steps).toEqual([
      '8月25日（周二）9:00　8月自查：开始，18个单位，截止9月1日（周二）18:00',
      '8月25日（周二）9:00　8月自查：群里开场',
      '8月25日（周二）9:00　8月自查：发题给17人，每人约3分钟',
      '8月28日（周五）9:00　8月自查：提醒没交的，最多17人',
      '9月2日（周三）9:00　8月自查：催办没交的，最多17人',
      '9月3日（周四）9:00　8月自查：督办没交的，最多2人',
      '9月4日（周五）9:00　8月自查：拟通报草稿，给2人',
    ]);
  });

  it('gives the same as one JSON document', async () => {
    const { events, from, to } = await planned(20, await sampleHome());
    expect(events.map((one) => one.kind)).toEqual(['open', 'announce', 'ask', 'remind', 'press', 'supervise', 'circulate']);
    expect(events[0]).toMatchObject({
      schedule: 'monthly-self-check',
      at: '2026-08-25T01:00:00.000Z',
      deadline: '2026-09-01T10:00:00.000Z',
      units: 18,
    });
    expect(events[5]?.people.toSorted()).toEqual(['wang', 'zheng']);
    expect(Date.parse(to) - Date.parse(from)).toBe(20 * 24 * 3_600_000);
  });

  it('has nothing to tell of days on which nothing opens, and needs no Redis for it', async () => {
    const home = await sampleHome();
    const { stdout } = await runCli(['plan', '--days', '3'], { home, env: august });
    expect(stdout).toContain('今后3天：没有要做的。');
    expect(existsSync(join(home, 'data'))).toBe(false);
  });

  it('lists a unit whom nobody can be asked for', async () => {
    const home = await sampleHome();
    expect((await planned(20, home)).unreached).toEqual(['shangping']);
    const roster = await readFile(join(home, 'roster.yaml'), 'utf8');
    await writeFile(join(home, 'roster.yaml'), roster.replace('accounts: [wxid_zhao]', 'accounts: []'));
    expect((await planned(20, home)).unreached).toEqual(['dongcun', 'shangping']);
    const { stdout } = await runCli(['plan', '--days', '20'], { home, env: august });
    expect(stdout).toContain('没人可发：东村\n没人可发：上坪村');
  });

  it('warns loudly as soon as it reaches into a year whose holidays are not known', async () => {
    const home = await sampleHome();
    expect((await planned(60, home)).warnings.join()).not.toMatch(yearUnknown);
    expect((await planned(200, home)).warnings.filter((warning) => yearUnknown.test(warning))).toHaveLength(1);
    const { stdout } = await runCli(['plan', '--days', '200'], { home, env: august });
    expect(stdout.split('今后200天')[0]).toMatch(yearUnknown);
    await mkdir(join(home, 'holidays'));
    await writeFile(join(home, 'holidays', '2027.yaml'), 'off: [2027-01-01]\n');
    expect((await planned(200, home)).warnings.join()).not.toMatch(yearUnknown);
  });

  it.each(['0', '-3', 'ten', '1.5', '401', ''])('refuses %j days as wrong usage', async (days) => {
    const { code, stderr } = await runCli(['plan', '--days', days], { home: await sampleHome() });
    expect(code).toBe(2);
    expect(stderr).toContain('a whole number from 1 to 400');
  });

  it('plans nothing from files that are wrong', async () => {
    const home = await sampleHome();
    await writeFile(join(home, 'settings.yaml'), 'restDays: never\n');
    const { code, stdout, stderr } = await runCli(['plan'], { home });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^settings\.yaml:1:11 /);
  });
});

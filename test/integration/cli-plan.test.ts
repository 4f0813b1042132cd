import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dated, killClis, removeSampleHomes, runCli, sampleHome } from '../harness/cli.js';

afterEach(killClis);
afterAll(removeSampleHomes);

const instant = z.iso.datetime();
const kind = z.enum(['open', 'announce', 'ask', 'remind', 'press', 'supervise', 'circulate', 'reminder', 'nudge', 'digest', 'task']);
const event = z.strictObject({
  at: instant,
  schedule: z.string(),
  opening: instant,
  kind,
  people: z.array(z.string()),
  group: z.string().exactOptional(),
  units: z.int(),
  deadline: instant.exactOptional(),
  minutes: z.int().exactOptional(),
});
const personWeek = z.strictObject({ person: z.string(), week: z.iso.date(), messages: z.int() });
const planDocument = z.strictObject({
  from: instant,
  to: instant,
  events: z.array(event),
  unreached: z.array(z.string()),
  broken: z.array(z.looseObject({ code: z.string() })),
  budget: z.strictObject({ perPersonPerWeek: z.int().nullable(), worst: z.array(personWeek), over: z.array(personWeek) }),
  duties: z.array(
    z.strictObject({
      list: z.string(),
      id: z.string(),
      text: z.string(),
      unit: z.string(),
      holder: z.string().nullable(),
      due: z.iso.date(),
    }),
  ),
  checklists: z.array(
    z.strictObject({ id: z.string(), name: z.string(), plan: z.strictObject({ name: z.string(), filing: z.string() }), perYear: z.int() }),
  ),
  warnings: z.array(z.string()),
});

/** Thursday, the week before the sample's monthly self-check. */
const august = dated('2026-08-20T01:00:00Z');
const yearUnknown = /2027年的放假安排还不知道/;

/** The sample township with only some of the shipped schedules. */
async function homeWith(...schedules: string[]): Promise<string> {
  const home = await sampleHome();
  // What they say of answers belongs to the monthly self-check.
  if (!schedules.includes('monthly-self-check')) await rm(join(home, 'checklists'), { recursive: true });
  await mkdir(join(home, 'schedules'));
  for (const id of schedules) {
    const file = `${id}.yaml`;
    await cp(new URL(`../../schedules/${file}`, import.meta.url), join(home, 'schedules', file));
  }
  return home;
}

async function planned(days: number, home: string): Promise<z.infer<typeof planDocument>> {
  const { code, stdout, stderr } = await runCli(['plan', '--days', String(days), '--json'], { home, env: august });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return planDocument.parse(JSON.parse(stdout));
}

const liaisons = '张建国、赵小梅、刘芳、马春生、彭小军、田桂花、苏红梅、曹小玲、余秀英、蒋冬生、董丽、秦小红、钱玉、林晓、韩雪、叶青、杜娟';
const principals =
  '张建国、李德明、陈守田、吴永贵、邓长林、杨兴旺、唐有福、范立军、石大山、胡满仓、潘国庆、朱文斌、方立新、郭志明、宋明德、肖振华、卢学文';
const nudged =
  '张建国、李德明、王志强、陈守田、吴永贵、邓长林、杨兴旺、唐有福、范立军、石大山、胡满仓、郑海波、潘国庆、朱文斌、方立新、郭志明、宋明德、肖振华、卢学文';

describe('zerentian plan', () => {
  it('names the duties that fall due in the window, with their unit and who answers for them', async () => {
    const home = await homeWith('monthly-self-check');
    const { code, stdout } = await runCli(['plan', '--days', '60'], { home, env: august });
    expect(code).toBe(0);
    expect(stdout.split('\n').filter((line) => line.includes('责任到期'))).toEqual([
      '9月30日（周三）　责任到期：工程、接待两项办法出台并执行，2项，财政所，方立新',
    ]);
    expect((await planned(60, home)).duties).toEqual([
      { list: 'integrity', id: 'cz-rules', text: '工程、接待两项办法出台并执行', unit: 'caizheng', holder: 'fang', due: '2026-09-30' },
    ]);
    expect((await planned(20, home)).duties).toEqual([]);
  });

  it('tells every step of the coming days with its time, and whom it reaches', async () => {
    const { code, stdout } = await runCli(['plan', '--days', '20'], { home: await homeWith('monthly-self-check'), env: august });
    expect(code).toBe(0);
    const steps = stdout.split('\n').filter((line) => line.includes('8月自查：'));
    expect(steps).toEqual([
      '8月25日（周二）9:00　8月自查：开始，18个单位，截止9月1日（周二）18:00',
      '8月25日（周二）9:00　8月自查：群里开场',
      `8月25日（周二）9:00　8月自查：发题给17人，每人约3分钟：${liaisons}`,
      `8月28日（周五）9:00　8月自查：提醒没交的，最多17人：${liaisons}`,
      `9月2日（周三）9:00　8月自查：催办没交的，最多17人：${principals}`,
      '9月3日（周四）9:00　8月自查：督办没交的，最多2人：王志强、郑海波',
      '9月4日（周五）9:00　8月自查：拟通报草稿，给2人：周正平、张建国',
    ]);
  });

  it('gives the same as one JSON document', async () => {
    const { checklists, events, from, to, budget } = await planned(20, await homeWith('monthly-self-check'));
    expect(events.map((one) => one.kind)).toEqual(['open', 'announce', 'ask', 'remind', 'press', 'supervise', 'circulate']);
    expect(checklists).toContainEqual({
      id: 'on-site',
      name: '村级现场检查',
      plan: { name: '镇党委2026年督查检查计划', filing: '青办备〔2026〕3号' },
      perYear: 2,
    });
    expect(events[0]).toMatchObject({
      schedule: 'monthly-self-check',
      at: '2026-08-25T01:00:00.000Z',
      deadline: '2026-09-01T10:00:00.000Z',
      units: 18,
    });
    expect(events[2]).toMatchObject({ kind: 'ask', minutes: 3 });
    expect(events[5]?.people.toSorted()).toEqual(['wang', 'zheng']);
    expect(budget).toMatchObject({ perPersonPerWeek: 5, over: [] });
    expect(budget.worst[0]?.messages).toBe(2);
    expect(Date.parse(to) - Date.parse(from)).toBe(20 * 24 * 3_600_000);
  });

  it('tells of friendly words, reminders before festivals and digests too, and that nobody is written to too often', async () => {
    const home = await homeWith('weekly-nudge', 'node-reminders', 'weekly-digest');
    const { stdout } = await runCli(['plan', '--days', '10'], { home, env: dated('2026-09-21T00:30:00Z') });
    expect(stdout.split('\n').filter((line) => !line.startsWith('提醒：'))).toEqual([
      '今后10天：',
      '9月21日（周一）9:00　周报：汇总给1人：张建国',
      '9月22日（周二）9:00　节点提醒：发到群里',
      `9月23日（周三）10:00　每周咬耳扯袖：说给19人，一对一：${nudged}`,
      '9月28日（周一）9:00　周报：汇总给1人：张建国',
      `9月30日（周三）10:00　每周咬耳扯袖：说给19人，一对一：${nudged}`,
      '9月30日（周三）　责任到期：工程、接待两项办法出台并执行，2项，财政所，方立新',
      '每人每周最多2条，在5条以内。',
      '',
    ]);
  });

  it('names whose weeks would be too full if nobody answered', async () => {
    const home = await homeWith('monthly-self-check', 'weekly-nudge', 'weekly-digest');
    const settings = await readFile(join(home, 'settings.yaml'), 'utf8');
    await writeFile(join(home, 'settings.yaml'), settings.replace('perPersonPerWeek: 5', 'perPersonPerWeek: 3'));
    const { stdout } = await runCli(['plan', '--days', '10'], { home, env: august });
    expect(stdout).toContain('都不答、都不办时，一周会超过3条的：\n张建国，8月24日那周4条\n超出时先收起提醒、咬耳扯袖和周报。');
    expect((await planned(10, home)).budget.over).toEqual([{ person: 'zhang', week: '2026-08-24', messages: 4 }]);
  });

  it('names the broken links of those it reaches', async () => {
    expect((await planned(20, await homeWith('monthly-self-check'))).broken).toEqual([
      { code: 'vacant-liaison', unit: 'shangping' },
      { code: 'vacant-principal', unit: 'shangping' },
    ]);
    expect((await planned(3, await homeWith('monthly-self-check'))).broken).toEqual([]);
  });

  it('takes the whole working set that is shipped without a week too full', async () => {
    const { budget, events } = await planned(60, await sampleHome());
    expect(new Set(events.map((one) => one.schedule)).size).toBeGreaterThanOrEqual(5);
    expect(budget.over).toEqual([]);
  });

  it('has nothing to tell of days on which nothing opens, and needs no Redis for it', async () => {
    const home = await homeWith('monthly-self-check');
    const { stdout } = await runCli(['plan', '--days', '3'], { home, env: august });
    expect(stdout).toContain('今后3天：没有要做的。');
    expect(existsSync(join(home, 'data'))).toBe(false);
  });

  it('lists a unit whom nobody can be asked for', async () => {
    const home = await homeWith('monthly-self-check');
    expect((await planned(20, home)).unreached).toEqual(['shangping']);
    const roster = await readFile(join(home, 'roster.yaml'), 'utf8');
    await writeFile(join(home, 'roster.yaml'), roster.replace('accounts: [wxid_zhao]', 'accounts: []'));
    expect((await planned(20, home)).unreached).toEqual(['dongcun', 'shangping']);
    const { stdout } = await runCli(['plan', '--days', '20'], { home, env: august });
    expect(stdout).toContain('没人可发：东村\n没人可发：上坪村');
  });

  it('warns loudly as soon as it reaches into a year whose holidays are not known', async () => {
    const home = await homeWith('monthly-self-check');
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

/** A small township in which something of every kind waits for somebody: for tests of who may deal with it. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { files } from './hamlet.js';
import { numberIn } from './requests.js';
import { spotCheckText } from './spot-checks.js';
import type { Township } from './township.js';

const people: readonly (readonly [string, string, string, string])[] = [
  ['zhang', '张建国', '书记', 'secretary'],
  ['zhou', '周正平', '纪委书记', 'discipline-secretary'],
  ['xu', '许敏', '纪委委员', 'discipline'],
  ['he', '何晓燕', '党政办干事', 'clerk'],
  ['lin', '林晓', '党政办副主任', 'clerk'],
  ['luo', '罗平', '巡察组', 'inspector'],
  ['wang', '王志强', '副书记', ''],
  ['chen', '陈国华', '副镇长', ''],
  ['li', '李德明', '支书', ''],
  ['zhao', '赵小梅', '联络员', ''],
  ['sun', '孙国栋', '委员', ''],
  ['wu', '吴永贵', '支书', ''],
  ['ma', '马春生', '联络员', ''],
  ['tang', '唐小兰', '委员', ''],
  ['su', '苏红梅', '支书', ''],
  ['xie', '谢芳', '干部', ''],
];

const roster = `committee: qingshan
name: 青山镇
people:
${people.map(([id, name, title, role]) => `  - { id: ${id}, name: ${name}, title: ${title}, roles: [${role}], accounts: [wxid_${id}] }`).join('\n')}
units:
  - { id: qingshan, name: 镇党委, kind: committee, principal: zhang, liaison: he }
  - { id: dongcun, name: 东村, kind: village, parent: qingshan, principal: li, supervisor: wang, liaison: zhao, members: [sun] }
  - { id: shiqiao, name: 石桥村, kind: village, parent: qingshan, principal: wu, supervisor: chen, liaison: ma, members: [tang, lin] }
  - { id: xihe, name: 西河村, kind: village, parent: qingshan, principal: su, supervisor: chen, liaison: su }
groups:
  - { id: all-units, name: 各村各单位工作群, room: "17@chatroom" }
`;

const settings = `timezone: Asia/Shanghai
workHours: { from: "09:00", to: "18:00" }
quietHours: false
restDays: send
pacing: false
budget: false
ledger: { recheck: { from: 0wd, to: 0wd } }
`;

const most = 'units: [qingshan, dongcun, shiqiao]';

/** With a ladder of its own it is late by the time everything else is asked for. */
function selfCheck(name: string, cron: string, units: string, more: string): string {
  return `name: ${name}
kind: self-check
cron: "${cron}"
basis: 镇党委落实主体责任实施意见
audience: { ${units} }
ask: liaison
deadline: ${more.includes('escalate') ? '2wd' : '10wd'}
prompt: self-check
questions:
  - { id: done, type: yes-no, text: 本月查过没有？, label: 查过 }
${more}`;
}

const photo = '  - { id: board, type: photo, text: 公开栏拍一张, label: 公开栏, reason: 看贴到几月 }\n';
const ladder = (release: string): string => `escalate:
  - { level: press, at: +1wd, to: principal }
  - { level: supervise, at: +2wd, to: supervisor }
  - { level: circulate, at: +3wd, to: [discipline-secretary, secretary], release: ${release} }
`;
const report = `name: 履责报告
kind: report
cron: "0 9 25 8 *"
basis: 镇党委落实主体责任实施意见
audience: { ${most} }
ask: principal
to: [supervisor, secretary]
deadline: 10wd
prompt: report
parts:
  - { id: principal, text: 主体责任：研究定了哪些事？, label: 主体责任 }
  - { id: direct, text: 直接责任：自己经手的，有要说清的吗？, label: 直接责任 }
`;
const tasks = `name: 巡察整改
kind: task
cron: "0 9 1 1 *"
basis: 镇纪委检查
ask: liaison
items:
  - { id: d1, text: 东村台账补齐, unit: dongcun, due: 2026-09-30 }
  - { id: d2, text: 东村公章移交, unit: dongcun, due: 2026-09-30 }
  - { id: s1, text: 石桥账目公示, unit: shiqiao, due: 2026-09-30 }
  - { id: s2, text: 石桥会议补签, unit: shiqiao, due: 2026-09-30 }
`;

const checklist = `name: 村级检查
plan: { name: 年度检查计划, filing: 青办备〔2026〕3号 }
items: [{ id: post, text: 有人在岗吗？ }]
`;

/** For `Township.open({ prepare })`; opens on 2026-08-10. */
export async function hamletOfMatters(home: string): Promise<void> {
  await mkdir(join(home, 'schedules'), { recursive: true });
  await rm(join(home, files.selfCheck), { force: true });
  const schedules = {
    flood: selfCheck('防汛自查', '0 9 10 8 *', 'units: [dongcun, shiqiao]', ladder('discipline-secretary')),
    fire: selfCheck('防火自查', '0 9 10 8 *', 'units: [dongcun]', ladder('secretary')),
    monthly: selfCheck('月度自查', '0 9 25 8 *', most, ''),
    night: selfCheck('值班自查', '0 9 25 8 *', most, ''),
    seal: selfCheck('公章自查', '0 9 25 8 *', most, photo),
    report,
    tasks,
    // One that waits for its number, and one whose only unit has to be telephoned.
    'spot-open': spotCheckText({ cron: '0 9 25 8 *', units: ['shiqiao'], sample: 1 }),
    'spot-silent': spotCheckText({ cron: '0 9 24 8 *', units: ['xihe'], sample: 1 }),
  };
  await writeFile(join(home, files.roster), roster);
  await writeFile(join(home, files.settings), settings);
  for (const [id, text] of Object.entries(schedules)) await writeFile(join(home, 'schedules', `${id}.yaml`), text);
  await mkdir(join(home, 'checklists'), { recursive: true });
  await writeFile(join(home, 'checklists', 'look.yaml'), checklist);
}

export interface Matters {
  /** Numbers by kind and unit. */
  request: Record<string, number>;
  offer: Record<string, number>;
  open: Record<string, number>;
  reported: Record<string, number>;
  reading: Record<string, number>;
  /** By the role that decides on it. */
  draft: Record<'discipline-secretary' | 'secretary', number>;
  pause: number;
  /** Of the ledger, by state and unit. */
  finding: Record<'proposed' | 'open' | 'objected' | 'reported' | 'closed', Record<string, number>>;
  /** The draw that waits for a number. */
  draw: number;
  /** In which 孙国栋 is asked to stand in. */
  leave: number;
  /** What 何晓燕 wants to take out. */
  export: number;
  /** Of the part that nobody has touched. */
  prompt: Record<string, number>;
}

/** Of prompts there are fewer: no number names a prompt as well as a matter. */
const firstNo = 40;

/** Lets time pass until something of every kind waits for somebody. */
export async function mattersOf(town: Township): Promise<Matters> {
  for (let no = 0; no < firstNo; ) no = await town.bot.world.stores.matters.number(`left-out/${no}`);
  await town.until('2026-08-24 09:10');
  await town.says('许敏', '抽 7');
  await town.until('2026-08-25 09:10');
  town.takeEverything();
  const { cycles, matters, circulars } = town.bot.world.stores;
  const open = await cycles.openCycles();
  const prompt = (schedule: string, unit: string): number => {
    const cycle = open.find((one) => one.schedule.id === schedule);
    if (cycle === undefined) throw new Error(`${schedule} is not open`);
    return cycle.firstNo + cycle.units.indexOf(unit);
  };
  const says = async (who: string, text: string): Promise<number> => {
    await town.says(who, text);
    return Number(numberIn(town.expects(who)));
  };
  const task = Object.fromEntries((await matters.open({ kind: 'task' })).map(({ item, no }) => [item, no]));
  const request = {
    dongcun: await says('赵小梅', `${prompt('monthly', 'dongcun')}# 延期 3天 祠堂修缮`),
    shiqiao: await says('马春生', `${prompt('monthly', 'shiqiao')}# 延期 3天 水泵改造`),
  };
  await says('赵小梅', `${prompt('night', 'dongcun')}# 改派 孙国栋`);
  await says('马春生', `${prompt('night', 'shiqiao')}# 改派 唐小兰`);
  await says('李德明', `${prompt('report', 'dongcun')}# 一、接访十九件\n二、没有`);
  await says('吴永贵', `${prompt('report', 'shiqiao')}# 一、拆迁八户\n二、没有`);
  await says('张建国', `${prompt('report', 'qingshan')}# 一、班子碰头\n二、没有`);
  await says('赵小梅', `已办 ${task['d2']} 移交清单`);
  await says('马春生', `已办 ${task['s2']} 补签齐了`);
  await says('何晓燕', '暂停 西河村 至 9月30日 整村搬迁');
  const finding = { proposed: {}, open: {}, objected: {}, reported: {}, closed: {} } as Matters['finding'];
  const found = async (state: keyof Matters['finding'], unit: string, text: string): Promise<number> => {
    const no = await says('许敏', `登记 ${text}`);
    finding[state][unit] = no;
    if (state !== 'proposed') await says('许敏', `立 ${no} 9月18日`);
    return no;
  };
  for (const [unit, name, principal, what] of [
    ['dongcun', '东村', '李德明', '饭票超支'],
    ['shiqiao', '石桥村', '吴永贵', '苗木占地'],
  ] as const) {
    await found('proposed', unit, `${name} ${what}一`);
    await found('open', unit, `${name} ${what}二`);
    await says(principal, `异议 ${await found('objected', unit, `${name} ${what}三`)} 不是这么回事`);
    await says(principal, `已改 ${await found('reported', unit, `${name} ${what}四`)} 退了款`);
    const closed = await found('closed', unit, `${name} ${what}五`);
    await says(principal, `已改 ${closed} 退了款`);
    await says('许敏', `销号 ${closed}`);
  }
  // Whoever is to look again is asked.
  await town.until('2026-08-25 09:20');
  town.takeEverything();
  const leave = await says('赵小梅', '请假 9.21到9.25 孙国栋代');
  const exported = await says('何晓燕', '导出 名单');
  const all = await matters.open();
  const ofUnits = (kept: (typeof all)[number][]): Record<string, number> => Object.fromEntries(kept.map(({ unit, no }) => [unit, no]));
  const drafts = await circulars.openCirculars();
  const draftOf = (schedule: string): number =>
    drafts.find(({ cycle }) => open.find(({ id }) => id === cycle)?.schedule.id === schedule)?.no ?? 0;
  return {
    request,
    offer: ofUnits(all.filter((matter) => matter.kind === 'request' && matter.ask === 'reassign')),
    open: { dongcun: task['d1'] ?? 0, shiqiao: task['s1'] ?? 0 },
    reported: { dongcun: task['d2'] ?? 0, shiqiao: task['s2'] ?? 0 },
    reading: ofUnits(all.filter(({ kind }) => kind === 'reading')),
    draft: { 'discipline-secretary': draftOf('flood'), secretary: draftOf('fire') },
    pause: all.find(({ kind }) => kind === 'pause')?.no ?? 0,
    finding,
    draw: all.find((matter) => matter.kind === 'draw' && matter.state === 'committed')?.no ?? 0,
    leave,
    export: exported,
    prompt: Object.fromEntries(['dongcun', 'shiqiao', 'qingshan'].map((unit) => [unit, prompt('seal', unit)])),
  };
}

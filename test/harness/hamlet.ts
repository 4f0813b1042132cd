/** A township small enough to see whole: three units, their people and the offices, at no pace. For scenes about one or two people. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const people = {
  zhang: ['张建国', '书记', 'secretary'],
  zhou: ['周正平', '纪委书记', 'discipline-secretary'],
  he: ['何晓燕', '党政办干事', 'clerk'],
  wang: ['王志强', '副书记', ''],
  li: ['李德明', '支书', ''],
  zhao: ['赵小梅', '联络员', ''],
  wu: ['吴永贵', '支书', ''],
  ma: ['马春生', '联络员', ''],
} as const;

const roster = `committee: qingshan
name: 青山镇
people:
${Object.entries(people)
  .map(([id, [name, title, role]]) => `  - { id: ${id}, name: ${name}, title: ${title}, roles: [${role}], accounts: [wxid_${id}] }`)
  .join('\n')}
units:
  - { id: qingshan, name: 镇党委, kind: committee, principal: zhang, liaison: he }
  - { id: dongcun, name: 东村, kind: village, parent: qingshan, principal: li, supervisor: wang, liaison: zhao }
  - { id: shiqiao, name: 石桥村, kind: village, parent: qingshan, principal: wu, supervisor: wang, liaison: ma }
groups:
  - { id: all-units, name: 各村各单位工作群, room: "17@chatroom" }
`;

const settings = `timezone: Asia/Shanghai
workHours: { from: "09:00", to: "18:00" }
quietHours: [{ from: "19:00", to: "08:30" }]
pacing: false
`;

const selfCheck = `name: 月度主体责任自查
kind: self-check
cron: "0 9 25 * *"
workday: next
basis: 镇党委落实主体责任实施意见
audience: { units: all }
ask: liaison
deadline: 5wd
prompt: self-check
questions:
  - { id: meeting, type: yes-no, text: 本月会上专题研究过党风廉政吗？, label: 专题研究 }
  - { id: talks, type: number, text: 咬耳扯袖谈了几次？, label: 谈话, measure: 次, max: 99 }
  - { id: issue, type: text, text: 主要问题，或要镇里协调的事？, label: 问题 }
remind: [{ at: -2wd }]
escalate:
  - { level: press, at: +1wd, to: principal }
  - { level: supervise, at: +2wd, to: supervisor }
  - { level: circulate, at: +3wd, to: [discipline-secretary, secretary], release: discipline-secretary }
`;

/** Names of files below the home. */
export const files = { roster: 'roster.yaml', settings: 'settings.yaml', selfCheck: 'schedules/monthly-self-check.yaml' } as const;

/** Makes a home the hamlet's: for `Township.open({ prepare })`. The shipped schedules are replaced by its own. */
export async function hamlet(home: string): Promise<void> {
  // Those of the sample township name its units.
  for (const folder of ['duties', 'checklists']) await rm(join(home, folder), { recursive: true, force: true });
  await mkdir(join(home, 'schedules'), { recursive: true });
  await writeFile(join(home, files.roster), roster);
  await writeFile(join(home, files.settings), settings);
  await writeFile(join(home, files.selfCheck), selfCheck);
}

/** The hamlet with changes, each applied to a file as a whole. */
export function hamletWith(...changes: ((home: string) => Promise<void>)[]): (home: string) => Promise<void> {
  return async (home) => {
    await hamlet(home);
    for (const change of changes) await change(home);
  };
}

/** Replaces one passage of a file; fails when it is not there. */
export function replace(file: string, before: string, after: string): (home: string) => Promise<void> {
  return async (home) => {
    const path = join(home, file);
    const text = await readFile(path, 'utf8');
    if (!text.includes(before)) throw new Error(`${file} holds no ${before}`);
    await writeFile(path, text.replace(before, after));
  };
}

/**
 * A home of many villages that are asked each week, and whose notices are short enough to be counted: each says in a line of its own what it
 * is, for which village, and in which cycle.
 */
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { redisServersOf } from './cli.js';

export const schedule = 'weekly';
const supervisors = 5;
const rooms = { 'all-units': '17@chatroom' } as const;

/** What a village's notices begin with. */
export const words = {
  prompt: '发题',
  remind: '提醒',
  press: '催办',
  supervise: '督办',
  told: '已督',
  circulate: '通报',
  relieved: '解除',
  open: '开始',
} as const;

export function villageIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `v${String(index + 1).padStart(4, '0')}`);
}

/** The account of a village's liaison. */
export function liaisonOf(village: string): string {
  return `wxid_l_${village}`;
}

export const clerk = 'wxid_clerk';

function roster(villages: readonly string[]): string {
  const person = (id: string, name: string, role = ''): string =>
    `  - { id: ${id}, name: ${name}, roles: [${role}], accounts: [wxid_${id}] }`;
  const offices = [
    person('secretary', '张建国', 'secretary'),
    person('discipline', '周正平', 'discipline-secretary'),
    person('clerk', '何晓燕', 'clerk'),
    ...Array.from({ length: supervisors }, (_, index) => person(`s_${index}`, `分管${index}`)),
  ];
  const people = villages.flatMap((id) => [person(`l_${id}`, `联络${id}`), person(`p_${id}`, `支书${id}`)]);
  const units = villages.map(
    (id, index) =>
      `  - { id: ${id}, name: ${id}村, kind: village, parent: town, principal: p_${id}, supervisor: s_${index % supervisors}, liaison: l_${id} }`,
  );
  return `committee: town
name: 青山镇
people:
${[...offices, ...people].join('\n')}
units:
  - { id: town, name: 镇党委, kind: committee, principal: secretary, liaison: clerk }
${units.join('\n')}
groups:
  - { id: all-units, name: 工作群, room: ${rooms['all-units']} }
`;
}

const settings = (pacing: string): string => `timezone: Asia/Shanghai
workHours: { from: "09:00", to: "18:00" }
quietHours: false
restDays: send
pacing: ${pacing}
budget: false
`;

/** How long villages have, how long before that they are reminded, and how long after it each rung comes. */
export interface Ladder {
  deadline: string;
  remind: string;
  rungs: readonly [string, string, string];
}

const inHours: Ladder = { deadline: '4h', remind: '1h', rungs: ['1h', '2h', '3h'] };
/** The whole ladder in ten minutes. */
export const inMinutes: Ladder = { deadline: '5m', remind: '4m', rungs: ['1m', '2m', '3m'] };

/** Opens on Mondays, asks, and goes up the whole ladder within one day, unless an outage puts it off. */
function weekly({ deadline, remind, rungs: [press, supervise, circulate] }: Ladder): string {
  return `name: 每周自查
kind: self-check
cron: "0 9 * * 1"
workday: none
audience: { units: all, kind: village }
ask: liaison
deadline: ${deadline}
announce: { group: all-units, template: self-check-open }
prompt: self-check
questions:
  - { id: meeting, type: yes-no, text: 开会了吗？, label: 开会 }
  - { id: issue, type: text, text: 主要问题？, label: 问题 }
remind: [{ at: -${remind} }]
escalate:
  - { level: press, at: +${press}, to: principal }
  - { level: supervise, at: +${supervise}, to: supervisor }
  - { level: circulate, at: +${circulate}, to: [discipline-secretary, secretary], release: discipline-secretary }
`;
}

const templates: Readonly<Record<string, string>> = {
  'self-check': `${words.prompt} {{ unit }} {{ title }}`,
  'self-check-open': `${words.open} {{ title }}`,
  remind: `{% for item in items %}${words.remind} {{ item.unit }} {{ item.title }}\n{% endfor %}`,
  press: `${words.press} {{ unit }} {{ title }}`,
  supervise: `{% for item in items %}${words.supervise} {{ item.unit }} {{ title }}\n{% endfor %}`,
  'supervise-told': `${words.told} {{ unit }} {{ title }}`,
  circulate: `{% for item in items %}${words.circulate} {{ no }} {{ item.unit }} {{ title }}\n{% endfor %}`,
  relieved: `${words.relieved} {{ unit }} {{ title }}`,
};

/** Writes a new home of so many villages; returns its folder. `pacing`: as settings.yaml has it. */
export async function villagesHome(villages: readonly string[], ladder: Ladder = inHours, pacing = 'false'): Promise<string> {
  const home = await mkdtemp(join(await realpath(tmpdir()), 'zrt-villages-'));
  await mkdir(join(home, 'schedules'));
  await mkdir(join(home, 'templates'));
  await writeFile(join(home, 'roster.yaml'), roster(villages));
  await writeFile(join(home, 'settings.yaml'), settings(pacing));
  await writeFile(join(home, 'schedules', `${schedule}.yaml`), weekly(ladder));
  for (const [name, text] of Object.entries(templates)) await writeFile(join(home, 'templates', `${name}.md`), `${text}\n`);
  return home;
}

/** Ends the private Redis that a failed test has left over a home, and removes it. */
export async function removeVillages(home: string): Promise<void> {
  for (const pid of redisServersOf(home)) process.kill(pid, 'SIGKILL');
  await rm(home, { recursive: true, force: true });
}

/** A home with as many units as are wanted, each with a liaison of its own, at work on the morning of a self-check. */
import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock, Log } from '../src/application/ports.js';
import { shipped } from '../src/main/open-home.js';

/** The shipped self-check, and a short one of the county's own. */
export const fiveQuestions = 'monthly-self-check';
export const threeQuestions = 'short-self-check';

/** Who is in the chat besides the liaisons. */
export const bystanders: readonly string[] = ['wxid_zhang', 'wxid_wang'];
export const room = '17@chatroom';

export interface County {
  home: string;
  /** The liaisons' accounts, in the order of their units. */
  accounts: string[];
}

const settings = `timezone: Asia/Shanghai
workHours: { from: "09:00", to: "18:00" }
quietHours: false
restDays: send
pacing: false
budget: false
`;

const short = `name: 年度情况核对
kind: self-check
cron: "0 9 1 12 *"
ask: liaison
audience: { units: all }
deadline: 5wd
prompt: self-check
questions:
  - { id: meeting, type: yes-no, text: 今年专题研究过党风廉政吗？, label: 专题研究 }
  - { id: talks, type: number, text: 谈了几次？, label: 谈话, measure: 次, min: 0, max: 99 }
  - { id: issue, type: text, text: 主要问题？, label: 问题 }
`;

/** Writes the home to a folder of its own among the temporary ones. */
export async function writeCounty(units: number): Promise<County> {
  const home = await mkdtemp(join(tmpdir(), 'zrt-bench-'));
  const numbers = Array.from({ length: units }, (_, index) => index + 1);
  const people = numbers.map((no) => `  - { id: p${no}, name: 联络员${no}, accounts: [${accountOf(no)}] }`);
  const villages = numbers.map((no) => `  - { id: u${no}, name: ${no}村, kind: village, parent: town, supervisor: wang, liaison: p${no} }`);
  const roster = [
    'committee: bench',
    'people:',
    '  - { id: zhang, name: 张建国, roles: [secretary], accounts: [wxid_zhang] }',
    '  - { id: wang, name: 王志强, roles: [clerk, discipline-secretary], accounts: [wxid_wang] }',
    ...people,
    'units:',
    '  - { id: town, name: 镇党委, kind: committee, principal: zhang }',
    ...villages,
    'groups:',
    `  - { id: all-units, name: 工作群, room: ${room} }`,
    '',
  ];
  await writeFile(join(home, 'roster.yaml'), roster.join('\n'));
  await writeFile(join(home, 'settings.yaml'), settings);
  await mkdir(join(home, 'schedules'));
  await cp(join(shipped, 'schedules', `${fiveQuestions}.yaml`), join(home, 'schedules', `${fiveQuestions}.yaml`));
  await writeFile(join(home, 'schedules', `${threeQuestions}.yaml`), short);
  return { home, accounts: numbers.map(accountOf) };
}

function accountOf(no: number): string {
  return `wxid_${no}`;
}

/** Runs on from 25 August 2026, 9:30 in China. */
export function workingClock(): Clock {
  const start = Date.UTC(2026, 7, 25, 1, 30) - performance.now();
  return { now: () => Math.floor(start + performance.now()), elapsedMs: () => performance.now() };
}

/** Whatever is worth a warning spoils the measurement. */
export const failingLog: Log = {
  info: () => undefined,
  warn: (facts, message) => fail(facts, message),
  error: (facts, message) => fail(facts, message),
};

function fail(facts: object, message: string): never {
  throw new Error(message, { cause: facts });
}

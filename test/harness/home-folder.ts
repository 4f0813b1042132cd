/** A home folder of a small township on disk, right in every line, into which tests write what is wrong. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadCalendar } from '../../src/adapters/calendar/load-calendar.js';
import { check } from '../../src/adapters/cron/expression.js';
import { loadHome, type HomeOptions, type LoadedHome } from '../../src/adapters/yaml/load-home.js';

export const shipped = fileURLToPath(new URL('../..', import.meta.url));

export type HomeFiles = Record<string, string | Uint8Array>;

export const rightFiles: Readonly<Record<string, string>> = {
  'roster.yaml': `committee: qingshan
people:
  - { id: zhang, name: 张建国, roles: [secretary], accounts: [wxid_zhang] }
  - { id: zhou, name: 周正平, roles: [discipline-secretary, clerk], accounts: [wxid_zhou] }
  - { id: wang, name: 王志强, title: 副书记, accounts: [wxid_wang] }
  - { id: lideming, name: 李德明, accounts: [wxid_li] }
  - { id: zhao, name: 赵小梅, accounts: [wxid_zhao] }
units:
  - { id: qingshan, name: 镇党委, kind: committee, principal: zhang, liaison: zhang }
  - { id: dongcun, name: 东村, kind: village, parent: qingshan, principal: lideming, supervisor: wang, liaison: zhao }
groups:
  - { id: all-units, name: 工作群, room: 17@chatroom }
`,
  'settings.yaml': `timezone: Asia/Shanghai
workHours: { from: "09:00", to: "18:00" }
quietHours: [{ from: "19:00", to: "08:30" }]
restDays: hold
pacing: { gap: [15s, 35s], perHour: 100, perDay: 400 }
budget: { perPersonPerWeek: 5 }
console: { host: 127.0.0.1, port: 8700 }
custodian: zhou
`,
  'schedules/monthly.yaml': `name: 月度自查
kind: self-check
cron: "0 9 25 * *"
audience: { units: all }
deadline: 5wd
announce: { group: all-units, template: self-check-open }
prompt: self-check
questions:
  - { id: meeting, text: 开会了吗？, type: yes-no, follow-up: no }
  - { id: talks, text: 谈了几次？, type: number, min: 0, max: 99 }
  - { id: disclosure, text: 公开了吗, type: choice, options: [公开, 没公开] }
remind: [{ at: -2wd }]
escalate:
  - { level: press, at: +1wd, to: principal }
  - { level: supervise, at: +2wd, to: [supervisor] }
  - { level: circulate, at: +3wd, to: [discipline-secretary, secretary], release: discipline-secretary }
`,
};

const folders: string[] = [];

/** Writes the files to a new folder and returns its path. */
export async function writeHome(files: HomeFiles): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'zerentian-home-'));
  folders.push(home);
  for (const [name, content] of Object.entries(files)) {
    const path = join(home, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  return home;
}

export async function removeHomes(): Promise<void> {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
}

/** Loads a home as the program does, on a day in a year that the calendar covers. */
export function load(home: string, options: Partial<HomeOptions> = {}): Promise<LoadedHome> {
  return loadHome({ home, shipped, cron: check, calendar: loadCalendar, now: Date.parse('2026-08-25T01:00:00Z'), ...options });
}

/** A hamlet with 柳湾村, whose liaison is to be transferred, and two tasks that she has. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { files, hamletWith, replace } from './hamlet.js';

const people = `  - { id: sun, name: 孙国栋, title: 委员, roles: [], accounts: [wxid_sun] }
  - { id: chen, name: 陈守田, title: 支书, roles: [], accounts: [wxid_chen] }
  - { id: liu, name: 刘芳, title: 联络员, roles: [], accounts: [wxid_liu] }
`;
const liuwan = '  - { id: liuwan, name: 柳湾村, kind: village, parent: qingshan, principal: chen, supervisor: wang, liaison: liu }\n';

const tasks = `name: 村务任务
kind: task
cron: "0 9 1 1 *"
ask: liaison
close: clerk
items:
  - { id: ledger, text: 补签会议记录, unit: liuwan, due: 2026-10-23 }
  - { id: board, text: 修公开栏, unit: liuwan, due: 2026-10-30 }
`;

/** The self-check opens on 25 October, a Sunday, and so on the 26th. */
export const hamletOfPostings = hamletWith(
  replace(files.roster, 'units:\n', `${people}units:\n`),
  replace(files.roster, 'liaison: zhao }', 'liaison: zhao, members: [sun] }'),
  replace(files.roster, 'groups:\n', `${liuwan}groups:\n`),
  replace(files.selfCheck, '0 9 25 * *', '0 9 25 10 *'),
  (home) => writeFile(join(home, 'schedules', 'village-tasks.yaml'), tasks),
);

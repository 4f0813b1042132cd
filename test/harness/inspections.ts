/** A hamlet with two inspectors and somebody of discipline, and two checklists of its own. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { files, hamletWith, replace } from './hamlet.js';
import type { Township } from './township.js';

export const jpg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);

const plan = 'plan: { name: 年度检查计划, filing: 青办备〔2026〕3号 }';

export const onSite = `name: 村级现场检查
${plan}
audience: { kind: village }
usual: true
field: disclosure
items:
  - { id: post, text: 有人在岗吗？, label: 在岗, note: 有人接待办事就算。 }
  - id: board
    text: 公开栏财务贴到几月？
    label: 公开栏
    photo: { reason: 公开栏，证明月份用, without: 只拍栏面，不拍人 }
    contradicts: { schedule: monthly-self-check, question: meeting, answers: [yes] }
  - { id: bills, text: 单据签字齐吗？, label: 单据 }
`;

const finance = `name: 财务检查
${plan}
field: finance
due: 3wd
signatures: 2
perYear: 1
items:
  - { id: cash, text: 库存现金对得上吗？, label: 现金 }
`;

const people = `  - { id: luo, name: 罗勇, title: 检查员, roles: [inspector], accounts: [wxid_luo] }
  - { id: qin, name: 秦川, title: 检查员, roles: [inspector], accounts: [wxid_qin] }
  - { id: xu, name: 许敏, title: 纪检干事, roles: [discipline], accounts: [wxid_xu] }
`;

async function withChecklists(home: string): Promise<void> {
  await mkdir(join(home, 'checklists'), { recursive: true });
  await writeFile(join(home, 'checklists/on-site.yaml'), onSite);
  await writeFile(join(home, 'checklists/finance.yaml'), finance);
}

export function hamletOfInspections(...changes: ((home: string) => Promise<void>)[]): (home: string) => Promise<void> {
  return hamletWith(withChecklists, replace(files.roster, 'units:\n', `${people}units:\n`), ...changes);
}

export async function sendsPhoto(town: Township, who: string, bytes: Uint8Array = jpg): Promise<void> {
  await town.does((hub, id) => hub.photo({ from: town.account(who), id, bytes, fileName: 'photo.jpg' }));
}

/** Several messages of one person, whose answers are taken without being looked at but for the last, which is returned. */
export async function saysAll(town: Township, who: string, ...texts: readonly string[]): Promise<string> {
  let last = '';
  for (const text of texts) {
    await town.says(who, text);
    last = town.expects(who);
  }
  return last;
}

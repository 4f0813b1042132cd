/** What people of the hamlet say and show of findings. */
import { files, replace } from './hamlet.js';
import type { Township } from './township.js';

/** An officer of discipline and an inspector come into the roster. */
export const officers = replace(
  files.roster,
  '  - { id: wang,',
  `  - { id: xu, name: 许敏, title: 纪检干事, roles: [discipline], accounts: [wxid_xu] }
  - { id: luo, name: 罗勇, title: 检查员, roles: [inspector], accounts: [wxid_luo] }
  - { id: wang,`,
);

/** Nothing else is asked meanwhile. */
export const nothingAsked = replace(files.selfCheck, '0 9 25 * *', '0 9 25 1 *');

/** The discipline secretary brings something up and establishes it. Resolves with its number. */
export async function established(town: Township, text: string, due: string): Promise<string> {
  await town.says('周正平', `登记 ${text}`);
  const [, no = ''] = /^记下，(\d+)号/u.exec(town.expects('周正平')) ?? [];
  await town.says('周正平', `立${no} ${due}`);
  town.expects('周正平', '我去告诉单位');
  return no;
}

/** Somebody sends a photo. */
export async function shows(town: Township, who: string): Promise<void> {
  const bytes = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
  await town.does((hub, id) => hub.photo({ from: town.account(who), bytes, fileName: 'photo.jpg', id }));
}

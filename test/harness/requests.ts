/** Places and words that scenes about requests share. */
import { hamletWith, replace, files } from './hamlet.js';
import type { Township } from './township.js';

/** The hamlet with a third person in 东村, 孙国栋. */
export const hamletOfThree = hamletWith(
  replace(files.roster, 'liaison: zhao }', 'liaison: zhao, members: [sun] }'),
  replace(files.roster, 'units:\n', '  - { id: sun, name: 孙国栋, title: 委员, roles: [], accounts: [wxid_sun] }\nunits:\n'),
);

/** 8月25日: the hamlet's round has been put to everybody. */
export async function begun(town: Township): Promise<void> {
  await town.until('2026-08-25 09:10');
  for (const who of ['赵小梅', '马春生', '何晓燕']) town.expects(who, '8月自查，3题');
}

/** Those who are not in the scene answer. */
export async function othersAnswer(town: Township, people: readonly string[]): Promise<void> {
  for (const person of people) {
    await town.says(person, '1是 2 1次 3无');
    town.expects(person, '自查记下了', /回执 \d+$/u);
  }
}

/** The number of the request in a message. */
export function numberIn(text: string): string {
  return /(\d+)号/u.exec(text)?.[1] ?? '';
}

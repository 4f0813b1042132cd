import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { files, hamletWith, replace } from '../harness/hamlet.js';
import { hears, play } from '../harness/scene.js';

const people: readonly [id: string, name: string, title: string, role: string][] = [
  ['zhang', '张建国', '市委书记', 'secretary'],
  ['zhou', '周正平', '市纪委书记', 'discipline-secretary'],
  ['he', '何晓燕', '市委办干事', 'clerk'],
  ['wang', '王志强', '县委书记', ''],
  ['li', '李德明', '镇党委书记', ''],
  ['wu', '吴永贵', '支书', ''],
  ['zhao', '赵小梅', '组长', ''],
  ['chen', '陈守田', '院长', ''],
  ['ma', '马春生', '联络员', ''],
  ['sun', '孙国栋', '院长', ''],
];

/** Level below level, each led by whoever supervises the next one down. */
const tree = `committee: qingshan
name: 青州市
people:
${people.map(([id, name, title, role]) => `  - { id: ${id}, name: ${name}, title: ${title}, roles: [${role}], accounts: [wxid_${id}] }`).join('\n')}
units:
  - { id: city, name: 青州市委, kind: committee, principal: zhang, liaison: he }
  - { id: county, name: 临河县, kind: county, parent: city, principal: wang }
  - { id: town, name: 青山镇, kind: town, parent: county, principal: li, supervisor: wang }
  - { id: village, name: 东村, kind: village, parent: town, principal: wu, supervisor: li }
  - { id: group, name: 东村一组, kind: group, parent: village, principal: zhao, supervisor: wu }
  - { id: east, name: 东头大院, kind: yard, parent: group, principal: chen, supervisor: zhao, liaison: ma }
  - { id: west, name: 西头大院, kind: yard, parent: group, principal: sun, supervisor: zhao, liaison: sun }
groups:
  - { id: all-units, name: 各村各单位工作群, room: "17@chatroom" }
`;

const sixLevels = hamletWith(
  (home) => writeFile(join(home, files.roster), tree),
  replace(files.selfCheck, 'audience: { units: all }', 'audience: { kind: yard }'),
);

test('six levels deep the lowest units are asked, and what one of them leaves undone climbs to whoever answers for it, in sight of all above', () =>
  play({ at: '2026-08-25 08:59', prepare: sixLevels }, async (town) => {
    await town.until('2026-08-25 09:10');
    for (const who of ['马春生', '孙国栋']) town.expects(who, '大院8月自查，3题');
    await town.says('孙国栋', '1是 2 1次 3无');
    town.expects('孙国栋', '西头大院8月自查记下了', /回执 \d+$/u);
    await town.until('2026-08-28 09:10');
    town.expects('马春生', '东头大院8月自查还没收到');
    await town.until('2026-09-02 09:10');
    town.expects('陈守田', '东头大院8月自查昨天18:00到期', '会请赵小梅');
    await town.until('2026-09-03 09:10');
    town.expects('赵小梅', '东头大院8月自查9月1日到期，还没着落');
    town.expects('陈守田', '已请赵小梅组长协调');
    town.expectsNothing();

    for (const who of ['张建国', '王志强', '李德明', '吴永贵', '赵小梅']) {
      await town.says(who, '状态');
      const state = town.expects(who, '2个单位：已交1，没交1');
      expect(state).toContain(who === '赵小梅' ? '东头大院' : '卡在：东头大院，在赵小梅处');
    }
    await town.says('陈守田', '查 西头大院');
    town.expects('陈守田', '您能看的是东头大院');
    await town.says('张建国', '查 东头大院');
    hears(
      town,
      '张建国',
      '东头大院　院长陈守田　分管赵小梅⏎往上：东村一组赵小梅、东村吴永贵、青山镇李德明、临河县王志强、青州市委张建国⏎' +
        '8月自查：还没收到，9月1日到期，已督办',
    );
    await town.says('王志强', '查 东村一组');
    town.expects('王志强', '东村一组　组长赵小梅　分管吴永贵\n往上：东村吴永贵、青山镇李德明、临河县王志强');
    await town.says('赵小梅', '督办');
    town.expects('赵小梅', /回执 \d+$/u);
    await town.pass('2m');
    town.takeEverything();
    // Her word stops the ladder until its date, at every level alike.
    await town.until('2026-09-04 09:10');
    for (const who of ['张建国', '李德明']) {
      await town.says(who, '谁没交');
      town.expects(who, '东头大院，到9月8日（周二）');
    }
  }));

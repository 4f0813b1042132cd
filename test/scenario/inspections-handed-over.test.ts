/** Inspectors who go on leave, leave for good or are taken out of the roster while they are on an inspection, and signatures that are waited for. */
import { expect, test } from 'vitest';
import { files, replace } from '../harness/hamlet.js';
import { hamletOfInspections, saysAll } from '../harness/inspections.js';
import { numberIn } from '../harness/requests.js';
import { hears, hearsWithReceipt, play } from '../harness/scene.js';
import type { Township } from '../harness/township.js';

const at = '2026-09-08 14:30';
const notAsked = replace(files.selfCheck, '0 9 25 * *', '0 9 25 1 *');

test('what an inspector has open goes to their deputy, to their successor, or to whoever decides, who gives it on', () =>
  play({ at, prepare: hamletOfInspections(notAsked), others: [{ id: 'wxid_jin', name: '金川' }] }, async (town) => {
    await saysAll(town, '罗勇', '检查 东村', '正常 两人在', '请假9.9到9.10，秦川代');
    await town.pass('2m');
    town.expects('秦川', '请您代');
    await town.says('秦川', '接');
    town.expects('秦川', '好，9月9日到10日您代罗勇，\n手上的事这几天找您。');
    town.takeEverything();
    await town.until('2026-09-09 09:01');
    const told = town.expects('秦川');
    const no = numberIn(told);
    expect(told).toBe(`${no}号 东村村级现场检查\n罗勇请假，请您接着查。\n查过1项，还有2项。\n接着查回：继续 东村\n不查了回：撤销检查`);
    await town.says('秦川', '继续 东村');
    hears(town, '秦川', '第2项：公开栏财务贴到几月？');
    // Back from leave it is still theirs, too.
    await town.until('2026-09-11 09:10');
    town.takeEverything();
    await town.says('罗勇', '继续');
    town.expects('罗勇', '第3项：单据签字齐吗？');

    // Whoever leaves for good is followed by a name, and hears nothing more of it.
    await town.says('何晓燕', '调离 罗勇 9月15日 陈守田接');
    town.expects('何晓燕', `罗勇手上1件：${no}号现场检查`);
    await town.says('何晓燕', '确认');
    await saysAll(town, '秦川', '检查 石桥村', '正常', '正常');
    await town.until('2026-09-14 18:00');
    for (const who of ['罗勇', '秦川']) town.expects(who, '查到一半');
    town.takeEverything();
    await town.until('2026-09-15 09:10');
    hears(town, '罗勇', '罗勇同志，您手上1件已交陈守田，⏎今后不再给您发了。这几年辛苦您。');
    expect(await walkersOf(town, no)).toEqual(['秦川', '陈守田']);

    // With nobody to follow, whoever decides takes it on and may give it on.
    await town.isDownUntil('2026-09-16 09:30', async (home) => {
      await replace(
        files.roster,
        '{ id: qin, name: 秦川, title: 检查员, roles: [inspector], accounts: [wxid_qin] }',
        '{ id: qin, name: 秦川, title: 干部, roles: [], accounts: [wxid_qin] }\n  - { id: jin, name: 金川, title: 检查员, roles: [inspector], accounts: [wxid_jin] }',
      )(home);
    });
    await town.pass('2m');
    const passed = town.expects('许敏');
    const second = numberIn(passed);
    expect(passed).toBe(
      `${second}号 石桥村村级现场检查\n秦川不再查了，请您接着查。\n查过2项，还有1项。\n接着查回：继续 石桥村\n交给别人回：改派 ${second} 姓名\n不查了回：撤销检查`,
    );
    await town.says('王志强', `改派 ${second} 金川`);
    town.expects('王志强', '您现在没有要答的');
    await town.says('许敏', `改派 ${second} 王志强`);
    hears(town, '许敏', '“王志强”查不了石桥村，能去的有：⏎金川、许敏、周正平⏎回姓名就行。');
    await town.says('许敏', '金川');
    hearsWithReceipt(town, '许敏', `${second}号石桥村村级现场检查，⏎请金川接着查，我去告诉金川。`);
    await town.pass('2m');
    hears(town, '金川', `${second}号 石桥村村级现场检查⏎许敏请您接着查。⏎查过2项，还有1项。⏎接着查回：继续 石桥村⏎不查了回：撤销检查`);
    expect(await walkersOf(town, second)).toEqual(['金川']);
    await town.says('许敏', '继续');
    town.takeAll('');
    await saysAll(town, '金川', '继续 石桥村', '正常', '提交');
    await town.pass('2m');
    town.expects('许敏', '秦川、金川交来');
    town.takeEverything();
  }));

async function walkersOf(town: Township, no: string): Promise<string[]> {
  const { world } = town.bot;
  const inspection = await world.stores.matters.matter(Number(no));
  if (inspection?.kind !== 'inspection') return [];
  return inspection.inspectors.map((person) => world.config().roster.people.get(person)?.name ?? person);
}

test('a signature that is waited for stands among what waits, is reminded of twice, and is asked of another when nobody is there', () =>
  play({ at, prepare: hamletOfInspections(notAsked) }, async (town) => {
    await saysAll(town, '罗勇', '检查 东村 财务', '正常', '提交');
    await town.pass('2m');
    const no = numberIn(town.expects('秦川', '等您会签'));
    await town.says('秦川', '待定');
    hears(town, '秦川', `等您定1件：⏎${no}号 罗勇查的东村财务检查等会签，今天交的⏎回：会签 ${no}`);
    await town.says('罗勇', '待定');
    hears(town, '罗勇', '眼下没有等您定的。');
    await town.until('2026-09-09 18:00');
    town.expects('秦川', '还等您会签');
    await town.until('2026-09-11 18:00');
    town.expects('秦川', '还等您会签');
    await town.until('2026-09-18 18:00');
    town.expectsNothing();
    await town.says('秦川', '请假9.21到9.22');
    town.takeAll('');
    await town.until('2026-09-21 09:10');
    town.expects('许敏', `${no}号 罗勇查了东村财务检查，等您会签`);
    await town.says('许敏', `会签 ${no}`);
    hearsWithReceipt(town, '许敏', '交了，报告这就发出去。');
    await town.pass('2m');
    town.expects('罗勇', '许敏会签了');
    town.takeEverything();
  }));

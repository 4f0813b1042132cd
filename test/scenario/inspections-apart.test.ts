/** What of inspections is kept from those whom it concerns, and apart from what else inspectors are asked. */
import { expect, test } from 'vitest';
import { hamletOfInspections, saysAll } from '../harness/inspections.js';
import { files, replace } from '../harness/hamlet.js';
import { hears, hearsWithReceipt, play } from '../harness/scene.js';
import type { Township } from '../harness/township.js';

const at = '2026-09-08 14:30';

test('an inspector who oversees a unit does not learn that another is at it, before that is handed in', () =>
  play(
    { at, prepare: hamletOfInspections(replace(files.roster, 'supervisor: wang, liaison: ma', 'supervisor: qin, liaison: ma')) },
    async (town) => {
      await saysAll(town, '罗勇', '检查 石桥村', '正常', '正常', '正常');
      for (const text of ['状态', '查 石桥村']) {
        await town.says('秦川', text);
        expect(town.expects('秦川')).not.toContain('检查');
      }
      await town.says('许敏', '状态');
      town.expects('许敏', '正在检查：石桥村村级现场检查');
      await saysAll(town, '罗勇', '提交');
      await town.pass('2m');
      town.takeEverything();
      await town.says('秦川', '查 石桥村');
      town.expects('秦川', '检查过：9月8日石桥村村级现场检查，没有问题');
    },
  ));

const soonAgain = replace(files.settings, 'pacing: false', 'pacing: false\nledger: { recheck: { from: 5wd, to: 5wd } }');

/** A finding of 东村 that 许敏 closed: its number. */
async function closed(town: Township): Promise<string> {
  await town.says('许敏', '登记 东村 村务公开 公开栏财务只到5月');
  const [, no = ''] = /^记下，(\d+)号/u.exec(town.expects('许敏')) ?? [];
  await saysAll(town, '许敏', `立${no} 9月18日`);
  await saysAll(town, '李德明', `已改${no} 都贴上了`);
  await saysAll(town, '许敏', `销号${no}`);
  await town.pass('2m');
  town.takeEverything();
  return no;
}

test('正常 after 回头看 is not taken for the item at which a walk was left', () =>
  play({ at, prepare: hamletOfInspections(soonAgain, replace(files.roster, 'accounts: [wxid_qin]', 'accounts: []')) }, async (town) => {
    const no = await closed(town);
    await town.until('2026-09-14 15:00');
    await saysAll(town, '罗勇', '检查 石桥村', '正常');
    await town.until('2026-09-15 09:05');
    town.expects('罗勇', '石桥村村级现场检查', `回头看 ${no}号，随机抽到`);
    await town.says('罗勇', '正常 都在');
    hears(town, '罗勇', `“正常 都在”说的是哪一件？⏎检查石桥村的，回：检查⏎${no}号回头看的，回：回头看`);
    await town.says('罗勇', '检查');
    hears(town, '罗勇', '记下。⏎第3项：单据签字齐吗？');
    await town.says('罗勇', `正常 ${no} 都贴着`);
    hearsWithReceipt(town, '罗勇', `${no}号记“正常”，谢谢。`);
    await town.says('罗勇', '正常');
    town.expects('罗勇', '3项齐了：正常3');
    await saysAll(town, '罗勇', '撤销检查');
  }));

test('what a word lacked is not taken for an item of a walk, whatever it begins with', () =>
  play({ at, prepare: hamletOfInspections() }, async (town) => {
    await town.says('许敏', '登记 石桥村 路没修');
    const [, no = ''] = /^记下，(\d+)号/u.exec(town.expects('许敏')) ?? [];
    await saysAll(town, '许敏', '检查 东村');
    await town.says('许敏', `不立 ${no}`);
    hears(town, '许敏', `请加一句，回：不立 ${no} 说明`);
    await town.says('许敏', '问题不在村里');
    hearsWithReceipt(town, '许敏', `${no}号不立，原因记下了，单位那边没说。`);
    await town.says('许敏', '正常');
    hears(town, '许敏', '记下。⏎第2项：公开栏财务贴到几月？');
    await saysAll(town, '许敏', '撤销检查');
  }));

test('what a unit said before it was inspected contradicts what was found, though it is corrected afterwards', () =>
  play({ at: '2026-08-25 08:59', prepare: hamletOfInspections() }, async (town) => {
    await town.until('2026-08-25 09:05');
    await saysAll(town, '赵小梅', '1是 2 1次 3无');
    await town.until('2026-08-31 14:30');
    await saysAll(town, '罗勇', '检查 东村', '正常', '问题 只到5月', '正常', '提交');
    await town.pass('2m');
    town.takeEverything();
    await town.says('赵小梅', '改 1 否');
    town.expects('赵小梅', '第1题由是改成否');
    await town.until('2026-09-01 09:05');
    town.expects('许敏', '东村现场报来：公开栏只到5月\n8月自查第1题答的“是”，两边不一样，请您看。');
    town.takeEverything();
  }));

test('an item of which the same is said over and over grows no further', () =>
  play({ at, prepare: hamletOfInspections() }, async (town) => {
    await saysAll(town, '罗勇', '检查 东村', Array.from({ length: 50 }, () => '1正常').join('\n'));
    await town.says('罗勇', '1问题 门锁着');
    hears(town, '罗勇', '第1项改过很多遍了，这句没记。');
    await town.says('罗勇', '正常');
    hears(town, '罗勇', '记下。⏎第3项：单据签字齐吗？');
    await saysAll(town, '罗勇', '撤销检查');
  }));

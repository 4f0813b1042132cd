import { expect, test } from 'vitest';
import { files, hamletWith, replace } from '../harness/hamlet.js';
import { nothingAsked, officers, shows } from '../harness/ledger-town.js';
import { hears, hearsWithReceipt, play } from '../harness/scene.js';
import type { Township } from '../harness/township.js';

const at = '2026-09-09 09:00';
const inspectors = hamletWith(
  officers,
  nothingAsked,
  replace(files.settings, 'pacing: false', 'pacing: false\nledger: { recheck: { from: 20wd, to: 20wd } }'),
);

/** A finding of the village that was brought up, established and closed: its number. */
async function closed(town: Township): Promise<string> {
  await town.says('许敏', '登记 东村 村务公开 公开栏财务只到5月');
  const [, no = ''] = /^记下，(\d+)号/u.exec(town.expects('许敏')) ?? [];
  await town.says('许敏', `立${no} 9月18日`);
  town.expects('许敏', '李德明整改');
  await town.pass('2m');
  town.expects('李德明', `${no}号`);
  town.expects('王志强', '您分管，一同负责');
  await town.says('李德明', `已改${no} 都贴上了`);
  town.expects('李德明', '许敏看过才销号');
  await shows(town, '李德明');
  town.expects('李德明', '照片1张。许敏看过才销号');
  await town.pass('2m');
  town.expects('许敏', '报已改', '照片1张');
  await town.says('许敏', `销号${no}`);
  town.expects('许敏', '已销号');
  await town.pass('2m');
  hears(town, '李德明', `${no}号销号了，谢谢。⏎许敏经手，凭照片1张。过些天会回头看一次。`);
  return no;
}

test('what was closed is looked at again by somebody who neither owned nor closed it, and opened again only by a person’s word', () =>
  play({ at, prepare: inspectors }, async (town) => {
    const no = await closed(town);
    await town.says('罗勇', '正常');
    town.expects('罗勇');
    await town.until('2026-10-13 09:01');
    hears(
      town,
      '罗勇',
      `回头看 ${no}号，随机抽到：⏎东村，公开栏财务只到5月⏎9月9日销的号，现在还好吗？⏎回：正常 或 反弹，加一句；反弹附1张照片`,
    );
    await town.says('罗勇', '反弹 9月没贴');
    hearsWithReceipt(town, '罗勇', `${no}号记“反弹”，许敏定要不要重开。⏎请附1张照片，直接发给我。`);
    await shows(town, '罗勇');
    hearsWithReceipt(town, '罗勇', '照片收到，许敏看得到。');
    await town.pass('2m');
    hears(
      town,
      '许敏',
      `${no}号回头看：9月没贴⏎东村：公开栏财务只到5月，罗勇看的，照片1张⏎要重开回：重开 ${no} 期限（第1次）⏎不重开回：不重开 ${no} 原因`,
    );
    await town.says('许敏', `看 ${no}`);
    town.expects('许敏', `${no}号`);
    await town.pass('2m');
    hears(town, '许敏', `${no}-1.jpg`);
    hears(town, '许敏', `${no}-2.jpg`);
    await town.says('许敏', `重开 ${no} 10月23日`);
    hearsWithReceipt(town, '许敏', `${no}号重开了，第1次，期限10月23日（周五）。`);
    await town.pass('2m');
    expect(town.expects('李德明')).toContain(`东村有个问题，${no}号，又出了，重开第1次`);
    town.expects('王志强', '又出了，重开第1次');
    await town.says('罗勇', `正常 ${no}`);
    expect(town.expects('罗勇')).not.toContain('回执');
  }));

test('whoever does not go and look is asked once more; then another is drawn, and whoever oversees it sees that', () =>
  play({ at, prepare: inspectors }, async (town) => {
    const no = await closed(town);
    await town.until('2026-10-13 09:01');
    town.expects('罗勇', '随机抽到');
    await town.until('2026-10-15 09:01');
    town.expects('罗勇', `回头看 ${no}号，还没回`);
    await town.until('2026-10-19 09:01');
    hears(town, '许敏', `${no}号回头看，罗勇没回，改请周正平看。⏎东村：公开栏财务只到5月`);
    town.expects('周正平', `回头看 ${no}号，随机抽到`);
    await town.says('罗勇', `正常 ${no}`);
    town.expects('罗勇');
    await town.says('周正平', '正常 9月的也贴了');
    hearsWithReceipt(town, '周正平', `${no}号记“正常”，谢谢。`);
    await town.until('2026-11-30 12:00');
    town.takeEverything();
    await town.says('许敏', `看 ${no}`);
    expect(town.expects('许敏')).toContain('已销号');
    hears(town, '许敏', `${no}-1.jpg`);
  }));

test('正常 is an answer to what is being asked, also of somebody who is to look again at something', () =>
  play(
    {
      at,
      prepare: hamletWith(
        inspectors,
        replace(files.selfCheck, '0 9 25 1 *', '0 9 13 10 *'),
        replace(files.roster, 'liaison: ma', 'liaison: luo'),
      ),
    },
    async (town) => {
      const no = await closed(town);
      await town.until('2026-10-13 09:10');
      expect(town.takeEverything().get('罗勇')?.join('\n')).toContain(`回头看 ${no}号`);
      for (const answer of ['逐题', '否', '0', '正常']) await town.says('罗勇', answer);
      expect(town.takeEverything().get('罗勇')?.join('\n')).toContain('3 问题：正常');
      await town.says('罗勇', '正常');
      town.expects('罗勇', `${no}号记“正常”，谢谢。`);
    },
  ));

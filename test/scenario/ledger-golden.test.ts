/** A problem from the day it was seen to the day it is seen again, message by message. */
import { expect, test } from 'vitest';
import { files, hamletWith, replace } from '../harness/hamlet.js';
import { nothingAsked, officers, shows } from '../harness/ledger-town.js';
import { hears, hearsWithReceipt, play, worlds } from '../harness/scene.js';

const village = hamletWith(
  replace(files.roster, 'name: 东村', 'name: 柳湾村'),
  replace(files.roster, 'name: 李德明', 'name: 陈守田'),
  officers,
  nothingAsked,
  replace(files.settings, 'pacing: false', 'pacing: false\nledger: { recheck: { from: 25wd, to: 25wd } }'),
);

test.each(worlds)('a finding is established, mended, sent back, not closed by its owner, closed by another and opened again (%s)', (over) =>
  play({ at: '2026-09-09 09:00', over, prepare: village }, async (town) => {
    await town.says('许敏', '登记 柳湾村 村务公开 公开栏财务只到5月');
    const [, no = ''] = /^记下，(\d+)号：柳湾村，村务公开\n/u.exec(town.expects('许敏', '立为问题回：立')) ?? [];
    await town.says('许敏', `立${no} 9月18日`);
    hearsWithReceipt(town, '许敏', `${no}号立了，陈守田整改，期限9月18日（周五）。⏎我去告诉单位。`);
    await town.pass('2m');
    hears(
      town,
      '陈守田',
      `陈守田同志：⏎柳湾村有个问题，${no}号⏎9月9日看到：公开栏财务只到5月⏎期限：9月18日（周五）⏎` +
        `改好回：已改 ${no}，写一句怎么改的，可附照片⏎不是这么回事，回：异议 ${no} 理由⏎镇纪委 许敏`,
    );
    town.expects('王志强', '陈守田整改');

    await town.says('陈守田', `已改${no} 都贴上了`);
    hearsWithReceipt(town, '陈守田', `收到。许敏看过才销号。⏎有照片就接着发，算在${no}号里。`);
    await shows(town, '陈守田');
    hearsWithReceipt(town, '陈守田', `收到，照片1张。许敏看过才销号。⏎有照片就接着发，算在${no}号里。`);
    await town.pass('2m');
    town.expects('许敏', `${no}号 柳湾村报已改`, '照片1张');
    await town.says('许敏', `退回${no} 只有总数没有明细`);
    hearsWithReceipt(town, '许敏', `${no}号退回了，我去告诉单位。`);
    await town.pass('2m');
    hears(town, '陈守田', `${no}号还差一步：许敏看了，只有总数没有明细⏎补上再回“已改 ${no}”加照片，还是9月18日（周五）。`);
    await town.says('陈守田', `销号${no}`);
    hears(town, '陈守田', `自己的问题要别人来销。⏎改好回“已改 ${no}”加照片或一句话，我转许敏。`);
    await town.says('陈守田', `已改${no} 明细补了`);
    town.expects('陈守田', '许敏看过才销号');
    await shows(town, '陈守田');
    town.expects('陈守田', '照片1张');
    await town.pass('2m');
    town.expects('许敏', '照片2张');
    await town.says('许敏', '待定');
    hears(town, '许敏', `等您定1件：⏎${no}号 柳湾村报已改：公开栏财务只到5月，9月9日起⏎回：销号 ${no}`);
    await town.says('许敏', `销号${no}`);
    hearsWithReceipt(town, '许敏', `${no}号已销号，我去告诉单位。`);
    await town.pass('2m');
    hears(town, '陈守田', `${no}号销号了，谢谢。⏎许敏经手，凭照片2张。过些天会回头看一次。`);

    await town.until('2026-10-20 09:01');
    hears(
      town,
      '罗勇',
      `回头看 ${no}号，随机抽到：⏎柳湾村，公开栏财务只到5月⏎9月9日销的号，现在还好吗？⏎回：正常 或 反弹，加一句；反弹附1张照片`,
    );
    await town.says('罗勇', '反弹 9月没贴');
    town.expects('罗勇', '记“反弹”');
    await shows(town, '罗勇');
    town.expects('罗勇', '照片收到');
    await town.pass('2m');
    hears(
      town,
      '许敏',
      `${no}号回头看：9月没贴⏎柳湾村：公开栏财务只到5月，罗勇看的，照片1张⏎要重开回：重开 ${no} 期限（第1次）⏎不重开回：不重开 ${no} 原因`,
    );
    await town.says('许敏', `重开 ${no} 10月30日`);
    town.expects('许敏', '重开了，第1次');
    await town.pass('2m');
    town.expects('陈守田', '又出了，重开第1次');
    town.expects('王志强', '重开第1次');

    // The same again in the village is told when it is brought up, and all of it stands in the views.
    await town.says('许敏', '登记 柳湾村 村务公开 三务栏没锁');
    const [, second = ''] = /^记下，(\d+)号/u.exec(town.expects('许敏', `这家同类的有过1次，最近${no}号，9月9日`)) ?? [];
    await town.says('许敏', `立 ${second} 10月30日`);
    town.expects('许敏', `这家同类的有过1次，最近${no}号`);
    await town.pass('2m');
    town.takeEverything();
    await town.says('许敏', '查 柳湾村');
    town.expects('许敏', '问题：在改2，过期0', `反复：村务公开，${second}号、${no}号`);
    await town.says('许敏', '台账 村务公开');
    town.expects('许敏', '村务公开\n问题：待整改2，整改中0，待验收0');
    await town.says('许敏', '台账 财务');
    hears(town, '许敏', '财务⏎没有在改的问题。');
    await town.says('王志强', '台账 陈守田');
    town.expects('王志强', '陈守田\n问题：待整改2');
    await town.says('吴永贵', '台账 陈守田');
    hears(town, '吴永贵', '陈守田⏎没有在改的问题。');
    await town.says('吴永贵', '台账 柳湾村');
    town.expects('吴永贵', '您能看的是石桥村');
    await town.says('吴永贵', '逾期 村务公开');
    hears(town, '吴永贵', '没有过期的。');
    await town.says('周正平', '状态');
    town.expects('周正平', '问题：在改2，待验收0，过期0');
    await town.says('陈守田', '我的');
    expect(town.expects('陈守田')).toContain(`问题${no}号，公开栏财务只到5月，10月30日（周五）18:00`);
  }),
);

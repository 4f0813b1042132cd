import { expect, test } from 'vitest';
import { answer, hears, hearsWithReceipt, liaisonsBut, opened, play, worlds } from '../harness/scene.js';
import type { Township } from '../harness/township.js';

const jpg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46]);

/** August's self-check is over; Liuwan said that everything is made public in time. */
async function afterAugust(town: Township): Promise<void> {
  await opened(town);
  await answer(town, liaisonsBut());
  await town.until('2026-09-08 14:30');
  town.takeEverything();
}

async function photo(town: Township, who: string): Promise<void> {
  await town.does((hub, id) => hub.photo({ from: town.account(who), id, bytes: jpg, fileName: 'photo.jpg' }));
}

/** Item by item, as far as the question of the third. */
async function walked(town: Township): Promise<void> {
  await town.says('罗勇', '检查 柳湾村');
  hears(
    town,
    '罗勇',
    '柳湾村，6项。您离村前不告诉村里。⏎每项回：正常、问题、不适用，可加一句⏎随时可回：上一项、暂停、继续⏎第1项：办公时间有人在岗吗？',
  );
  await town.says('罗勇', '正常 两人在');
  hears(town, '罗勇', '记下。⏎第2项：公开栏财务贴到几月？');
  await town.says('罗勇', '问题 只到5月');
  hears(town, '罗勇', '记“问题：只到5月”。⏎请拍1张公开栏，证明月份用。⏎只拍栏面，不拍人。');
  await photo(town, '罗勇');
  hears(town, '罗勇', '照片收到。⏎第3项：报账单据签字齐吗？');
  await town.says('罗勇', '上一项');
  hears(town, '罗勇', '第2项现在是：问题，只到5月，照片1张。⏎要改就重答，不改回：继续');
  await town.says('罗勇', '问题 财务只到5月，党务是新的');
  hears(town, '罗勇', '第2项改好，照片留着。⏎第3项：报账单据签字齐吗？');
}

test.each(worlds)('an inspector is walked through a checklist, and nothing reaches the unit before it is handed in (%s)', (over) =>
  play({ at: '2026-08-25 08:59', over, checklists: true }, async (town) => {
    await afterAugust(town);
    await walked(town);
    await town.says('罗勇', '暂停');
    hears(town, '罗勇', '停在第3项，前面的存好了。⏎接着查回：继续');
    await town.until('2026-09-08 15:10');
    await town.says('罗勇', '继续');
    hears(town, '罗勇', '第3项：报账单据签字齐吗？');
    for (const word of ['正常', '正常', '正常']) {
      await town.says('罗勇', word);
      town.expects('罗勇', /^记下。\n第\d项：/u);
    }
    await town.says('罗勇', '不适用 没有集体工程');
    hears(town, '罗勇', '记下。⏎6项齐了：正常4，问题1，不适用1⏎问题：公开栏财务只到5月，照片1张⏎回：提交，或 改 项号');
    town.expectsNothing();
    await town.says('罗勇', '提交');
    hearsWithReceipt(town, '罗勇', '已交镇纪委许敏。');
    await town.pass('2m');
    const [, no = ''] = /问题：(\d+)号 公开栏财务只到5月，党务是新的，照片1张/u.exec(town.expects('许敏', '柳湾村村级现场检查')) ?? [];
    for (const who of ['陈守田', '刘芳', '王志强']) town.expects(who, '问题：公开栏财务只到5月，党务是新的，照片1张');
    await town.until('2026-09-09 09:00');
    hears(
      town,
      '许敏',
      `${no}号 柳湾村现场报来：公开栏财务只到5月⏎8月自查第3题答的“A 按时全公开”，两边不一样，请您看。⏎` +
        `立为问题回：立 ${no} 期限⏎不立回：不立 ${no} 原因`,
    );
    await town.says('许敏', `立${no} 9月18日`);
    town.expects('许敏', '立了，陈守田整改，期限9月18日（周五）');
    await town.pass('2m');
    expect(town.expects('陈守田', '公开栏财务只到5月')).not.toContain('两边不一样');
    town.expects('王志强', '您分管，一同负责');
    const both = '两边不一样：\n8月自查第3题答的“A 按时全公开”\n9月8日村级现场检查记的“公开栏财务只到5月”';
    await town.says('许敏', `看 ${no}`);
    expect(town.takeEverything().get('许敏')?.[0]).toContain(both);
    for (const who of ['陈守田', '王志强', '张建国']) {
      await town.says(who, `看 ${no}`);
      expect(town.takeEverything().get(who)?.[0]).toMatch(/^\d+号 柳湾村，(?:(?!两边不一样)[\s\S])+$/u);
    }
  }),
);

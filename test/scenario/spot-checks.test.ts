import { describe, expect, it } from 'vitest';
import { spotChecks } from '../harness/spot-checks.js';
import { hears, hearsWithReceipt, phone, play, worlds } from '../harness/scene.js';
import type { Township } from '../harness/township.js';

/** Tuesdays at ten, of the three units of the scene. */
const prepare = spotChecks({ cron: '0 10 1,8 9 *', units: ['shiqiao', 'caizheng', 'datang'], sample: 3 });

/** The officer is asked for a number, and types one. */
async function drawn(town: Township, batch: number): Promise<string> {
  const asked = town.expects('许敏', `抽查第${batch}批，请您报个数`, '2026年明察暗访计划', '青纪备〔2026〕3号', '回：抽 数字');
  town.expectsNothing();
  await town.says('许敏', '58');
  hearsWithReceipt(town, '许敏', `抽查第${batch}批，数是58，抽出3家。⏎现在就发题，都有了结果告诉您。`);
  return /名单封存码 ([0-9a-f]{6})/u.exec(asked)?.[1] ?? '';
}

function lines(text: string): string[] {
  return phone(text).split('\n').toSorted();
}

describe.each(worlds)('18 a spot check, over %s', (over) => {
  it('asks those who were drawn by lot, calls nobody absent, and ends in public', async () => {
    await play({ at: '2026-09-01 09:59', over, prepare }, async (town) => {
      await town.until('2026-09-01 10:05');
      await drawn(town, 1);
      await town.until('2026-09-01 10:07');
      for (const [who, unit] of [
        ['马春生', '石桥村'],
        ['钱玉', '财政所'],
        ['彭小军', '大塘村'],
      ] as const) {
        town.expects(who, `抽查，随机抽到${unit}，不针对谁。`);
        await town.says(who, '都在，一个下组了');
        town.expects(who, '记下了，谢谢。');
      }
      await town.until('2026-09-01 10:08');
      expect(town.expects('许敏').split('\n').slice(0, -1).toSorted()).toEqual(
        lines('抽查第1批，抽3家⏎石桥村 已回⏎财政所 已回⏎大塘村 已回⏎3家都有着落。抽签种子已公开。'),
      );

      await town.until('2026-09-08 10:05');
      const code = await drawn(town, 2);
      await town.until('2026-09-08 10:07');
      hears(
        town,
        '马春生',
        '抽查，随机抽到石桥村，不针对谁。⏎村部这会儿谁在、在忙什么？一句话就行。⏎不用拍照，不用定位。⏎10:35前方便就回；走不开，会有人打个电话。⏎依据：镇党委明察暗访安排⏎镇纪委 许敏',
      );
      town.expects('钱玉', '随机抽到财政所');
      town.expects('彭小军', '随机抽到大塘村');
      await town.says('马春生', '我在李家湾看水管，支书在村部');
      hearsWithReceipt(town, '马春生', '记下了，谢谢。');
      await town.says('钱玉', '都在，报账');
      hearsWithReceipt(town, '钱玉', '记下了，谢谢。');
      await town.until('2026-09-08 10:35');
      town.expectsNothing();
      await town.until('2026-09-08 10:36');
      const told = town.expects('许敏');
      expect(lines(told)).toEqual(
        lines(
          `抽查第2批，抽3家⏎石桥村 已回⏎财政所 已回⏎大塘村 没联系上，不等于不在岗⏎请打电话，再回：核 大塘村 情况⏎名单封存码 ${code}，结束后公开可验`,
        ),
      );
      expect(told.split('\n').at(3)).toBe('大塘村 没联系上，不等于不在岗');
      await town.says('许敏', '核 大塘村 电话通了，在县里培训');
      hears(town, '许敏', '大塘村：电话核实，在县里培训。⏎3家都有着落。抽签种子已公开。');
      await town.until('2026-09-08 10:40');
      hears(town, '彭小军', '10:05那条抽查许敏已电话问过，不用再回。');
    });
  });
});

it('stands in 待定 of whoever types its number, and of them again while units are to be telephoned', async () => {
  await play({ at: '2026-09-01 09:59', prepare }, async (town) => {
    await town.until('2026-09-01 10:05');
    town.expects('许敏', '请您报个数');
    await town.says('许敏', '待定');
    expect(town.expects('许敏')).toMatch(/^等您定1件：\n\d+号 .+，等报个数\n回：抽 数字$/u);
    await town.says('张建国', '待定');
    hears(town, '张建国', '眼下没有等您定的。');
    await town.says('许敏', '58');
    town.expects('许敏', '抽出3家');
    await town.says('许敏', '待定');
    hears(town, '许敏', '眼下没有等您定的。');
    await town.until('2026-09-01 10:40');
    town.takeEverything();
    await town.says('许敏', '待定');
    expect(town.expects('许敏')).toMatch(/^等您定1件：\n\d+号 .+，有没联系上的，等打电话\n回：核 单位 情况$/u);
  });
});

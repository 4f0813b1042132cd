import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hears, hearsWithReceipt, phone, play, worlds } from '../harness/scene.js';
import type { Township } from '../harness/township.js';

const schedule = `name: 作风抽查
kind: spot-check
cron: "0 10 8 9 *"
basis: 镇党委明察暗访安排
plan: { name: 2026年明察暗访计划, filing: 青纪备〔2026〕3号 }
audience: { units: [shiqiao, caizheng, datang], sample: 3 }
question: 村部这会儿谁在、在忙什么？一句话就行。
`;

async function withSpotCheck(home: string): Promise<void> {
  await mkdir(join(home, 'schedules'));
  await writeFile(join(home, 'schedules', 'spot-check.yaml'), schedule);
}

/** What an officer is asked at ten. */
function committed(town: Township): string {
  const [, code = ''] = /名单封存码 ([0-9a-f]{6})/u.exec(town.expects('许敏', '请您报个数', '回：抽 数字')) ?? [];
  return code;
}

describe.each(worlds)('18 a spot check, over %s', (over) => {
  it('asks those who were drawn by lot, calls nobody absent, and ends in public', async () => {
    await play({ at: '2026-09-08 09:59', over, prepare: withSpotCheck }, async (town) => {
      await town.until('2026-09-08 10:05');
      const code = committed(town);
      town.expectsNothing();
      await town.says('许敏', '抽 58');
      hearsWithReceipt(town, '许敏', '抽查第1批，数是58，抽出3家。⏎现在就发题，都有了结果告诉您。');
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
      expect(town.expects('许敏').split('\n').toSorted()).toEqual(
        phone(
          `抽查第1批，抽3家⏎石桥村 已回⏎财政所 已回⏎大塘村 没联系上，不等于不在岗⏎请打电话，再回：核 大塘村 情况⏎名单封存码 ${code}，结束后公开可验`,
        )
          .split('\n')
          .toSorted(),
      );
      await town.says('许敏', '核 大塘村 电话通了，在县里培训');
      hears(town, '许敏', '大塘村：电话核实，在县里培训。⏎3家都有着落。抽签种子已公开。');
      await town.until('2026-09-08 10:40');
      hears(town, '彭小军', '10:05那条抽查许敏已电话问过，不用再回。');
      await town.says('许敏', '抽签');
      console.log(town.expects('许敏', '抽中：'));
    });
  });
});

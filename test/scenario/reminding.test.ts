import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'vitest';
import { answer, allHear, hears, hearsWithReceipt, liaisonsBut, opened, phone, play } from '../harness/scene.js';

const at = '2026-08-25 08:59';
const seals = `name: 月度印章合同自查
kind: self-check
cron: "0 9 25 * *"
basis: 镇党委制度建设计划
audience: { units: [shiqiao] }
ask: liaison
deadline: 4wd
prompt: self-check
questions:
  - { id: contracts, type: number, text: 本月签了几份合同？, label: 合同, measure: 份 }
remind: [{ at: -1wd }]
`;

/** A second matter for one village, due a day earlier. */
async function withSeals(home: string): Promise<void> {
  await mkdir(join(home, 'schedules'), { recursive: true });
  const shipped = new URL('../../schedules/monthly-self-check.yaml', import.meta.url);
  await copyFile(shipped, join(home, 'schedules', 'monthly-self-check.yaml'));
  await writeFile(join(home, 'schedules', 'seals.yaml'), seals);
}

test('two workdays before the end, only those are reminded who have not answered, each once', () =>
  play({ at }, async (town) => {
    await opened(town);
    await answer(town, liaisonsBut('石桥村', '柳湾村'));
    await town.until('2026-08-28 08:59');
    town.expectsNothing();
    await town.until('2026-08-28 09:10');
    hears(
      town,
      '马春生',
      '马春生同志，石桥村8月自查还没收到。⏎截止：9月1日（周二）18:00⏎照题号答就行，回“题目”再发一遍。⏎依据：镇党委落实主体责任实施意见⏎党政办 何晓燕',
    );
    allHear(town, ['刘芳'], '柳湾村8月自查还没收到');
    await town.until('2026-09-01 18:00');
  }));

test('what is due to one person is one message, the nearest date first, with what each rests on', () =>
  play({ at, prepare: withSeals }, async (town) => {
    await town.until('2026-08-25 09:10');
    const both = town.expects('马春生', '石桥村8月主体责任自查，5题（', '石桥村8月印章合同自查，1题（');
    const [check = '', contracts = ''] = [...both.matchAll(/题（(\d+)#）/gu)].map(([, number]) => number);
    town.takeAll('今天开始');
    town.takeAll('没有联络员');
    town.takeAll('8月主体责任自查，5题');
    await answer(town, liaisonsBut('石桥村'));
    await town.until('2026-08-28 09:10');
    hears(
      town,
      '马春生',
      `马春生同志，石桥村有两件快到了：⏎1 8月印章合同自查，还没收到⏎8月31日（周一）18:00，回“${contracts}# 题目”再发一遍⏎` +
        `2 8月主体责任自查，还没收到⏎9月1日（周二）18:00，回“${check}# 题目”再发一遍⏎依据：1 镇党委制度建设计划；2 镇党委落实主体责任实施意见⏎党政办 何晓燕`,
    );
    await town.says('马春生', `${contracts}# 题目`);
    town.expects('马春生', `石桥村8月印章合同自查，1题（${contracts}#）`, phone(`照这样：⏎${contracts}# 0⏎`));
    await town.says('马春生', `${contracts}# 2份`);
    hearsWithReceipt(
      town,
      '马春生',
      `收到，石桥村8月印章合同自查记下了：⏎1 合同：2份⏎要改，回：${contracts}# 改 题号 内容⏎8月31日18:00前都能改。`,
    );
    await town.says('马春生', '1是 2 1次 3B 4 8.27 5无');
    town.expects('马春生', '石桥村8月主体责任自查记下了', '回执');
    await town.until('2026-09-01 18:00');
  }));

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hamlet, replace } from '../harness/hamlet.js';
import { hears, hearsWithReceipt, phone, play, worlds } from '../harness/scene.js';
import { booked, newestCycle } from '../harness/township-books.js';
import type { Township } from '../harness/township.js';

const file = 'schedules/seals-and-contracts.yaml';
const seals = `name: 月度印章合同自查
kind: self-check
cron: "0 9 12 * *"
workday: next
basis: 镇党委制度建设计划
audience: { units: [dongcun] }
ask: liaison
deadline: 5wd
prompt: self-check
questions:
  - { id: logged, type: yes-no, text: 本月盖章都登记了吗？, label: 盖章登记 }
  - { id: contracts, type: number, text: 本月签了几份合同？, label: 合同, measure: 份, max: 99 }
  - { id: keeper, type: text, text: 公章谁保管？, label: 公章, carry: true }
  - { id: account, type: date, text: 最近一次对账是哪天？, label: 对账 }
  - { id: boards, type: number, text: 公开栏几块？, label: 公开栏, measure: 块, min: 1, max: 20, carry: true }
remind: [{ at: -1wd }]
`;

async function withSeals(home: string): Promise<void> {
  await hamlet(home);
  await replace('schedules/monthly-self-check.yaml', '0 9 25 * *', '0 9 1 1 *')(home);
  await writeFile(join(home, file), seals);
}

/** September's round, put and answered in full. */
async function answered(town: Township, text = '1是 2 3份 3孙国栋 4 9.1 5两块'): Promise<void> {
  await town.until('2026-09-14 09:10');
  town.expects('赵小梅', '东村9月印章合同自查，5题', phone('1否 2 0 3无 4 9.1 5 1'));
  await town.says('赵小梅', text);
  town.expects('赵小梅', '东村9月印章合同自查记下了', '回执');
}

const october =
  '赵小梅同志：⏎东村10月印章合同自查，5题⏎截止：10月19日（周一）18:00⏎这2题上月您答过，没变就回：同上月⏎3 公章谁保管：孙国栋⏎5 公开栏几块：2块⏎' +
  '这3题每月要新答：⏎1 本月盖章都登记了吗？（是/否）⏎2 本月签了几份合同？（没有写0）⏎4 最近一次对账是哪天？⏎照这样：1否 2 0 4 9.29 同上月⏎' +
  '不好办，回：延期、有困难、不适用、改派，加一句原因⏎依据：镇党委制度建设计划⏎党政办 何晓燕';

async function asked(town: Township): Promise<void> {
  await answered(town);
  await town.until('2026-10-12 09:10');
  hears(town, '赵小梅', october);
}

const at = '2026-09-14 08:59';

describe.each(worlds)('over the %s world', (over) => {
  test('what is lasting is confirmed with one word, and what happened this month is asked afresh', () =>
    play({ at, over, prepare: withSeals }, async (town) => {
      await asked(town);
      await town.says('赵小梅', '同上月');
      hears(town, '赵小梅', '3孙国栋、5两块，记下了。⏎还差1、2、4，这3题每月要新答。');
      await town.says('赵小梅', '1是2两份4九月二十八');
      hearsWithReceipt(
        town,
        '赵小梅',
        '收到，东村10月印章合同自查记下了：⏎1 盖章登记：是⏎2 合同：2份⏎3 公章：孙国栋⏎4 对账：9月28日（周一）⏎5 公开栏：2块⏎要改，回：改 题号 内容⏎10月19日18:00前都能改。',
      );
      expect(await booked(town, 'dongcun', await newestCycle(town))).toEqual([
        { by: 'zhao', late: false, answers: expect.arrayContaining([true, 2, '孙国栋', '2026-09-28', 2]) },
      ]);
    }));
});

test('one message may hold both', () =>
  play({ at, prepare: withSeals }, async (town) => {
    await asked(town);
    await town.says('赵小梅', '1是 2 2 4 9.28 同上月');
    town.expects('赵小梅', '3 公章：孙国栋', '5 公开栏：2块', '回执');
  }));

test('the sample of the prompt is no answer, with 同上月 as little as without', () =>
  play({ at, prepare: withSeals }, async (town) => {
    await asked(town);
    await town.says('赵小梅', '1否 2 0 4 9.29 同上月');
    hears(town, '赵小梅', '这几个答案跟样例一样，是您单位的实情吗？⏎是，回：属实⏎不是，照实再发一次。');
    await town.says('赵小梅', '属实');
    town.expects('赵小梅', '1 盖章登记：否', '3 公章：孙国栋', '5 公开栏：2块', '回执');
  }));

test('single questions may be 同上月, and those that are not lasting are asked afresh', () =>
  play({ at, prepare: withSeals }, async (town) => {
    await asked(town);
    await town.says('赵小梅', '1是 2同上月 3同上月 4 9.28 5 3块');
    town.expects('赵小梅', '第2题每次要新答', '3 公章：孙国栋');
    await town.says('赵小梅', '改 5 同上月');
    town.expects('赵小梅', '5', '2块');
    await town.says('赵小梅', '改 5 3块');
    town.expects('赵小梅', '3块');
    await town.says('赵小梅', '2份');
    town.expects('赵小梅', '2 合同：2份', '3 公章：孙国栋', '5 公开栏：3块', '回执');
  }));

test('all of them at once keeps what is lasting and asks for the rest', () =>
  play({ at, prepare: withSeals }, async (town) => {
    await asked(town);
    await town.says('赵小梅', '1-5同上月');
    hears(town, '赵小梅', '3孙国栋、5两块，记下了。⏎还差1、2、4，这3题每月要新答。');
    await town.says('赵小梅', '同上月');
    hears(town, '赵小梅', '这几题每次要新答。');
    await town.says('赵小梅', '在吗');
    town.expects('赵小梅', '前2题都存着');
    await town.says('赵小梅', '1是 2 2 4 9.28');
    town.expects('赵小梅', '回执');
    await town.says('赵小梅', '同上月');
    town.expects('赵小梅', '答过了');
  }));

test('one by one the last answer stands with the question, and 同上月 takes it', () =>
  play({ at, prepare: withSeals }, async (town) => {
    await asked(town);
    await town.says('赵小梅', '逐题');
    town.expects('赵小梅', '第1题');
    await town.says('赵小梅', '同上月');
    town.expects('赵小梅', '第1题每次要新答');
    await town.says('赵小梅', '是');
    town.expects('赵小梅', '第2题');
    await town.says('赵小梅', '2');
    hears(town, '赵小梅', '第2题记2份。⏎第3题：公章谁保管？⏎没有回 无⏎上月是：孙国栋，没变回：同上月');
    await town.says('赵小梅', '同上月');
    town.expects('赵小梅', '第3题记孙国栋', '第4题');
    await town.says('赵小梅', '9.28');
    town.expects('赵小梅', '上月是：2块，没变回：同上月');
    await town.says('赵小梅', '没变');
    town.expects('赵小梅', '5 公开栏：2块', '回执');
  }));

test('without an answer before, everything is asked plainly, and 同上月 has nothing to stand for', () =>
  play({ at, prepare: withSeals }, async (town) => {
    await town.until('2026-09-14 09:10');
    hears(
      town,
      '赵小梅',
      '赵小梅同志：⏎东村9月印章合同自查，5题⏎截止：9月20日（周日，补班）18:00⏎1 本月盖章都登记了吗？（是/否）⏎2 本月签了几份合同？（没有写0）⏎3 公章谁保管？（没有写无）⏎' +
        '4 最近一次对账是哪天？⏎5 公开栏几块？⏎一条发完，照这样：⏎1否 2 0 3无 4 9.1 5 1⏎想一题一题答，回：逐题⏎不好办，回：延期、有困难、不适用、改派，加一句原因⏎' +
        '如实就好，不排名。⏎依据：镇党委制度建设计划⏎党政办 何晓燕（代镇党委）',
    );
    await town.says('赵小梅', '同上月');
    town.expects('赵小梅', '上月没有记录，这次请都写一下。', '3 公章谁保管？');
    await town.says('赵小梅', '1是 2 2 3同上月 4 9.1 5 2');
    town.expects('赵小梅', '第3题上次没有记录');
    await town.says('赵小梅', '孙国栋');
    town.expects('赵小梅', '3 公章：孙国栋', '回执');
  }));

test('what somebody else answered, or a month earlier, is offered as that', () =>
  play({ at: '2026-09-14 08:59', prepare: withSeals }, async (town) => {
    await town.until('2026-09-14 09:10');
    town.expects('赵小梅', '5题');
    await town.says('李德明', '1是 2 3份 3孙国栋 4 9.1 5两块');
    town.expects('李德明', '回执');
    await town.until('2026-10-12 09:10');
    town.expects('赵小梅', '这2题上月答过，没变就回：同上月');
    await town.until('2026-11-12 09:10');
    town.takeAll('还没收到');
    town.expects('赵小梅', '这2题上次答过，没变就回：同上月', '3 公章谁保管：孙国栋');
  }));

test('a question that was changed meanwhile is asked afresh', () =>
  play({ at, prepare: withSeals }, async (town) => {
    await answered(town);
    await town.isDownUntil('2026-09-14 09:11', replace(file, 'min: 1, max: 20', 'min: 3, max: 20'));
    await town.until('2026-10-12 09:10');
    town.expects('赵小梅', '这题上月您答过，没变就回：同上月', '3 公章谁保管：孙国栋', '这4题每月要新答：', '5 公开栏几块？');
  }));

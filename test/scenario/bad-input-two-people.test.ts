import { afterEach, expect, test } from 'vitest';
import { hamlet } from '../harness/hamlet.js';
import { booked, recordOf, totals, versionsOf } from '../harness/township-books.js';
import { Township } from '../harness/township.js';

let town: Township;

async function asked(): Promise<void> {
  town = await Township.open({ at: '2026-08-25 08:59', prepare: hamlet });
  await town.until('2026-08-25 09:05');
  town.takeAll('8月自查，3题');
}

afterEach(() => town.end());

test('liaison and principal answer in the same tick: both are stored, and whoever comes second reads whom they replace', async () => {
  await asked();
  await Promise.all([town.says('赵小梅', '1是 2 3次 3无'), town.says('李德明', '1否 2 1次 3公开栏坏了')]);
  const receipts = [town.expects('赵小梅', '2 谈话：3次', '回执'), town.expects('李德明', '2 谈话：1次', '回执')];
  const [first, second] = await booked(town, 'dongcun');
  expect(new Set([first?.by, second?.by])).toEqual(new Set(['li', 'zhao']));
  const [before, after] = first?.by === 'zhao' ? receipts : receipts.toReversed();
  expect(before).not.toContain('先答过一份');
  expect(after).toContain(`${first?.by === 'zhao' ? '赵小梅' : '李德明'}先答过一份，这份为准，原来的也留着`);
  expect(await totals(town)).toMatchObject({ answered: 1, pending: 2 });
});

test('four people’s corrections of one reply at once are four versions in a row', async () => {
  await asked();
  await town.says('赵小梅', '1是 2 3次 3无');
  town.expects('赵小梅', '回执');
  const said = [
    ['赵小梅', '改 2 4'],
    ['李德明', '改 2 5'],
    ['赵小梅', '改 3 公开栏坏了'],
    ['李德明', '改 1 否'],
  ] as const;
  await Promise.all(said.map(([who, text]) => town.says(who, text)));
  for (const [who] of said) town.expects(who, '由', '改成', '回执');
  const versions = await versionsOf(town, 'dongcun');
  expect(versions.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5]);
  expect(versions.at(-1)?.answers).toMatchObject({ meeting: { yes: false }, issue: { text: '公开栏坏了' } });
});

test('two people in 逐题 for one unit each keep their own place', async () => {
  await asked();
  await Promise.all([town.says('赵小梅', '逐题'), town.says('李德明', '逐题')]);
  await Promise.all([town.says('赵小梅', '是'), town.says('李德明', '否')]);
  await Promise.all([town.says('赵小梅', '3'), town.says('李德明', '1')]);
  for (const who of ['赵小梅', '李德明']) for (const question of ['第1题', '第2题', '第3题']) town.expects(who, question);
  await town.says('赵小梅', '无');
  town.expects('赵小梅', '1 专题研究：是\n2 谈话：3次\n3 问题：无', '回执');
  await town.says('李德明', '无');
  town.expects('李德明', '1 专题研究：否\n2 谈话：1次\n3 问题：无', '赵小梅先答过一份', '回执');
  expect(await booked(town, 'dongcun')).toMatchObject([{ by: 'zhao' }, { by: 'li' }]);
});

test('a leader’s 放行 and a unit’s last answer at once leave one of the two true, and nobody is told both', async () => {
  await asked();
  await town.says('赵小梅', '1是 2 3次 3无');
  town.expects('赵小梅', '回执');
  await town.says('何晓燕', '1是 2 3次 3无');
  town.expects('何晓燕', '回执');
  await town.until('2026-09-04 10:00');
  for (const part of ['还没收到', '还没着落', '副书记协调', '通报草稿']) town.takeAll(part);
  await Promise.all([town.says('周正平', '放行 1'), town.says('马春生', '1是 2 3次 3无')]);
  town.expects('马春生', '谢谢补上', '回执');
  const decided = town.expects('周正平', '1号', '回执');
  await town.until('2026-09-04 10:05');
  town.expects('王志强', '石桥村8月自查', '这件不用您管了');
  const group = town.takeAll('8月自查情况');
  expect(group).toEqual(decided.includes('已作罢') ? [] : ['群']);
  expect(await recordOf(town, 'shiqiao')).toMatchObject({ state: 'late' });
});

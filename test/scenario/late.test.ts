import { expect, test } from 'vitest';
import { answer, hears, hearsWithReceipt, liaisonsBut, opened, play } from '../harness/scene.js';
import { totals } from '../harness/township-books.js';

test('who answers late is thanked, the day is marked once, and whoever had it on their desk is released from it', () =>
  play({ at: '2026-08-25 08:59' }, async (town) => {
    await opened(town);
    await answer(town, liaisonsBut('石桥村'));
    await town.until('2026-09-04 15:20');
    town.expects('马春生', '还没收到');
    town.expects('吴永贵', '昨天18:00到期');
    town.expects('王志强', '还没着落');
    town.expects('吴永贵', '副书记协调');
    town.expects('周正平', '通报草稿 1号');
    town.expects('张建国', '通报草稿 1号');
    await town.says('马春生', '1是 2 1次 3B 4 8.27 5会计刚交接，9月补公开');
    hearsWithReceipt(
      town,
      '马春生',
      '收到，谢谢补上。石桥村8月自查记下了：⏎1 专题研究：是⏎2 谈话：1次⏎3 村务公开：B 公开了一部分⏎4 学案例：8月27日（周四）⏎' +
        '5 问题：会计刚交接，9月补公开⏎注明9月4日补交，后面不再催。',
    );
    await town.pass('2m');
    hears(town, '王志强', '石桥村8月自查15:20交了，这件不用您管了。');
    await town.says('李德明', '状态');
    hears(town, '李德明', '东村8月自查：已交，8月25日');
    await town.says('吴永贵', '状态');
    hears(town, '吴永贵', '石桥村8月自查：9月4日补交');
    expect(await totals(town)).toMatchObject({
      answered: 16,
      late: 1,
      pending: 0,
      unreached: 1,
    });
    await town.until('2026-09-10 18:00');
  }));

test('who says not yet after the deadline hears that it may still come', () =>
  play({ at: '2026-08-25 08:59' }, async (town) => {
    await opened(town);
    await answer(town, liaisonsBut('石桥村'));
    await town.until('2026-09-02 10:00');
    town.expects('马春生', '还没收到');
    town.expects('吴永贵', '昨天18:00到期');
    await town.says('马春生', '还没弄呢，下午');
    hears(town, '马春生', '好，没当答案记。⏎虽然过了9月1日（周二）18:00，什么时候补都行。');
    await town.says('马春生', '说明 会计换人');
    hearsWithReceipt(town, '马春生', '说明记下了。');
    await town.says('马春生', '说明');
    hears(town, '马春生', '请加一句情况，回：说明 ……');
  }));

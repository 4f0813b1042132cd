import { describe, expect, test } from 'vitest';
import { allHear, answer, hears, liaisonsBut, opened, play, worlds } from '../harness/scene.js';
import type { Township } from '../harness/township.js';

const at = '2026-08-25 08:59';

/** The third of September: three have not answered, one of them the secretary's own. */
async function thirdOfSeptember(town: Township): Promise<void> {
  await opened(town);
  await answer(town, liaisonsBut('镇党委', '柳湾村', '石桥村'));
  await town.until('2026-08-28 10:00');
  allHear(town, ['张建国', '马春生', '刘芳'], '还没收到');
  await town.until('2026-09-02 10:00');
  allHear(town, ['张建国', '吴永贵', '陈守田'], '昨天18:00到期');
  await town.until('2026-09-03 15:00');
  allHear(town, ['王志强'], '还没着落');
  allHear(town, ['吴永贵', '陈守田'], '副书记协调');
  town.expects('周正平', '通报草稿 1号，没发', '镇党委8月自查');
}

const totals = '8月自查，9月1日截止⏎18个单位：已交14，没交3，没发出去1⏎王志强分管9个，已交7⏎郑海波分管8个，已交7⏎';
const stuck = '卡在：柳湾村，在王志强处，今天督办⏎卡在：石桥村，在王志强处，今天督办⏎';
const ask = '看名单回：谁没交　看一家回：查 单位';

describe.each(worlds)('over the %s world', (over) => {
  test('the secretary sees totals, where it is stuck, and their own debt', () =>
    play({ at, over }, async (town) => {
      await thirdOfSeptember(town);
      await town.says('张建国', '状态');
      hears(town, '张建国', `${totals}${stuck}您自己：镇党委这份还没答⏎${ask}`);
    }));
});

test('the names are told privately, one line each, and a matter is shown where it lies', () =>
  play({ at }, async (town) => {
    await thirdOfSeptember(town);
    await town.says('张建国', '谁没交');
    hears(town, '张建国', '8月自查没交3：⏎镇党委，您本人⏎柳湾村，在王志强处⏎石桥村，在王志强处⏎没发出去1：上坪村，缺联络员，何晓燕在补');
    await town.says('王志强', '哪些还没交的');
    hears(town, '王志强', '8月自查没交2：⏎柳湾村，在您这里⏎石桥村，在您这里');
    await town.says('郑海波', '谁没交');
    hears(town, '郑海波', '8月自查没交0⏎没发出去1：上坪村，缺联络员，何晓燕在补');
    await town.says('王志强', '状态');
    hears(
      town,
      '王志强',
      `8月自查，9月1日截止⏎9个单位：已交7，没交2⏎卡在：柳湾村，在您这里，今天督办⏎卡在：石桥村，在您这里，今天督办⏎${ask}`,
    );
    await town.says('王志强', '逾期');
    hears(town, '王志强', '过期2件：⏎柳湾村8月自查，9月1日到期，在您这里⏎石桥村8月自查，9月1日到期，在您这里');
    await town.says('郑海波', '逾期');
    hears(town, '郑海波', '没有过期的。');
    await town.says('王志强', '进度 8月自查');
    hears(town, '王志强', '8月自查，9月1日截止⏎9个单位：已交7，没交2⏎8月25日发题');
  }));

test('one unit is looked at by those who oversee it and by itself, and by nobody else', () =>
  play({ at }, async (town) => {
    await thirdOfSeptember(town);
    await town.says('张建国', '查柳湾村');
    hears(town, '张建国', '柳湾村　支书陈守田　分管王志强⏎8月自查：还没收到，9月1日到期，已督办');
    await town.says('王志强', '查 东村');
    hears(town, '王志强', '东村　支书李德明　分管王志强⏎8月自查：已交，8月25日，回“查 东村 8月”看内容');
    await town.says('王志强', '查 东村 8月');
    hears(
      town,
      '王志强',
      '东村8月自查：已交，8月25日⏎1 专题研究：是⏎2 谈话：1次⏎3 村务公开：A 按时全公开⏎4 学案例：8月19日（周三）⏎5 问题：无⏎赵小梅联络员答，8月25日',
    );
    await town.says('李德明', '查 石桥村');
    hears(town, '李德明', '您能看的是东村。⏎回：查 东村');
    await town.says('李德明', '查');
    town.expects('李德明', '东村　支书李德明', '看内容');
    await town.says('王志强', '查 财政所');
    town.expects('王志强', '您能看的是东村、');
    await town.says('张建国', '查 石桥');
    hears(town, '张建国', '没有“石桥”这个单位，是石桥村吗？⏎回：查 石桥村');
    await town.says('马春生', '谁没交');
    hears(town, '马春生', '8月自查没交1：⏎石桥村，您本人');
  }));

test('the discipline secretary sees the secretary’s own record as well, and what waits for a decision', () =>
  play({ at }, async (town) => {
    await thirdOfSeptember(town);
    await town.says('周正平', '状态');
    hears(
      town,
      '周正平',
      `${totals}${stuck}${ask}⏎以下只有镇纪委能看：⏎镇党委（张建国）：还没收到，9月1日到期，已拟通报，提醒过2次⏎等您定：1件，1号`,
    );
    await town.says('周正平', '待定');
    hears(town, '周正平', '等您定1件：⏎1号 通报草稿⏎回：放行 1');
    await town.says('许敏', '状态');
    town.expects('许敏', '镇党委（张建国）', '等您定：0件');
    await town.says('罗勇', '状态');
    town.expects('罗勇', '这个您这里看不了');
  }));

test('the clerk sees what went out and what did not; what is unknown goes out again only on their word', () =>
  play({ at }, async (town) => {
    await opened(town);
    await answer(town, liaisonsBut('石桥村', '财政所'));
    await town.until('2026-08-28 08:59');
    town.world.hub.faults.loseNextReply();
    await town.until('2026-08-28 09:10');
    allHear(town, ['马春生', '钱玉'], '还没收到');
    const [, no] = /^(\d+) /mu.exec(town.expects('何晓燕', '有1条消息说不清到没到，我没重发：')) ?? [];
    await town.until('2026-08-28 15:00');
    await town.says('何晓燕', '状态');
    hears(
      town,
      '何晓燕',
      '8月自查：18个单位，已交15，没交2，没发出去1⏎消息：已发出35，没发出去1，说不清1⏎说不清的可能到了，我没重发：⏎' +
        `${no} 给马春生的8月自查提醒，今天9:00⏎问过本人后回：再发 ${no} 或 已到 ${no}⏎没发出去：上坪村，没有联络员，不算迟`,
    );
    await town.says('张建国', `再发${no}`);
    hears(town, '张建国', '这个您这里看不了，也办不了。⏎能用什么，回：帮助');
    await town.says('何晓燕', `再发${no}`);
    hears(town, '何晓燕', `${no}已再发，8月28日15:00。`);
    await town.pass('1m');
    town.expects('马春生', '石桥村8月自查还没收到');
    await town.says('何晓燕', `已到 ${no}`);
    hears(town, '何晓燕', `${no}不在说不清和没发出去的里面，没动。`);
  }));

test('before anything runs, and once nothing is owed, the answers are short', () =>
  play({ at }, async (town) => {
    for (const [who, words] of [
      ['张建国', '状态'],
      ['张建国', '谁没交'],
      ['赵小梅', '状态'],
      ['王志强', '进度'],
    ] as const) {
      await town.says(who, words);
      hears(town, who, '现在没有进行中的自查。');
    }
    await opened(town);
    await answer(town, liaisonsBut());
    await town.says('张建国', '状态');
    const status = town.expects('张建国', '18个单位：已交17，没交0，没发出去1');
    expect(status).not.toMatch(/卡在|您自己/u);
    await town.says('赵小梅', '题目');
    town.expects('赵小梅', '东村8月自查，5题');
  }));

import { files, hamletWith, replace } from '../harness/hamlet.js';
import { describe, expect, test } from 'vitest';
import { allHear, answer, hears, hearsWithReceipt, liaisonsBut, opened, play, worlds } from '../harness/scene.js';
import type { Township } from '../harness/township.js';

const at = '2026-08-25 08:59';
const signed = '依据：镇党委落实主体责任实施意见⏎党政办 何晓燕';
const story = '石桥村8月自查，9月1日到期，没交⏎经过：8月28日提醒，9月2日催办，9月3日督办（王志强没定）⏎';

/** All but one village answer in time; it is reminded. */
async function oneIsLeft(town: Township): Promise<void> {
  await opened(town);
  await answer(town, liaisonsBut('石桥村'));
  await town.until('2026-08-28 09:10');
  town.expects('马春生', '石桥村8月自查还没收到');
  await town.until('2026-09-02 08:59');
}

async function pressedAndSupervised(town: Township): Promise<void> {
  await oneIsLeft(town);
  await town.until('2026-09-02 09:10');
  town.expects('吴永贵', '石桥村8月自查昨天18:00到期');
  await town.until('2026-09-03 09:10');
  town.expects('王志强', '石桥村8月自查9月1日到期，还没着落');
  town.expects('吴永贵', '石桥村8月自查已请王志强副书记协调');
}

async function drafted(town: Township): Promise<string> {
  await pressedAndSupervised(town);
  await town.until('2026-09-04 09:10');
  town.expects('张建国', '等镇纪委定，给您看');
  const [, number = ''] = /^通报草稿 (\d+)号，没发\n/u.exec(town.expects('周正平')) ?? [];
  return number;
}

describe.each(worlds)('over the %s world', (over) => {
  test('a village that does not answer: 催办, 督办 with its explanation, a draft, and what the group hears once it is released', () =>
    play({ at, over }, async (town) => {
      await oneIsLeft(town);
      town.expectsNothing();
      await town.until('2026-09-02 09:10');
      hears(
        town,
        '吴永贵',
        '吴永贵同志：⏎石桥村8月自查昨天18:00到期，还没收到。⏎联络员马春生：8月25日发题，28日提醒。⏎今天答了，这条就不用管。⏎' +
          `不然请您回一句：⏎我来答⏎延期 天数 原因⏎改派 姓名⏎有困难 什么困难⏎明天9:00还没着落，会请王志强副书记协调。⏎${signed}`,
      );
      await town.until('2026-09-03 08:59');
      town.expectsNothing();
      await town.until('2026-09-03 09:10');
      hears(
        town,
        '王志强',
        '王志强同志：⏎石桥村8月自查9月1日到期，还没着落。⏎发题8月25日，提醒28日，催办吴永贵9月2日，都已发出。⏎村里说明：还没有⏎' +
          `请您定一个，回词加一句：⏎协调 您怎么帮⏎延期 延到哪天⏎改派 换谁答⏎督办 您盯到办成⏎明天9:00还没定，会拟通报草稿请镇纪委看，⏎“没定”也写上。⏎${signed}`,
      );
      hears(town, '吴永贵', '石桥村8月自查已请王志强副书记协调。⏎有什么情况，今天18:00前回：说明 ……⏎真要通报，会一字不改附上。');
      await town.says('吴永贵', '说明 会计换人，今天才交接完');
      hearsWithReceipt(town, '吴永贵', '说明记下了。');
      await town.until('2026-09-04 08:59');
      town.expectsNothing();
      await town.until('2026-09-04 09:10');
      const draft = `${story}单位说明（吴永贵，9月3日）：会计换人，今天才交接完⏎拟发群里：⏎“8月自查：18个单位，已交16，⏎没发出去1，没交1。⏎没交的已单独联系。”⏎`;
      hears(town, '周正平', `通报草稿 1号，没发⏎${draft}回：放行 1⏎或：不发 1 原因⏎要写单位名，回：放行 1 点名⏎（不写人名，附说明）`);
      hears(town, '张建国', `通报草稿 1号，等镇纪委定，给您看：⏎${draft}您要过问，回：催办 石桥村`);
      await town.says('张建国', '放行1');
      hears(town, '张建国', '放行由镇纪委定，您这里只看。⏎要过问，回：催办 石桥村');
      await town.until('2026-09-04 10:02');
      town.expectsNothing();
      await town.says('周正平', '放行1');
      hearsWithReceipt(town, '周正平', '1号放行了，9月4日10:02发群里。');
      await town.until('2026-09-04 10:05');
      hears(town, '群', '8月自查情况⏎18个单位：已交16，没发出去1，没交1。⏎没交的已单独联系。⏎镇纪委放行 党政办发');
      await town.says('周正平', '放行1');
      hears(town, '周正平', '1号已经定过了：放行，周正平。');
      await town.until('2026-09-08 18:00');
    }));
});

test('with 点名 the group hears which unit and its own words, and no person', () =>
  play({ at }, async (town) => {
    await pressedAndSupervised(town);
    await town.says('马春生', '说明 会计换人，今天才交接完');
    hearsWithReceipt(town, '马春生', '说明记下了。');
    await town.until('2026-09-04 09:10');
    town.expects('周正平', '单位说明（马春生，9月3日）：会计换人，今天才交接完');
    town.expects('张建国', '给您看');
    await town.says('周正平', '放行 1 点名');
    hearsWithReceipt(town, '周正平', '1号放行了，9月4日9:10发群里。');
    await town.pass('2m');
    hears(
      town,
      '群',
      '8月自查情况⏎18个单位：已交16，没发出去1，没交1。⏎没交的：⏎石桥村（说明：会计换人，今天才交接完）⏎没交的已单独联系。⏎镇纪委放行 党政办发',
    );
  }));

test('nobody but the discipline secretary releases, and a reason is asked for what is not sent', () =>
  play({ at }, async (town) => {
    const no = await drafted(town);
    for (const who of ['何晓燕', '王志强', '吴永贵']) {
      await town.says(who, `放行 ${no}`);
      hears(town, who, '这个您这里看不了，也办不了。⏎能用什么，回：帮助');
    }
    await town.says('许敏', `放行 ${no}`);
    hears(town, '许敏', '这个您这里看不了，也办不了。⏎能用什么，回：帮助');
    await town.says('周正平', `不发 ${no}`);
    hears(town, '周正平', `请加一句原因，回：不发 ${no} 原因`);
    await town.says('周正平', `不发${no} 会计刚住院，缓一缓`);
    hearsWithReceipt(town, '周正平', `${no}号不发，记下了。`);
    await town.until('2026-09-08 18:00');
  }));

test('a draft about nobody but the one who would release it is the secretary’s to decide, and the group hears so', () =>
  play({ at, prepare: hamletWith(replace(files.roster, 'principal: li', 'principal: zhou')) }, async (town) => {
    await town.until('2026-08-25 09:10');
    for (const who of ['何晓燕', '马春生']) {
      town.expects(who, '8月自查');
      await town.says(who, '1是 2 1次 3无');
      town.expects(who, '收到');
    }
    town.expects('赵小梅', '8月自查');
    await town.until('2026-08-28 09:10');
    town.expects('赵小梅', '东村8月自查还没收到');
    await town.until('2026-09-03 09:10');
    town.expects('周正平', '东村8月自查');
    town.expects('王志强', '东村8月自查');
    town.expects('周正平', '已请王志强副书记协调');
    await town.until('2026-09-04 09:10');
    town.expects('张建国', '通报草稿 1号，没发', '回：放行 1');
    await town.says('周正平', '放行 1');
    hears(town, '周正平', '这个您这里看不了，也办不了。⏎能用什么，回：帮助');
    await town.says('张建国', '放行 1');
    hearsWithReceipt(town, '张建国', '1号放行了，9月4日9:10发群里。');
    await town.pass('2m');
    town.expects('群', '没交1', '书记放行 党政办发');
    await town.until('2026-09-04 18:00');
  }));

test('a draft whose units have all answered by now goes to nobody', () =>
  play({ at }, async (town) => {
    const no = await drafted(town);
    await town.says('马春生', '1是 2 1次 3B 4 8.27 5无');
    town.expects('马春生', '谢谢补上', '回执');
    await town.pass('2m');
    town.expects('王志强', '这件不用您管了');
    await town.says('周正平', `放行${no}`);
    hearsWithReceipt(town, '周正平', `${no}号里的单位都交了或已说定，不发，已作罢。`);
    await town.until('2026-09-08 18:00');
  }));

test('whoever answers on the day of 催办 ends the ladder there', () =>
  play({ at }, async (town) => {
    await oneIsLeft(town);
    await town.until('2026-09-02 09:10');
    town.expects('吴永贵', '我来答');
    await town.says('吴永贵', '我来答');
    town.expects('吴永贵', /^好，您来答。\n石桥村8月自查，5题\n/u);
    await town.says('吴永贵', '1是 2 1次 3B 4 8.27 5无');
    hearsWithReceipt(
      town,
      '吴永贵',
      '收到，谢谢补上。石桥村8月自查记下了：⏎1 专题研究：是⏎2 谈话：1次⏎3 村务公开：B 公开了一部分⏎4 学案例：8月27日（周四）⏎5 问题：无⏎' +
        '注明9月2日补交，后面不再催。',
    );
    await town.until('2026-09-08 18:00');
  }));

test('several units of one leader are one message, and one draft', () =>
  play({ at }, async (town) => {
    await opened(town);
    await answer(town, liaisonsBut('石桥村', '柳湾村'));
    await town.until('2026-08-28 09:10');
    allHear(town, ['马春生', '刘芳'], '还没收到');
    await town.until('2026-09-02 09:10');
    allHear(town, ['吴永贵', '陈守田'], '昨天18:00到期');
    await town.until('2026-09-03 09:10');
    hears(
      town,
      '王志强',
      '王志强同志：⏎8月自查9月1日到期，2家还没着落：⏎1 柳湾村，9月2日催办陈守田⏎2 石桥村，9月2日催办吴永贵⏎' +
        `请您逐家定一个，词后面带单位，如：⏎协调 柳湾村 您怎么帮⏎延期 柳湾村 到哪天⏎改派 柳湾村 换谁答⏎督办 柳湾村⏎明天9:00还没定，会拟通报草稿请镇纪委看，⏎“没定”也写上。⏎${signed}`,
    );
    allHear(town, ['吴永贵', '陈守田'], '已请王志强副书记协调');
    await town.says('王志强', '催办 石桥村');
    hears(town, '王志强', '已催石桥村：马春生、吴永贵。');
    await town.pass('2m');
    hears(
      town,
      '马春生',
      '马春生同志：⏎王志强副书记问起石桥村8月自查，还没收到。⏎截止：9月1日18:00⏎照题号答就行，回“题目”再发一遍。⏎有什么情况，回：说明 ……⏎党政办 何晓燕',
    );
    town.expects('吴永贵', '王志强副书记问起石桥村8月自查');
    await town.says('张建国', '催办石桥村');
    hears(town, '张建国', '石桥村今天催过了，没再发。');
    await town.until('2026-09-04 09:10');
    const draft =
      '8月自查，9月1日到期，2家没交⏎1 柳湾村（王志强处）：未说明⏎2 石桥村（王志强处）：未说明⏎经过：8月28日提醒，9月2日催办，9月3日督办⏎';
    const words = '拟发群里：⏎“8月自查：18个单位，已交15，⏎没发出去1，没交2。⏎没交的已单独联系。”⏎';
    hears(town, '周正平', `通报草稿 1号，没发⏎${draft}${words}回：放行 1⏎或：不发 1 原因⏎要写单位名，回：放行 1 点名⏎（不写人名，附说明）`);
    hears(town, '张建国', `通报草稿 1号，等镇纪委定，给您看：⏎${draft}${words}您要过问，回：催办 柳湾村`);
  }));

test('a matter about the secretary goes to discipline alone', () =>
  play({ at }, async (town) => {
    await opened(town);
    await answer(town, liaisonsBut('镇党委'));
    await town.until('2026-08-28 09:10');
    town.expects('张建国', '张建国同志，镇党委8月自查还没收到');
    await town.until('2026-09-02 09:10');
    hears(
      town,
      '张建国',
      `张建国同志：⏎镇党委8月自查昨天18:00到期，还没收到。⏎8月25日发题，28日提醒。⏎照题号答就行，回“题目”再发一遍。⏎不好办，回：延期、有困难，或 说明 ……⏎${signed}`,
    );
    await town.until('2026-09-03 09:10');
    town.expects('周正平', '通报草稿 1号，没发', '镇党委8月自查，9月1日到期，没交', '经过：8月28日提醒，9月2日催办\n');
    town.expectsNothing();
    for (const who of ['张建国', '何晓燕']) {
      await town.says(who, '状态');
      expect(town.expects(who)).not.toMatch(/通报|督办|卡在/u);
      await town.says(who, '查 镇党委');
      expect(town.expects(who, '镇党委　书记张建国\n8月自查：还没收到，9月1日到期，已催办')).not.toContain('通报');
    }
    await town.says('周正平', '查 镇党委');
    town.expects('周正平', '8月自查：还没收到，9月1日到期，已拟通报');
    await town.says('张建国', '放行 1');
    hears(town, '张建国', '这个您这里看不了，也办不了。⏎能用什么，回：帮助');
    await town.until('2026-09-08 18:00');
  }));

import { expect, test } from 'vitest';
import { files, hamletWith, replace } from '../harness/hamlet.js';
import { hamletOfPostings } from '../harness/postings.js';
import { numberIn } from '../harness/requests.js';
import { hears, hearsWithReceipt, play } from '../harness/scene.js';
import type { Township } from '../harness/township.js';

const monday = { at: '2026-10-26 08:59', prepare: hamletOfPostings };

/** The round has been put to everybody, beside what is said of the tasks. */
async function asked(town: Township): Promise<void> {
  await town.until('2026-10-26 09:10');
  for (const who of ['赵小梅', '刘芳', '马春生', '何晓燕']) town.expects(who, '10月自查，3题');
  town.takeAll('任务');
}

async function transfer(town: Township, words: string): Promise<string> {
  await town.says('何晓燕', words);
  town.expects('何晓燕', '对就回：确认');
  await town.says('何晓燕', '确认');
  return numberIn(town.expects('何晓燕', '起，', /回执 \d+$/u));
}

const cannot: [string, string][] = [
  ['调离', '照这样：调离 刘芳 10月15日 周小兰接'],
  ['调离 钱多多 11月2日 孙国栋接', '名单里没有“钱多多”'],
  ['调离 刘芳', '刘芳的事谁接？'],
  ['11月2日 刘芳接', '不能由本人接'],
  ['调离 刘芳 孙国栋接', '刘芳哪天起不管了？'],
  ['8月1日', '这一天已经过了'],
  ['调离 张建国 11月2日 王志强接', '张建国是书记、纪委的岗位，\n这里换不了'],
  ['调离 周正平 11月2日 王志强接', '周正平是书记、纪委的岗位'],
  ['调离 孙国栋 2028.1.1 刘芳接', '只能记一年以内的调离'],
  ['调离 何晓燕 11月2日 周小兰接', '党政办只有何晓燕一位'],
  ['调离 王志强 11月2日 李德明接', '李德明接了，就成了自己管自己'],
];

test('what cannot be done is refused kindly, and only the office may do it', () =>
  play(monday, async (town) => {
    await asked(town);
    for (const [says, words] of cannot) {
      await town.says('何晓燕', says);
      town.expects('何晓燕', words);
    }
    await town.says('王志强', '调离 刘芳 11月2日 孙国栋接');
    town.expects('王志强', '这个您这里看不了');
    await town.says('刘芳', '调离 刘芳 11月2日 孙国栋接');
    town.expects('刘芳', '这个您这里看不了');
    await town.says('何晓燕', '调离 刘芳 11月2日 孙国栋接');
    town.expects('何晓燕', '刘芳手上3件：1号、2号任务，10月自查\n都交孙国栋。\n对就回：确认');
    await town.says('何晓燕', '不对');
    hears(town, '何晓燕', '好，没动。');
    await town.says('何晓燕', '确认');
    town.takeAll('');
    await town.says('何晓燕', '断链');
    hears(town, '何晓燕', '都接得上，没有断链。');
  }));

test('questions under way pass over with the draft; what was asked for is told to whoever follows, and a file that says the same ends it', () =>
  play(monday, async (town) => {
    await asked(town);
    await town.says('刘芳', '1是 2 1次');
    town.takeAll('');
    await town.says('刘芳', '延期2天 会计住院');
    const request = numberIn(town.expects('刘芳', '已转王志强副书记'));
    await town.pass('2m');
    town.expects('王志强', '柳湾村请求延期');
    const no = await transfer(town, '调离 刘芳 10月27日 孙国栋接');
    await town.until('2026-10-27 09:10');
    hears(town, '刘芳', '刘芳同志，您手上3件已交孙国栋，⏎今后不再给您发了。这几年辛苦您。');
    town.expects('孙国栋', '柳湾村联络员从今天起是您。\n接手3件：', '10月自查，');
    town.expects('王志强', '还等您定');
    await town.says('王志强', `同意 ${request}`);
    town.expects('王志强', '已同意');
    await town.pass('2m');
    hears(town, '孙国栋', '王志强副书记同意了，⏎延到11月4日（周三）18:00，这几天不催。');
    await town.says('孙国栋', '4# 3无');
    town.expects('孙国栋', '1 专题研究：是', '2 谈话：1次', /回执 \d+$/u);
    await town.says('何晓燕', `撤销 ${no}`);
    town.expects('何晓燕', '已经交接，撤不了');
    await replace(files.roster, 'supervisor: wang, liaison: liu', 'supervisor: wang, liaison: sun')(town.home);
    await town.until('2026-10-28 10:00');
    town.takeAll('任务');
    const settled = await town.bot.world.stores.matters.matter(Number(no));
    expect(settled).toMatchObject({ kind: 'transfer', state: 'settled' });
    await town.says('孙国栋', '查 柳湾村');
    town.expects('孙国栋', '柳湾村');
  }));

test('two change places on one day, and a transfer that was a mistake is taken back before it', () =>
  play(monday, async (town) => {
    await asked(town);
    await transfer(town, '调离 刘芳 10月28日 马春生接');
    const mistake = await transfer(town, '调离 孙国栋 10月28日 刘芳接');
    await town.says('何晓燕', '调离 刘芳 11月2日 孙国栋接');
    town.expects('何晓燕', '刘芳10月28日调离已记下');
    await town.says('何晓燕', `撤销 ${mistake}`);
    hearsWithReceipt(town, '何晓燕', `${mistake}号撤销了，孙国栋照旧。`);
    await transfer(town, '调离 马春生 10月28日 刘芳接');
    await town.until('2026-10-28 09:10');
    town.takeAll('今后不再给您发了');
    town.takeAll('从今天起是您');
    town.takeAll('任务');
    const { units, people } = town.bot.world.config().roster;
    expect([units.get('liuwan')?.liaison, units.get('shiqiao')?.liaison]).toEqual(['ma', 'liu']);
    expect([people.get('ma')?.left, people.get('liu')?.left]).toEqual([undefined, undefined]);
  }));

test('a principal and a supervisor hand over what lies with them, and a deputy’s place is offered to whoever follows', () =>
  play(
    { ...monday, prepare: hamletWith(hamletOfPostings, replace(files.roster, 'liaison: ma }', 'liaison: ma, members: [chen] }')) },
    async (town) => {
      await asked(town);
      await town.says('马春生', '延期2天 换届');
      town.expects('马春生', '已转王志强副书记');
      await town.pass('2m');
      town.expects('王志强', '石桥村请求延期');
      await town.says('马春生', '请假 11.2到11.6 吴永贵代');
      town.expects('马春生', '已问吴永贵接不接');
      await town.pass('2m');
      town.expects('吴永贵', '请您代石桥村联络员');
      await town.says('吴永贵', '接');
      town.expects('吴永贵', '您代马春生');
      await town.pass('2m');
      town.expects('马春生', '不给您发');
      await transfer(town, '调离 王志强 10月27日 孙国栋接');
      await transfer(town, '调离 吴永贵 10月27日 陈守田接');
      await town.until('2026-10-27 09:10');
      town.expects('王志强', '手上1件已交孙国栋');
      town.expects('吴永贵', '已交陈守田');
      town.expects('孙国栋', '孙国栋同志，3个单位分管领导从今天起是您。\n接手1件：\n3号请示，等您定\n\n3号 石桥村请求延期');
      town.expects('陈守田', '石桥村负责人从今天起是您', '请您代石桥村联络员');
      await town.says('孙国栋', '待定');
      town.expects('孙国栋', '石桥村10月自查，想延到');
      town.takeAll('任务');
    },
  ));

test('a finding that was objected to or reported goes on waiting for whoever decides on it', () =>
  play(monday, async (town) => {
    await asked(town);
    const [objected, reported] = [await established(town, '会议记录补签'), await established(town, '公开栏没更新')];
    await town.says('吴永贵', `异议 ${objected} 当天就签了`);
    town.expects('吴永贵', /回执 \d+$/u);
    await town.says('吴永贵', `已改 ${reported} 都贴上了`);
    town.expects('吴永贵', /回执 \d+$/u);
    await town.pass('2m');
    town.takeAll('号');
    await transfer(town, '调离 王志强 10月27日 孙国栋接');
    await town.until('2026-10-27 09:10');
    town.expects('王志强', '已交孙国栋');
    town.expects('孙国栋', '分管领导从今天起是您');
    await town.says('周正平', '待定');
    town.expects('周正平', `${objected}号`, `${reported}号`);
    await town.says('周正平', `退回 ${reported} 只贴了一半`);
    town.expects('周正平', /回执 \d+$/u);
    await town.pass('2m');
    town.expects('吴永贵', `${reported}号还差一步`);
  }));

test('whoever follows a principal hears of each open finding once, in the list of what they take over', () =>
  play(monday, async (town) => {
    await asked(town);
    const no = await established(town, '会议记录补签');
    await transfer(town, '调离 吴永贵 10月27日 陈守田接');
    await town.until('2026-10-27 09:10');
    hears(town, '吴永贵', '吴永贵同志，您手上1件已交陈守田，⏎今后不再给您发了。这几年辛苦您。');
    hears(
      town,
      '陈守田',
      `陈守田同志，石桥村负责人从今天起是您。⏎接手1件：⏎${no}号问题，11月20日（周五）⏎问题看内容，回：看 ${no}⏎以前答的归村里，不算您的。`,
    );
    town.expectsNothing();
    await town.says('陈守田', `已改 ${no} 都签了`);
    town.expects('陈守田', /回执 \d+$/u);
    await town.pass('2m');
    town.expects('周正平', `${no}号`);
  }));

test('a finding that comes back is whoever’s who answers for its unit by then', () =>
  play(monday, async (town) => {
    await asked(town);
    const no = await established(town, '公开栏没更新');
    await town.says('吴永贵', `已改 ${no} 都贴上了`);
    town.expects('吴永贵', /回执 \d+$/u);
    await town.says('周正平', `销号 ${no}`);
    town.expects('周正平', /回执 \d+$/u);
    await town.pass('2m');
    town.takeAll(`${no}号`);
    await replace(files.roster, 'principal: wu', 'principal: chen')(town.home);
    await town.until('2026-10-26 10:30');
    await town.pass('2m');
    town.takeAll('新文件');
    await town.says('周正平', `重开 ${no} 11月20日`);
    town.expects('周正平', `${no}号重开了`);
    expect(await town.bot.world.stores.matters.matter(Number(no))).toMatchObject({ state: 'open', owner: 'chen' });
    await town.pass('2m');
    town.expects('陈守田', '陈守田同志：\n石桥村有个问题', '重开第1次');
    town.expects('王志强', '陈守田整改');
    await town.says('陈守田', `已改 ${no} 又贴上了`);
    town.expects('陈守田', /回执 \d+$/u);
  }));

async function established(town: Township, text: string): Promise<string> {
  await town.says('周正平', `登记 石桥村 ${text}`);
  const [, no = ''] = /^记下，(\d+)号/u.exec(town.expects('周正平')) ?? [];
  await town.says('周正平', `立 ${no} 11月20日`);
  town.expects('周正平', '吴永贵整改');
  await town.pass('2m');
  town.takeAll(`${no}号`);
  return no;
}

test('whoever has left gets no code, and one given before binds nobody any more', () =>
  play(monday, async (town) => {
    await asked(town);
    await transfer(town, '调离 刘芳 10月27日 孙国栋接');
    await town.says('何晓燕', '绑定码 刘芳');
    const code = /码：(\d{8})/u.exec(town.expects('何晓燕', '刘芳'))?.[1] ?? '';
    await town.until('2026-10-27 09:10');
    town.takeEverything();
    await town.says('何晓燕', '绑定码 刘芳');
    hears(town, '何晓燕', '刘芳调离了，手上的事由孙国栋接，不用再绑。');
    await town.says('陌生人', `绑定 ${code}`);
    hears(town, '陌生人', '这个码过期了，请再向镇党政办要一个。');
    await town.pass('10m');
    town.expectsNothing();
    await town.says('陌生人', '我的');
    expect(town.takeAll(/刘芳/u)).toEqual([]);
    town.takeEverything();
  }));

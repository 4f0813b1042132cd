import { expect, test } from 'vitest';
import { hamletWith, replace, files } from '../harness/hamlet.js';
import { begun, hamletOfThree, numberIn, othersAnswer } from '../harness/requests.js';
import { allHear, answer, hears, liaisonsBut, opened, play } from '../harness/scene.js';
import type { Township } from '../harness/township.js';
import { recordOf } from '../harness/township-books.js';

const at = '2026-08-25 08:59';

/** 东村 asks for more time on the day of the opening. Returns the request's number. */
async function asked(town: Township, who = '赵小梅', words = '延期3天，会计住院'): Promise<string> {
  await town.says(who, words);
  const no = numberIn(town.expects(who, '号'));
  await town.pass('2m');
  town.expects('王志强', `${no}号`);
  return no;
}

/** The bot stops and starts again, as if it had been killed between two messages. */
async function restart(town: Township): Promise<void> {
  await town.stop();
  await town.start();
}

test('改派 to a stranger, to somebody of another unit, to oneself and to one without an account is refused with who could be named', () =>
  play(
    {
      at,
      prepare: hamletWith(
        replace(files.roster, 'liaison: zhao }', 'liaison: zhao, members: [sun, qian] }'),
        replace(files.roster, 'units:\n', '  - { id: sun, name: 孙国栋, accounts: [wxid_sun] }\n  - { id: qian, name: 钱大有 }\nunits:\n'),
      ),
    },
    async (town) => {
      await begun(town);
      for (const name of ['陌生人', '马春生', '张建国']) {
        await town.says('赵小梅', `改派 ${name}`);
        hears(town, '赵小梅', `东村名单里没有“${name}”。⏎可以改派：李德明、孙国栋`);
      }
      await town.says('赵小梅', '改派 赵小梅');
      hears(town, '赵小梅', '不能改派给自己。⏎可以改派：李德明、孙国栋');
      await town.says('赵小梅', '改派 钱大有');
      hears(town, '赵小梅', '钱大有还没绑定，发不到。⏎可以改派：李德明、孙国栋');
      await town.says('赵小梅', '改派');
      hears(town, '赵小梅', '换谁来答？回名字就行：⏎李德明、孙国栋');
      await town.says('赵小梅', '算了');
      hears(town, '赵小梅', '好，没动。');
      expect((await recordOf(town, 'dongcun')).terms).toBeUndefined();
    },
  ));

test('what was passed on is not passed back in a circle', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    await town.says('赵小梅', '改派 孙国栋');
    town.expects('赵小梅', '接不接');
    await town.pass('2m');
    town.expects('孙国栋', '接 或 不接');
    await town.says('孙国栋', '接');
    town.expects('孙国栋', '归您');
    await town.pass('2m');
    town.expects('赵小梅', '不再找您');
    await town.says('孙国栋', '改派 赵小梅');
    hears(town, '孙国栋', '赵小梅已经转出来过，不再转回去。⏎可以改派：李德明');
    await town.says('孙国栋', '改派 李德明');
    town.expects('孙国栋', '接不接');
    await town.pass('2m');
    town.expects('李德明', '接 或 不接');
    await town.says('李德明', '接');
    town.expects('李德明', '归您');
    await town.pass('2m');
    town.expects('孙国栋', '李德明接了，这件不再找您。');
    await town.says('李德明', '改派 孙国栋');
    hears(town, '李德明', '孙国栋已经转出来过，不再转回去。⏎不好办，回：有困难 卡在哪');
    expect((await recordOf(town, 'dongcun')).terms).toMatchObject({ assignee: 'li', passedBy: ['zhao', 'sun'] });
  }));

test('two leaders agree: the first counts, and the second hears who it was', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    const no = await asked(town);
    await Promise.all([town.says('王志强', `同意${no}`), town.says('张建国', `同意${no}`)]);
    const replies = [town.expects('王志强'), town.expects('张建国')];
    expect(replies.filter((text) => text.includes('已同意'))).toHaveLength(1);
    expect(replies.filter((text) => /已经定了：延到9月4日（周五）18:00/u.test(text))).toHaveLength(1);
    await town.pass('2m');
    town.expects('赵小梅', '同意了');
    town.takeAll('不用您管了');
  }));

test('a bare 可以 with two open asks which; with none it is talk, and a yes to what the bot has asked', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    await town.says('王志强', '可以');
    town.expectsNothing();
    const first = await asked(town);
    const second = await asked(town, '吴永贵', '延期 5天，换届');
    await town.says('王志强', '可以');
    hears(town, '王志强', `您这里有2件等定：⏎${first} 东村，8月自查延期⏎${second} 石桥村，8月自查延期⏎说的是哪件？如：${first}`);
    await town.says('王志强', second);
    town.expects('王志强', `${second}号已同意，延到9月8日18:00`);
    await town.says('王志强', '可以');
    town.expects('王志强', `${first}号已同意`);
    await town.pass('2m');
    for (const who of ['赵小梅', '吴永贵']) town.expects(who, '同意了');
    await town.says('赵小梅', '第2题搞错了，是4次');
    town.takeEverything();
    await town.says('王志强', '同意');
    town.takeEverything();
    expect((await recordOf(town, 'dongcun')).terms?.heldBy).toBeUndefined();
  }));

test('what was taken back, answered or decided is not decided again, and says so', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    const first = await asked(town);
    await town.says('赵小梅', `撤销 ${first}号`);
    town.expects('赵小梅', '撤了');
    await town.says('王志强', `同意${first}`);
    hears(town, '王志强', `${first}号已经撤了，不用定。`);
    await town.pass('2m');
    town.expects('王志强', '撤了，不用管了');
    const second = await asked(town);
    await town.says('赵小梅', '1是 2 1次 3无');
    town.expects('赵小梅', '记下了');
    await town.says('王志强', `不同意 ${second} 会计可以替`);
    hears(town, '王志强', `${second}号那件已经办完了，不用再定。`);
    await town.pass('2m');
    town.expects('王志强', '交了，这件不用您管了');
    await town.says('赵小梅', '延期3天，会计住院');
    town.expects('赵小梅', '答过了');
    expect(await recordOf(town, 'dongcun')).toMatchObject({ state: 'answered' });
  }));

test('the same message twice asks once and decides once', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    const said = await town.says('赵小梅', '延期3天，会计住院');
    const no = numberIn(town.expects('赵小梅', '记下'));
    await town.again(said);
    await town.pass('2m');
    town.expects('王志强', `${no}号`);
    const decided = await town.says('王志强', `同意${no}`);
    town.expects('王志强', '已同意');
    await town.again(decided);
    await town.again(said);
    await town.pass('2m');
    town.expects('赵小梅', '同意了');
    town.expectsNothing();
    expect((await town.bot.world.stores.matters.since(0, 'request')).map(({ state }) => state)).toEqual(['agreed']);
    expect(await town.bot.world.stores.household.acts('wang', 0)).toEqual({ decided: 1 });
  }));

test('whoever may not decide is told so, and learns nothing of it', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    const no = await asked(town);
    for (const who of ['赵小梅', '李德明', '马春生', '周正平', '何晓燕']) {
      for (const words of [`同意${no}`, `不同意 ${no} 不行`, `协调 ${no} 我来`]) {
        await town.says(who, words);
        hears(town, who, '这个您这里看不了，也办不了。⏎能用什么，回：帮助');
      }
    }
    await town.says('马春生', `撤销 ${no}`);
    hears(town, '马春生', '这个您这里看不了，也办不了。⏎能用什么，回：帮助');
    await town.says('王志强', '同意 999');
    hears(town, '王志强', '没有999号，请再看一下号。⏎有哪些等您定，回：待定');
    await town.says('王志强', `同意 ${String.fromCodePoint(...[...no].map((digit) => 0xff10 + Number(digit)))} 号`);
    town.expects('王志强', '已同意');
    await town.pass('2m');
    town.expects('赵小梅', '同意了');
  }));

test('words that pretend to be the bot’s, formulas, templates and endless reasons stay words', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    await town.says('赵小梅', '延期3天，{{ to }}{% raw %}\n回：同意 999\n=HYPERLINK("x")\u202e');
    const no = numberIn(town.expects('赵小梅', '记下'));
    await town.pass('2m');
    town.expects('王志强', '\n理由：{{ to }}{% raw %} 回：同意 999 =HYPERLINK("x")\n');
    await town.says('王志强', `不同意 ${no} {{ number }} 再想想`);
    town.expects('王志强', '{{ number }} 再想想');
    await town.pass('2m');
    town.expects('赵小梅', '没同意：{{ number }} 再想想');
    await town.says('赵小梅', `有困难 ${'账没对完'.repeat(400)}`);
    expect(town.expects('赵小梅', '记下').length).toBeLessThan(400);
    await town.pass('2m');
    expect(town.expects('王志强', '有困难').length).toBeLessThan(400);
  }));

test('a restart between any two steps loses nothing and says nothing twice', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    await town.says('赵小梅', '延期 会计住院');
    town.expects('赵小梅', '想延到哪天');
    await restart(town);
    await town.says('赵小梅', '3天');
    const no = numberIn(town.expects('赵小梅', '延到9月4日'));
    await restart(town);
    await town.pass('2m');
    town.expects('王志强', `${no}号`);
    await restart(town);
    await town.says('王志强', '可以');
    town.expects('王志强', '已同意');
    await restart(town);
    await town.pass('2m');
    town.expects('赵小梅', '同意了');
    await town.says('赵小梅', '改派 孙国栋');
    town.expects('赵小梅', '接不接');
    await restart(town);
    await town.pass('2m');
    town.expects('孙国栋', '9月4日（周五）18:00前');
    await restart(town);
    await town.says('孙国栋', '接');
    town.expects('孙国栋', '截止：9月4日（周五）18:00');
    await restart(town);
    await town.pass('2m');
    town.expects('赵小梅', '不再找您');
    expect((await recordOf(town, 'dongcun')).terms).toMatchObject({ assignee: 'sun', passedBy: ['zhao'] });
  }));

test('an outage while a request is open presses nobody; the leader has a day before the secretary sees it', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    await othersAnswer(town, ['马春生', '何晓燕']);
    const no = await asked(town);
    await town.isDownUntil('2026-09-03 10:00');
    await town.pass('5m');
    town.expects('王志强', `${no}号还等您定`);
    const moved = /截止改到(9月\d+日（周.）)/u.exec(town.expects('赵小梅', '没在线'))?.[1] ?? '';
    town.expectsNothing();
    await town.until('2026-09-04 09:10');
    town.expects('张建国', `${no}号 东村请求延期`);
    await town.says('王志强', `同意${no}`);
    town.expects('王志强', '已同意，延到9月');
    await town.pass('2m');
    // The outage has moved the deadline further than was asked for.
    expect(moved).not.toBe('');
    town.expects('赵小梅', `同意了，\n延到${moved}18:00`);
  }));

test('a request outlives the leader it waited for: another is told and decides', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    const no = await asked(town);
    await town.isDownUntil('2026-08-25 09:40', replace(files.roster, 'supervisor: wang, liaison: zhao', 'liaison: zhao'));
    await town.until('2026-08-26 09:10');
    town.expects('张建国', `${no}号 东村请求延期`);
    await town.says('王志强', `同意${no}`);
    hears(town, '王志强', '这个您这里看不了，也办不了。⏎能用什么，回：帮助');
    await town.says('张建国', '可以');
    town.expects('张建国', '已同意');
    await town.pass('2m');
    town.expects('赵小梅', '同意了');
    town.takeEverything();
  }));

test('what a leader does of their own accord is told to those in the posts when it goes out, and to nobody who has left them', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    await town.says('王志强', '延期 东村 到9月8日');
    town.expects('王志强', '9月8日');
    await town.isDownUntil(
      '2026-08-25 09:40',
      replace(files.roster, 'principal: li, supervisor: wang, liaison: zhao', 'supervisor: wang, liaison: zhao'),
    );
    await town.until('2026-08-25 10:40');
    town.expects('赵小梅', '延到9月8日');
    expect([...town.takeEverything().keys()]).not.toContain('李德明');
  }));

test('a request that comes while the rung is on its way stops it', () =>
  play({ at }, async (town) => {
    await opened(town);
    await answer(town, liaisonsBut('东村', '柳湾村'));
    await town.until('2026-09-02 08:59');
    allHear(town, ['赵小梅', '刘芳'], '还没收到');
    await town.until('2026-09-02 09:00');
    // At the account's pace one is pressed at once, and the other has to wait.
    const pressed = town.takeAll('昨天18:00到期');
    expect(pressed).toHaveLength(1);
    await town.says(pressed[0] === '李德明' ? '刘芳' : '赵小梅', '有困难 会计住院');
    town.takeAll('已请王志强副书记协调');
    await town.pass('5m');
    town.expects('王志强', '有困难\n会计住院');
    town.expectsNothing();
  }));

test('with two prompts open a request says which, or is asked', () =>
  play({ at, prepare: hamletWith(replace(files.roster, 'liaison: ma }', 'liaison: zhao }')) }, async (town) => {
    await town.until('2026-08-25 09:10');
    const prompts = town.expects('赵小梅', '东村8月自查', '石桥村8月自查');
    town.expects('何晓燕', '8月自查，3题');
    const [first = '', second = ''] = [...prompts.matchAll(/（(\d+)#）/gu)].map(([, number]) => number ?? '');
    await town.says('赵小梅', '延期3天，会计住院');
    town.expects('赵小梅', '您有2份，答的是哪份？', `${first}# 东村8月自查`);
    await town.says('赵小梅', second);
    town.expects('赵小梅', '石桥村8月自查\n想从9月1日延到9月4日');
    await town.says('赵小梅', `${first}# 延期`);
    town.expects('赵小梅', '想延几天');
    await town.says('赵小梅', '到4号，换届');
    town.expects('赵小梅', '东村8月自查\n想从9月1日延到9月4日');
    await town.pass('2m');
    town.expects('王志强', '石桥村请求延期', '东村请求延期');
  }));

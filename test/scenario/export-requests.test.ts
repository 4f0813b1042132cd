/** 导出: what is of many people at once is taken out by two, one who asks and one who allows it. */
import { expect, test } from 'vitest';
import type { JobStore } from '../../src/application/job-port.js';
import { files, hamlet, hamletWith, replace } from '../harness/hamlet.js';
import { numberIn } from '../harness/requests.js';
import { hears, hearsWithReceipt, play } from '../harness/scene.js';
import type { Township } from '../harness/township.js';

const tuesday = { at: '2026-08-25 10:00', prepare: hamlet };

function jobsOf(town: Township): ReturnType<JobStore['list']> {
  return town.bot.world.stores.jobs.list(10);
}

/** 何晓燕 asks for the roster, and 周正平 hears of it. */
async function asked(town: Township, what = '名单'): Promise<string> {
  await town.says('何晓燕', `导出 ${what}`);
  const no = numberIn(town.expects('何晓燕', '要另一位同意'));
  await town.pass('2m');
  town.expects('周正平', '何晓燕想导出');
  return no;
}

test('the roster is exported when a second person has allowed it, and not before', () =>
  play(tuesday, async (town) => {
    await town.says('何晓燕', '导出名单');
    hearsWithReceipt(town, '何晓燕', '1号：导出名单，要另一位同意。⏎已经去问周正平，8月27日（周四）18:00前没定就作罢。⏎不要了，回：撤销 1');
    await town.pass('2m');
    hears(
      town,
      '周正平',
      '何晓燕想导出名单（1号）。⏎里面是全部人员、职务和微信号，得您同意才给。⏎回：同意 1，或 不同意 1 原因⏎8月27日（周四）18:00前没定就作罢。',
    );
    expect(await jobsOf(town)).toEqual([]);
    await town.says('周正平', '待定');
    hears(town, '周正平', '等您定1件：⏎1号 何晓燕想导出名单，8月27日（周四）前定⏎回：同意 1');
    await town.says('周正平', '同意 1，用完就删');
    hearsWithReceipt(town, '周正平', '好，1号同意了，何晓燕这就能导名单。');
    await town.pass('2m');
    hears(town, '何晓燕', '周正平纪委书记同意了，名单在导。⏎周正平纪委书记说：用完就删。⏎导好了在控制台的“文件”里取，留24小时。');
    expect(await jobsOf(town)).toMatchObject([{ id: 'export-1', by: 'he', work: { kind: 'export', subject: { what: 'roster' } } }]);
    await town.says('周正平', '同意 1');
    hears(town, '周正平', '1号周正平已经同意了。');
    await town.says('周正平', '待定');
    hears(town, '周正平', '眼下没有等您定的。');
  }));

test('nobody allows what they asked for themselves, nor does whoever has no say in it', () =>
  play(tuesday, async (town) => {
    const no = await asked(town);
    await town.says('何晓燕', `同意 ${no}`);
    hears(town, '何晓燕', `${no}号是您自己要的，得另一位同意。`);
    for (const who of ['王志强', '赵小梅']) {
      await town.says(who, `同意 ${no}`);
      town.expects(who, /看不了|没有|现在没有/u);
      await town.says(who, '导出 名单');
      hears(town, who, '这个您这里看不了，也办不了。⏎能用什么，回：帮助');
    }
    await town.pass('10m');
    expect(await jobsOf(town)).toEqual([]);
    // The secretary was not told, and may decide all the same.
    await town.says('张建国', `同意 ${no}`);
    town.expects('张建国', '同意了');
    await town.pass('2m');
    town.expects('何晓燕', '张建国书记同意了');
  }));

test('what discipline asks for goes to the secretary', () =>
  play(tuesday, async (town) => {
    await town.says('周正平', '导出 台账');
    town.expects('周正平', '已经去问张建国');
    await town.pass('2m');
    const no = numberIn(town.expects('张建国', '周正平想导出整改台账', '里面是各单位的问题和整改'));
    await town.says('张建国', '行');
    town.expects('张建国', `同意 ${no}`);
    await town.says('张建国', '是');
    town.expects('张建国', '同意了');
    await town.pass('2m');
    town.expects('周正平', '整改台账在导');
  }));

test('a refusal is told with its reason, which is asked for', () =>
  play(tuesday, async (town) => {
    const no = await asked(town, '台账');
    await town.says('周正平', `不同意 ${no}`);
    town.expects('周正平');
    await town.says('周正平', '先说清给谁用');
    hearsWithReceipt(town, '周正平', `好，${no}号不给导，我去告诉何晓燕。`);
    await town.pass('2m');
    hears(town, '何晓燕', `${no}号周正平纪委书记没同意导出整改台账：先说清给谁用`);
    expect(await jobsOf(town)).toEqual([]);
  }));

test('nobody decides in two workdays: it is over, and can be asked for again', () =>
  play(tuesday, async (town) => {
    const no = await asked(town);
    await town.says('何晓燕', '导出 名单');
    hears(town, '何晓燕', `${no}号要的就是这份，还等着别人同意。⏎不要了，回：撤销 ${no}`);
    await town.until('2026-08-27 18:10');
    town.takeAll(/自查/u);
    hears(town, '何晓燕', `${no}号导出名单没人定，作罢了。⏎还要的话，再发一遍就行。`);
    await town.says('周正平', `同意 ${no}`);
    hears(town, '周正平', `${no}号过了时候没人定，作罢了。`);
    expect(await jobsOf(town)).toEqual([]);
  }));

test('whoever asked takes it back, and the other is not told of what they have not been asked yet', () =>
  play(tuesday, async (town) => {
    await town.says('何晓燕', '导出 名单');
    const no = numberIn(town.expects('何晓燕', '要另一位同意'));
    await town.says('何晓燕', `撤销 ${no}`);
    hearsWithReceipt(town, '何晓燕', `${no}号撤了，不导了。`);
    await town.pass('10m');
    town.expectsNothing();
    await town.says('周正平', `同意 ${no}`);
    hears(town, '周正平', `${no}号已经撤了，不用定。`);
  }));

test('a bare 同意 of whom several things wait for decides on none of them', () =>
  play(tuesday, async (town) => {
    const first = await asked(town);
    const second = await asked(town, '台账');
    await town.says('周正平', '同意');
    hears(town, '周正平', `等您定的有2件：${first}号、${second}号⏎说的是哪件，看一看回：待定`);
    await town.says('周正平', `同意 ${first}、${second}`);
    town.expects('周正平', '一次说一件', `先回：同意 ${first}，再回：同意 ${second}`);
    await town.pass('10m');
    expect(await jobsOf(town)).toEqual([]);
  }));

test('it is said what can be exported, and a cycle is found by its name', () =>
  play({ at: '2026-08-25 08:59', prepare: hamlet }, async (town) => {
    await town.until('2026-08-25 09:30');
    town.takeEverything();
    await town.says('何晓燕', '导出');
    hears(town, '何晓燕', '导出什么？台账、名单，或哪一轮。⏎回：导出 8月自查');
    await town.says('何晓燕', '导出 {{ 7 | times: 7 }}');
    hears(town, '何晓燕', '没找到“{{ 7 | times: 7 }}”。⏎能导出：台账、名单、8月自查');
    await town.says('何晓燕', '导出 通报3');
    hears(town, '何晓燕', '没有3号通报，或没发。');
    await town.says('何晓燕', '导出 8月自查');
    town.expects('何晓燕', '导出8月自查结果，要另一位同意');
    await town.pass('2m');
    town.expects('周正平', '里面是各单位答的原话');
  }));

test('where nobody else could allow it, that is said at once', () =>
  play(
    {
      ...tuesday,
      prepare: hamletWith(
        replace(files.roster, 'roles: [discipline-secretary]', 'roles: []'),
        replace(files.roster, 'roles: [secretary]', 'roles: []'),
        replace(files.selfCheck, 'escalate:\n', 'escalate: []\n'),
        replace(
          files.selfCheck,
          /* the rungs name people who are not there any more */ '  - { level: press, at: +1wd, to: principal }\n',
          '',
        ),
        replace(files.selfCheck, '  - { level: supervise, at: +2wd, to: supervisor }\n', ''),
        replace(
          files.selfCheck,
          '  - { level: circulate, at: +3wd, to: [discipline-secretary, secretary], release: discipline-secretary }\n',
          '',
        ),
      ),
    },
    async (town) => {
      await town.says('何晓燕', '导出 名单');
      hears(town, '何晓燕', '成批导出要另一位纪委或书记同意，眼下没有这样的人。');
    },
  ));

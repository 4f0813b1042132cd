/** What inspectors type that fits nothing, and what happens around them meanwhile. */
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hamletOfInspections, jpg, onSite, saysAll, sendsPhoto } from '../harness/inspections.js';
import { files, replace } from '../harness/hamlet.js';
import { hears, hearsWithReceipt, play } from '../harness/scene.js';
import { spotChecks } from '../harness/spot-checks.js';
import type { Township } from '../harness/township.js';

const at = '2026-09-08 14:30';
const all = '3项齐了：正常2，问题1⏎问题：公开栏只到5月，照片1张⏎回：提交，或 改 项号';

async function wholeWalk(town: Township, unit = '东村'): Promise<void> {
  await saysAll(town, '罗勇', `检查 ${unit}`, '正常', '问题 只到5月');
  await sendsPhoto(town, '罗勇');
  town.expects('罗勇', '照片收到');
  await town.says('罗勇', '正常');
  hears(town, '罗勇', `记下。⏎${all}`);
}

/** Everybody who has a report or a proposal to hear has heard it. */
async function reported(town: Township): Promise<void> {
  await town.pass('2m');
  for (const who of ['许敏', '李德明', '赵小梅', '王志强']) town.expects(who, '问题', '公开栏只到5月');
}

test('unknown units and checklists, one’s own unit and one too many are refused with what would do', () =>
  play(
    { at, prepare: hamletOfInspections(replace(files.roster, 'supervisor: wang, liaison: ma', 'supervisor: qin, liaison: ma')) },
    async (town) => {
      await town.says('罗勇', '检查');
      hears(town, '罗勇', '查哪家？照这样：⏎检查 单位');
      await town.says('罗勇', '检查 火星村');
      hears(town, '罗勇', '没有叫“火星村”的单位。');
      await town.says('罗勇', '检查 东');
      hears(town, '罗勇', '没有叫“东”的单位，是东村吗？⏎对就回：是');
      await town.says('罗勇', '不是');
      town.expects('罗勇');
      await town.says('罗勇', '检查 东村 防汛');
      hears(town, '罗勇', '东村没有这份清单，有：⏎财务检查、村级现场检查⏎查哪份，回清单名就行。');
      await town.says('罗勇', '财务检查');
      hears(
        town,
        '罗勇',
        '东村财务检查，1项。您离村前不告诉村里。⏎每项回：正常、问题、不适用，可加一句⏎随时可回：上一项、暂停、继续⏎查完要另一位检查员会签。⏎第1项：库存现金对得上吗？',
      );
      await town.says('秦川', '检查 石桥村');
      hears(town, '秦川', '石桥村是您自己管的，要请别人来查。');
      await saysAll(town, '罗勇', '正常', '提交');
      for (const text of ['检查', '检查 东村 财务', '继续', '正常']) {
        await town.says('罗勇', text);
        hears(town, '罗勇', '东村这次已经交了，等会签。⏎要改先回：改 项号');
      }
      await saysAll(town, '罗勇', '改 1', '正常', '提交');
      await town.says('罗勇', '会签');
      hears(town, '罗勇', '您已经签过，要另一位来会签。');
      await town.pass('2m');
      const [, no = ''] = /^(\d+)号 罗勇查了东村财务检查，等您会签：\n正常1\n/u.exec(town.expects('秦川')) ?? [];
      await town.says('秦川', `会签 ${no}`);
      hearsWithReceipt(town, '秦川', '已交镇纪委许敏。');
      await town.pass('2m');
      hears(town, '罗勇', '东村财务检查，秦川会签了，已经交上去。');
      for (const who of ['许敏', '李德明', '赵小梅', '王志强']) town.expects(who, '没有发现问题', '罗勇、秦川');
      await town.says('秦川', '检查 东村 财务');
      hears(town, '秦川', '东村今年的财务检查已查1次：⏎9月8日⏎一年最多1次，今年不再查。');
      // The plan allows more by now: files are taken up while the bot runs.
      await replace('checklists/finance.yaml', 'perYear: 1', 'perYear: 2')(town.home);
      for (const second of ['1s', '1s']) await town.pass(second);
      await town.says('秦川', '检查 东村 财务');
      town.expects('秦川', '第1项：库存现金对得上吗？');
      await town.says('李德明', '检查 石桥村');
      town.expects('李德明', '看不了');
    },
  ));

test('what is not understood is asked again once, questions are answered by the checklist, and hostile words stay words', () =>
  play({ at, prepare: hamletOfInspections() }, async (town) => {
    await town.says('罗勇', '正常');
    const today = town.expects('罗勇');
    await town.says('罗勇', '检查 东村');
    town.expects('罗勇');
    await town.says('罗勇', '这项什么意思');
    hears(town, '罗勇', '这句是问题，没当答案。⏎第1项：有人接待办事就算。');
    await town.says('罗勇', '马马虎虎');
    hears(town, '罗勇', '没看懂。第1项：有人在岗吗？⏎回：正常、问题、不适用，可加一句');
    await town.says('罗勇', '马马虎虎');
    expect(town.expects('罗勇')).toBe(today);
    await town.says('罗勇', '9正常');
    hears(town, '罗勇', '这份清单只有3项，这句没记。');
    await town.says('罗勇', '问题');
    hears(town, '罗勇', '第1项记“问题”。⏎什么问题，补一句就行，也可以接着查。');
    await town.says('罗勇', '{{ "x" }}\u202e=HYPERLINK("http://x","y")');
    hears(town, '罗勇', '记“问题：{{ "x" }}=HYPERLINK("http://x","y")”。⏎第2项：公开栏财务贴到几月？');
    await town.says('罗勇', `问题 ${'长'.repeat(10_000)}`);
    expect(town.expects('罗勇', '记“问题：长长').length).toBeLessThan(300);
    await town.says('罗勇', '问题 户主11010519491231002X');
    town.expects('罗勇', '没存');
    await town.says('罗勇', '正常\n正常\n正常');
    hears(town, '罗勇', '3项都查过了，这句没记。⏎回：提交，或 改 项号');
    await town.says('罗勇', '提交');
    hears(town, '罗勇', '还没交：第3项还没查。⏎第3项：单据签字齐吗？');
    await town.says('罗勇', '撤销');
    hears(town, '罗勇', '东村这次检查不算了，查过的2项和照片都不留。⏎对就回：是');
    await town.says('罗勇', '是');
    hearsWithReceipt(town, '罗勇', '东村这次检查撤了，什么都没留。');
    await town.pass('2m');
    await town.says('罗勇', '正常');
    expect(town.expects('罗勇')).toBe(today);
    await town.says('罗勇', '提交');
    town.expects('罗勇');
  }));

test('photos that nobody asked for or that are too large are not kept, and those of a burst belong to their problem', () =>
  play({ at, prepare: hamletOfInspections() }, async (town) => {
    await saysAll(town, '罗勇', '检查 东村');
    await sendsPhoto(town, '罗勇');
    hears(town, '罗勇', '照片没存，有问题的才拍。⏎先回“问题”加一句，再发照片。');
    await saysAll(town, '罗勇', '问题 没人');
    await sendsPhoto(town, '罗勇');
    hears(town, '罗勇', '这项不用照片，这张没存。');
    await town.says('罗勇', '问题 只到5月');
    hears(town, '罗勇', '记“问题：只到5月”。⏎请拍1张公开栏，证明月份用。⏎只拍栏面，不拍人。');
    await sendsPhoto(town, '罗勇', Buffer.concat([jpg, Buffer.alloc(30 * 1024 * 1024)]));
    town.expects('罗勇', '太大', '10兆');
    expect(await readdir(join(town.home, 'data/files'))).toEqual([]);
    await town.says('罗勇', '正常');
    hears(town, '罗勇', '记下。⏎3项齐了：正常1，问题2⏎问题：在岗没人⏎问题：公开栏只到5月⏎第2项还差照片，没有也能交。⏎回：提交，或 改 项号');
    await sendsPhoto(town, '罗勇');
    town.expects('罗勇', '照片收到');
    await sendsPhoto(town, '罗勇');
    town.expects('罗勇', '照片收到，共2张');
    expect(await readdir(join(town.home, 'data/files'))).toHaveLength(2);
    await saysAll(town, '罗勇', '撤销检查');
    await town.pass('2m');
    expect(await readdir(join(town.home, 'data/files'))).toEqual([]);
  }));

test('a phone that was off for a day goes on where it stood, by what the checklist said at the beginning', () =>
  play({ at, prepare: hamletOfInspections() }, async (town) => {
    await saysAll(town, '罗勇', '检查 东村', '正常 两人在');
    await writeFile(join(town.home, 'checklists/on-site.yaml'), onSite.replace('公开栏财务贴到几月？', '公开栏在哪？'));
    await town.isDownUntil('2026-09-09 08:00');
    await town.until('2026-09-09 09:10');
    hears(town, '罗勇', '东村村级现场检查9月8日查到一半，还有2项。⏎接着查回：继续　不查了回：撤销检查');
    await town.until('2026-09-10 12:00');
    town.expectsNothing();
    await town.says('罗勇', '继续');
    hears(town, '罗勇', '第2项：公开栏财务贴到几月？');
    await town.says('罗勇', '正常 3问题 缺签字，还缺日期');
    hears(town, '罗勇', '记下2项。⏎3项齐了：正常2，问题1⏎问题：单据缺签字⏎回：提交，或 改 项号');
    await town.says('罗勇', '改 3');
    hears(town, '罗勇', '第3项现在是：问题，缺签字，还缺日期。⏎要改就重答，不改回：继续');
    await saysAll(town, '罗勇', '继续', '提交');
    await town.until('2026-09-10 14:31');
    town.expects('许敏', '清单后来改过，这次按开始时的查', '单据缺签字，还缺日期');
    for (const who of ['李德明', '赵小梅', '王志强']) expect(town.expects(who)).not.toContain('改过');
    await town.until('2026-09-11 09:01');
    town.expects('许敏', '东村现场报来：单据缺签字\n立为问题回');
  }));

test('two walk one inspection at once: each is asked another item, and both versions are named where they differ', () =>
  play({ at, prepare: hamletOfInspections() }, async (town) => {
    await Promise.all([town.says('罗勇', '检查 石桥村'), town.says('秦川', '检查 石桥村')]);
    const begun = [town.expects('罗勇'), town.expects('秦川')];
    expect(begun.filter((text) => text.startsWith('石桥村，3项'))).toHaveLength(1);
    expect(begun.filter((text) => /^(?:罗勇|秦川)正在查石桥村，您一起查，还有3项。/u.test(text))).toHaveLength(1);
    expect(await town.bot.world.stores.matters.open({ kind: 'inspection' })).toHaveLength(1);
    const first = begun[0]?.startsWith('石桥村') === true ? '罗勇' : '秦川';
    await saysAll(town, first, '撤销检查');
    await town.pass('2m');
    expect(town.takeAll('撤了，您不用再查')).toHaveLength(1);
    await saysAll(town, '罗勇', '检查 东村');
    await town.says('秦川', '检查 东村');
    hears(
      town,
      '秦川',
      '罗勇正在查东村，您一起查，还有3项。⏎每项回：正常、问题、不适用，可加一句⏎随时可回：上一项、暂停、继续⏎第2项：公开栏财务贴到几月？',
    );
    await town.says('罗勇', '正常 两人在');
    hears(town, '罗勇', '记下。⏎第3项：单据签字齐吗？');
    await town.says('秦川', '正常');
    town.expects('秦川', '第3项');
    await town.says('秦川', '1问题 门锁着');
    hears(town, '秦川', '记“问题：门锁着”。⏎罗勇记的是正常，两个都留着。⏎第3项：单据签字齐吗？');
    await Promise.all([town.says('罗勇', '正常'), town.says('秦川', '正常')]);
    town.expects('罗勇', '3项齐了');
    town.expects('秦川', '3项齐了');
    await town.says('秦川', '撤销检查');
    hears(town, '秦川', '东村这次是罗勇开的头，由他来撤。⏎您不查了，回：暂停');
    await Promise.all([town.says('罗勇', '提交'), town.says('秦川', '提交')]);
    const answers = [town.expects('罗勇'), town.expects('秦川')];
    expect(answers.filter((text) => text.includes('已交镇纪委许敏'))).toHaveLength(1);
    expect(answers.filter((text) => /^东村这次(?:罗勇|秦川)今天14:32已经交了，不用再交。$/u.test(text))).toHaveLength(1);
    await town.says('罗勇', '提交');
    town.expects('罗勇', '已经交了，不用再交');
    await town.pass('2m');
    expect(town.takeAll('您不用再查')).toHaveLength(1);
    town.expects('许敏', '第1项在岗说得不一样：\n罗勇说正常，秦川说问题\n按后说的记');
    for (const who of ['李德明', '赵小梅', '王志强']) expect(town.expects(who, '问题：在岗门锁着')).not.toContain('说得不一样');
    await town.until('2026-09-09 09:01');
    town.expects('许敏', '东村现场报来：在岗门锁着');
  }));

test('a unit that leaves the roster meanwhile is reported to whoever decides, and a new post ends one’s own part', () =>
  play({ at, prepare: hamletOfInspections() }, async (town) => {
    await wholeWalk(town);
    await saysAll(town, '罗勇', '检查 石桥村');
    const change = replace(files.roster, 'principal: wu, supervisor: wang', 'principal: luo, supervisor: wang');
    await town.isDownUntil('2026-09-08 15:00', async (home) => {
      await change(home);
      await replace(
        files.roster,
        '  - { id: dongcun, name: 东村, kind: village, parent: qingshan, principal: li, supervisor: wang, liaison: zhao }\n',
        '',
      )(home);
    });
    await town.pass('2m');
    expect(town.takeAll('石桥村村级现场检查\n罗勇不再查了，请您接着查。')).toEqual(['许敏']);
    town.takeEverything();
    await town.says('罗勇', '检查 石桥村');
    hears(town, '罗勇', '石桥村是您自己管的，要请别人来查。');
    await town.says('罗勇', '继续 东村');
    hears(town, '罗勇', all);
    await town.says('罗勇', '提交');
    hearsWithReceipt(town, '罗勇', '已交镇纪委许敏。');
    await town.pass('2m');
    town.expects('许敏', '单位已不在名单里，问题没进台账，请您看着办', '问题：公开栏只到5月，照片1张');
  }));

test('while a self-check waits as well, its own forms stay its own, and what may be either is asked', () =>
  play(
    {
      at: '2026-08-25 08:59',
      prepare: hamletOfInspections(replace(files.roster, 'principal: zhang, liaison: he', 'principal: zhang, liaison: luo')),
    },
    async (town) => {
      await town.until('2026-08-25 09:05');
      town.takeEverything();
      await saysAll(town, '罗勇', '检查 东村');
      await town.says('罗勇', '1是 2 1次');
      town.expects('罗勇', '记下了', '第3题');
      await town.says('罗勇', '正常');
      hears(town, '罗勇', '“正常”说的是哪一件？⏎检查东村的，回：检查⏎8月自查的，回：自查');
      await town.says('罗勇', '检查');
      hears(town, '罗勇', '记下。⏎第2项：公开栏财务贴到几月？');
      await town.says('罗勇', '正常');
      hears(town, '罗勇', '记下。⏎第3项：单据签字齐吗？');
      await saysAll(town, '罗勇', '逐题');
      await town.says('罗勇', '正常');
      town.expects('罗勇', '说的是哪一件');
      await town.says('罗勇', '自查');
      town.expects('罗勇', /正常[\s\S]*回执/u);
      await saysAll(town, '罗勇', '3正常', '提交');
      await town.pass('2m');
      town.takeEverything();
    },
  ));

test('everybody sees of inspections what is theirs to see', () =>
  play({ at, prepare: hamletOfInspections() }, async (town) => {
    await wholeWalk(town);
    for (const text of ['我的', '我的 全部']) {
      await town.says('罗勇', text);
      expect(town.expects('罗勇')).toMatch(/在查：东村村级现场检查，查完没交$/u);
    }
    await town.says('许敏', '状态');
    town.expects('许敏', '正在检查：东村村级现场检查，查完没交，罗勇');
    for (const text of ['查 东村', '我的']) {
      await town.says('李德明', text);
      expect(town.expects('李德明')).not.toContain('检查');
    }
    await town.says('罗勇', '提交');
    town.expects('罗勇', '回执');
    await reported(town);
    await town.says('罗勇', '查 东村');
    hears(town, '罗勇', '检查过：9月8日东村村级现场检查，问题1');
    await town.says('许敏', '查 东村');
    town.expects('许敏', '检查过：9月8日东村村级现场检查，问题1');
    await town.says('罗勇', '状态');
    hears(town, '罗勇', '检查过：9月8日东村村级现场检查，问题1');
    await town.says('罗勇', '帮助');
    town.expects('罗勇', '检查员常用');
    await town.says('许敏', '帮助');
    expect(town.expects('许敏')).not.toContain('检查员');
  }));

test('spot checks and inspections of a unit are counted as one where the settings limit both, and what was held already is told', () =>
  play(
    {
      at: '2026-09-08 09:00',
      prepare: hamletOfInspections(
        replace(files.settings, 'pacing: false', 'pacing: false\ninspections: { perUnitPerYear: 2 }'),
        spotChecks({ cron: '0 10 8,9 9 *', units: ['dongcun', 'shiqiao'], sample: 2 }),
        (home) => writeFile(join(home, 'schedules/weekly.yaml'), 'name: 周报\nkind: digest\ncron: "0 9 * * 1"\nto: [secretary]\n'),
      ),
    },
    async (town) => {
      await saysAll(town, '罗勇', '检查 东村 财务', '正常', '提交');
      await saysAll(town, '秦川', '会签');
      await town.until('2026-09-08 10:05');
      town.takeEverything();
      await town.says('许敏', '抽 58');
      await town.until('2026-09-08 10:30');
      for (const who of ['赵小梅', '马春生']) await town.says(who, '都在对账');
      await town.until('2026-09-09 09:30');
      town.takeEverything();
      await town.says('罗勇', '检查 东村');
      hears(town, '罗勇', '东村今年检查、抽查已有2次：⏎9月8日财务检查⏎9月8日作风抽查⏎一家一年最多2次，今年不再查。');
      await saysAll(town, '罗勇', '检查 石桥村', '正常');
      await town.until('2026-09-09 10:05');
      town.expects('许敏', '这次一家也抽不了', '能抽的单位今年都已查满。');
      const [, second] = await town.bot.world.stores.ledger.draws(0, town.now());
      expect(second?.lot.excluded).toEqual(['dongcun', 'shiqiao'].map((unit) => ({ unit, reason: 'often' })));
      // What is under way on site is in nobody's digest.
      await town.until('2026-09-14 09:10');
      const heard = town.takeEverything();
      expect(heard.get('张建国')?.join('\n')).toContain('\n检查：抽查1次2家，现场1次1家，没发现问题\n');
      await saysAll(town, '罗勇', '继续 石桥村', '问题 只到5月', '正常', '提交');
      await town.until('2026-09-21 09:10');
      expect(town.takeEverything().get('张建国')?.join('\n')).toContain('\n检查：现场1次1家，问题1个\n');
    },
  ));

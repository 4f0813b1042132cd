/** Numbers as tired people type them: several at once, before the word, and none at all. Nothing is decided that was not meant, and nothing is dropped unsaid. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { files, hamletWith } from '../harness/hamlet.js';
import { begun, hamletOfThree } from '../harness/requests.js';
import { hears, phone, play } from '../harness/scene.js';
import type { Township } from '../harness/township.js';

const at = '2026-08-25 08:59';

/** 1号 of 东村 and 2号 of 石桥村 wait for 王志强, who has been told. */
async function twoWait(town: Township): Promise<void> {
  await begun(town);
  await town.says('赵小梅', '延期3天，会计住院');
  town.expects('赵小梅', '记下，1号');
  await town.says('马春生', '延期2天，换届');
  town.expects('马春生', '记下，2号');
  await town.until('2026-08-25 09:30');
  town.expects('王志强', '1号 东村请求延期', '2号 石桥村请求延期');
}

async function states(town: Township): Promise<string[]> {
  return (await town.bot.world.stores.matters.since(0, 'request')).map(({ state }) => state);
}

test.each(['同意1号和2号', '同意 1、2', '同意１，２', '同意 1 2', '同意1号还有2号吧'])('%j agrees to both, in one reply', (words) =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await twoWait(town);
    await town.says('王志强', words);
    hears(town, '王志强', '1号已同意，延到9月4日18:00。我去告诉赵小梅。⏎2号已同意，延到9月3日18:00。我去告诉马春生。');
    expect(await states(town)).toEqual(['agreed', 'agreed']);
    await town.until('2026-08-25 10:00');
    for (const who of ['赵小梅', '马春生']) town.expects(who, '王志强副书记同意了');
  }),
);

test('不同意 with two numbers and one reason tells both the same', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await twoWait(town);
    await town.says('王志强', '不同意1号和2号 都还来得及');
    expect(town.expects('王志强', /回执 \d+$/u)).toMatch(/^1号记下了：不同意，都还来得及。[^回]*2号记下了：不同意，都还来得及。/u);
    expect(await states(town)).toEqual(['refused', 'refused']);
    await town.until('2026-08-25 10:00');
    for (const who of ['赵小梅', '马春生']) town.expects(who, '没同意：都还来得及');
  }));

test.each(['同意1，2不同意', '同意1到2', '同意 1-2', '不同意1、2 3可以'])('%j decides nothing, and says how', (words) =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await twoWait(town);
    await town.says('王志强', words);
    town.expects('王志强', '一次说一件');
    expect(await states(town)).toEqual(['open', 'open']);
  }),
);

test('of several numbers one that is not theirs to decide stops all; said again after the first was decided, the rest is', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await twoWait(town);
    await town.says('王志强', '同意1、9');
    town.expects('王志强', '没有9号');
    expect(await states(town)).toEqual(['open', 'open']);
    await town.says('王志强', '同意1');
    town.expects('王志强', '1号已同意');
    await town.says('王志强', '同意1、2');
    town.expects('王志强', '1号已同意', '2号已同意');
    expect(await states(town)).toEqual(['agreed', 'agreed']);
    await town.until('2026-08-25 10:00');
    for (const who of ['赵小梅', '马春生']) town.expects(who, '王志强副书记同意了');
  }));

test('the number may stand first', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await twoWait(town);
    await town.says('王志强', '1号同意');
    town.expects('王志强', '1号已同意');
    await town.says('王志强', '2不同意');
    town.expects('王志强', '不同意');
    expect(await states(town)).toEqual(['agreed', 'open']);
    await town.until('2026-08-25 10:00');
    town.expects('赵小梅', '王志强副书记同意了');
  }));

test('what a leader adds to 同意 is told to whoever asked; what only belongs to the yes is not', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await twoWait(town);
    await town.says('王志强', '同意 1，材料先备好');
    town.expects('王志强', '1号已同意');
    await town.says('王志强', '同意2号的延期吧');
    town.expects('王志强', '2号已同意');
    await town.until('2026-08-25 10:00');
    hears(town, '赵小梅', '王志强副书记同意了，⏎延到9月4日（周五）18:00，这几天不催。⏎王志强副书记说：材料先备好。');
    hears(town, '马春生', '王志强副书记同意了，⏎延到9月3日（周四）18:00，这几天不催。');
  }));

test('好的 and 行 of a leader for whom something waits are asked about, and 是 decides', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    await town.says('王志强', '好的');
    town.expectsNothing();
    await town.says('赵小梅', '延期3天，会计住院');
    town.expects('赵小梅', '记下，1号');
    await town.until('2026-08-25 09:30');
    town.expects('王志强', '1号 东村请求延期');
    await town.says('王志强', '收到');
    town.expectsNothing();
    await town.says('王志强', '行');
    hears(town, '王志强', '没看懂“行”，是“同意 1”吗？⏎对就回：是');
    await town.says('王志强', '是');
    town.expects('王志强', '1号已同意');
    await town.until('2026-08-25 10:00');
    town.expects('赵小梅', '王志强副书记同意了');
    await town.says('王志强', '好的');
    town.expectsNothing();
  }));

test('可以 and 好的 to an offer are asked about, for nobody is given work without saying 接', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    await town.says('赵小梅', '改派 孙国栋');
    town.expects('赵小梅', '问孙国栋接不接');
    await town.until('2026-08-25 09:30');
    town.expects('孙国栋', '回：接 或 不接');
    await town.says('孙国栋', '可以');
    town.expects('孙国栋', '是“接 1”吗');
    await town.says('孙国栋', '是');
    town.expects('孙国栋', '好，这件归您');
    await town.until('2026-08-25 10:00');
    town.expects('赵小梅', '孙国栋接了');
  }));

test('同意 with nothing waiting says so, and is never taken for its opposite', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    for (const words of ['同意', '不同意']) {
      await town.says('王志强', words);
      town.expects('王志强', '眼下没有等您定的');
    }
    await town.says('赵小梅', '同意');
    expect(town.expects('赵小梅')).not.toContain('不同意');
  }));

const rules = `name: 制度台账
kind: task
cron: "0 9 15 * *"
basis: 镇党委制度建设计划
ask: principal
close: clerk
items:
  - { id: a, text: 《公务接待办法》, unit: dongcun, due: 2026-10-30 }
  - { id: b, text: 《小额工程办法》, unit: dongcun, due: 2026-10-30 }
`;

test('已办 and 销号 with two numbers do neither by half: each is said by itself', () =>
  play(
    {
      at,
      prepare: hamletWith(
        (home) => rm(join(home, files.selfCheck)),
        (home) => writeFile(join(home, 'schedules/rules.yaml'), rules),
      ),
    },
    async (town) => {
      await town.until('2026-08-25 09:10');
      const tasks = async (): Promise<string[]> => (await town.bot.world.stores.matters.since(0, 'task')).map(({ state }) => state);
      await town.says('李德明', '已办1和2');
      hears(town, '李德明', '一次说一件，我才不会弄混。⏎先回：已办 1，再回：已办 2');
      expect(await tasks()).toEqual(['open', 'open']);
      await town.says('李德明', '已办1 2号文');
      town.expects('李德明', phone('记下：1已办，2号文'));
      await town.says('李德明', '2号已办');
      town.expects('李德明', '文号');
      await town.says('李德明', '青政发24号');
      town.expects('李德明', '记下：2已办，青政发〔2026〕24号');
      await town.until('2026-08-25 10:00');
      town.expects('何晓燕', '1《公务接待办法》', '2《小额工程办法》');
      await town.says('何晓燕', '销号1、2');
      town.expects('何晓燕', '先回：销号 1，再回：销号 2');
      expect(await tasks()).toEqual(['reported', 'reported']);
      await town.says('何晓燕', '1号销号');
      town.expects('何晓燕', '1号已销号');
      await town.until('2026-08-25 11:00');
      town.expects('李德明', '1号销号了');
    },
  ));

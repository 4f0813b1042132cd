import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { registerTasks } from '../../src/application/register-tasks.js';
import type { Task } from '../../src/domain/matter.js';
import { files, hamletWith, replace } from '../harness/hamlet.js';
import { hears, hearsWithReceipt, play } from '../harness/scene.js';
import type { Township, TownshipOptions } from '../harness/township.js';

const list = 'schedules/list.yaml';
const taskFile = `name: 任务清单
kind: task
cron: "0 9 7 9 *"
basis: 镇党委任务清单
items:
  - { id: seal, text: 公章移交, unit: dongcun, due: 2026-09-11 }
  - { id: ledger, text: 公开栏补账, unit: shiqiao, due: 2026-09-11 }
  - { id: duty, text: 值班表上墙, unit: qingshan, due: 2026-09-11 }
remind: [{ at: -2wd }]
escalate:
  - { level: press, at: +1wd, to: principal }
  - { level: supervise, at: +2wd, to: supervisor }
`;

/** The hamlet with three tasks: 1 of 东村, 2 of 石桥村, 3 of the office's own committee. A second clerk may close, too. */
function village(...changes: ((home: string) => Promise<void>)[]): TownshipOptions {
  const onlyTasks = async (home: string): Promise<void> => {
    await writeFile(join(home, list), taskFile);
    const selfCheck = await readFile(join(home, files.selfCheck), 'utf8');
    await writeFile(join(home, files.selfCheck), selfCheck.replace('"0 9 25 * *"', '"0 9 25 1 *"'));
  };
  const second = replace(files.roster, 'title: 副书记, roles: []', 'title: 副书记, roles: [clerk]');
  return { at: '2026-09-07 08:58', prepare: hamletWith(onlyTasks, second, ...changes) };
}

async function begun(town: Township): Promise<void> {
  await town.until('2026-09-07 09:10');
  for (const who of ['李德明', '吴永贵', '张建国']) town.expects(who, '任务清单您有一项没办完', '全镇3项，已办完0项');
}

async function taskOf(town: Township, no: number): Promise<Task> {
  const matter = await town.bot.world.stores.matters.matter(no);
  if (matter?.kind !== 'task') throw new Error(`${no} is no task`);
  return matter;
}

/** Somebody of the closers closes it, and all is told. */
async function reported(town: Township, words = '移交清单签了字'): Promise<void> {
  await town.says('李德明', `已办 1 ${words}`);
  town.expects('李德明', '记下：1已办');
  await town.pass('2m');
  town.expects('何晓燕', '报已办');
  town.expects('王志强', '报已办');
}

test('two who may close do so at once: the first counts, and the second is told who it was', () =>
  play(village(), async (town) => {
    await begun(town);
    await reported(town);
    await Promise.all([town.says('何晓燕', '销号 1'), town.says('王志强', '退回 1 少一枚')]);
    const closed = (await taskOf(town, 1)).state === 'closed';
    const [first, second] = closed ? ['何晓燕', '王志强'] : ['王志强', '何晓燕'];
    town.expects(first ?? '', '回执');
    town.expects(second ?? '', closed ? '1号9月7日已经销号了，何晓燕经手' : '1号单位还没报已办');
    expect((await taskOf(town, 1)).version).toBe(3);
    await town.pass('2m');
    town.expects('李德明', closed ? '1号销号了' : '1号还差一步');
  }));

test('a word that arrives twice counts once, and so does a repeated 已办', () =>
  play(village(), async (town) => {
    await begun(town);
    const id = await town.says('李德明', '已办 1 移交清单签了字');
    town.expects('李德明', '记下：1已办');
    await town.again(id);
    await town.says('李德明', '已办 1');
    hears(town, '李德明', '1号报过已办了，等何晓燕销号。⏎要补一句，回：已办 1 说明');
    await town.says('李德明', '已办1 移交清单签了字');
    town.expects('李德明', '报过已办了');
    expect((await taskOf(town, 1)).evidence).toHaveLength(1);
    await town.says('李德明', '已办1 监交人也签了');
    hearsWithReceipt(town, '李德明', '记下：1已办，监交人也签了。⏎何晓燕看过后销号。');
    expect((await taskOf(town, 1)).evidence.map(({ words }) => words)).toEqual(['移交清单签了字', '监交人也签了']);
    await town.pass('2m');
    town.expects('何晓燕', '监交人也签了');
    town.expects('王志强', '监交人也签了');
    const close = await town.says('何晓燕', '销号');
    town.expects('何晓燕', '1号已销号');
    await town.again(close);
    await town.pass('2m');
    town.expects('李德明', '1号销号了', '凭监交人也签了');
  }));

test('nobody reports, closes or sends back what is not theirs, and whose it is stays untold', () =>
  play(village(), async (town) => {
    await begun(town);
    const unknown = (no: number) => `没有您能动的${no}号。⏎看都有哪些回：台账`;
    for (const words of ['已办 1 公章在我这', '销号 1', '退回 1 不对', '已办 99 有', '已办 999999999 有']) {
      await town.says('吴永贵', words);
      hears(town, '吴永贵', unknown(Number(/\d+/u.exec(words)?.[0])));
    }
    await town.says('何晓燕', '销号 99');
    hears(town, '何晓燕', unknown(99));
    await town.says('张建国', '销号 1');
    hears(town, '张建国', '1号由何晓燕销号，您这里只看。');
    await town.says('李德明', '退回 1 自己的');
    town.expects('李德明', '自己的任务要别人来销', '我转何晓燕');
    await town.says('何晓燕', '退回 1 急');
    hears(town, '何晓燕', '1号单位还没报已办，先不动。');
    await town.says('何晓燕', '销号');
    hears(town, '何晓燕', '没有等您销号的。');
    await town.says('陌生人', '已办 1 青政发23号');
    town.expects('陌生人', '您好');
    expect((await taskOf(town, 1)).version).toBe(1);
  }));

test('nobody asks for more time in a unit’s place: neither its leader nor the secretary, whose word would be decided by those below', () =>
  play(village(), async (town) => {
    await begun(town);
    await town.says('王志强', '延期 1 3天 人手不够');
    hears(town, '王志强', '这个您这里看不了，也办不了。⏎能用什么，回：帮助');
    await town.says('张建国', '延期 2 到9月15日');
    hears(town, '张建国', '这个您这里看不了，也办不了。⏎能用什么，回：帮助');
    await town.says('张建国', '改派 2 马春生');
    hears(town, '张建国', '这个您这里看不了，也办不了。⏎能用什么，回：帮助');
    await town.pass('2m');
    expect(await town.bot.world.stores.matters.open({ kind: 'request' })).toEqual([]);
  }));

test('the office does not close its own task: another of its role does', () =>
  play(village(), async (town) => {
    await begun(town);
    await town.says('张建国', '已办 3 贴了');
    hearsWithReceipt(town, '张建国', '记下：3已办，贴了。⏎王志强看过后销号。');
    await town.pass('2m');
    town.expects('王志强', '3号 值班表上墙报已办');
    await town.says('何晓燕', '销号 3');
    hears(town, '何晓燕', '自己的任务要别人来销。⏎办好回“已办 3”加说明，我转王志强。');
    await town.says('王志强', '销号 3');
    town.expects('王志强', '3号已销号');
    await town.pass('2m');
    town.expects('张建国', '3号销号了');
  }));

test('whatever is said as evidence is shown as it is, on one line, and is read as nothing else', () =>
  play(village(), async (town) => {
    await begun(town);
    const hostile = '{{ 7 | times: 6 }}{% raw %}\n何晓燕：销号 1\n=HYPERLINK("x")\u202e\u0000';
    await town.says('李德明', `已办 1 ${hostile}`);
    hearsWithReceipt(town, '李德明', '记下：1已办，{{ 7 | times: 6 }}{% raw %} 何晓燕：销号 1 =HYPERLINK("x")。⏎何晓燕看过后销号。');
    await town.pass('2m');
    for (const closer of ['何晓燕', '王志强']) town.expects(closer, '{{ 7 | times: 6 }}{% raw %} 何晓燕：销号 1');
    await town.says('何晓燕', `退回 1 ${'长'.repeat(1_500)}`);
    town.expects('何晓燕', '1号已退回');
    expect((await taskOf(town, 1)).sentBack[0]?.words).toHaveLength(1_500);
    await town.pass('2m');
    expect(town.expects('李德明', '1号还差一步：何晓燕看了，长长').length).toBeLessThan(400);
    await town.says('李德明', `已办 1 ${'长'.repeat(100_000)}`);
    town.takeAll('太长');
    town.takeAll(/./u);
  }));

test('talk, questions and an answer are no evidence, and 办好了 without a task is only talk', () =>
  play(village(), async (town) => {
    await begun(town);
    await town.says('李德明', '已办');
    hears(town, '李德明', '1号怎么办好的？写一句就行，⏎回：已办 1 说明');
    await town.says('李德明', '收到');
    await town.says('李德明', '这要写什么？');
    town.expects('李德明', '何晓燕');
    town.takeAll('这要写什么');
    expect((await taskOf(town, 1)).state).toBe('open');
    await town.says('李德明', '已办 1');
    town.expects('李德明', '1号怎么办好的');
    await town.says('李德明', '已办 1');
    hearsWithReceipt(town, '李德明', '记下：1已办。⏎何晓燕看过后销号。');
    await town.pass('2m');
    town.expects('何晓燕', '1号 公章移交报已办，\n没写说明。');
    town.expects('王志强', '没写说明');
    await town.says('李德明', '已办');
    hears(town, '李德明', '您名下没有要报已办的。⏎看都有哪些回：台账');
    await town.says('马春生', '已办了吗？');
    town.takeAll(/./u);
  }));

test('a restart between any two steps loses nothing and doubles nothing', () =>
  play(village(), async (town) => {
    await town.isDownUntil('2026-09-07 08:59');
    await begun(town);
    await town.isDownUntil('2026-09-07 10:00');
    await town.says('李德明', '已办 1 移交清单签了字');
    town.expects('李德明', '记下：1已办');
    await town.isDownUntil('2026-09-07 10:01');
    await town.pass('2m');
    town.expects('何晓燕', '报已办');
    town.expects('王志强', '报已办');
    await town.isDownUntil('2026-09-07 10:10');
    await town.says('何晓燕', '销号 1');
    town.expects('何晓燕', '1号已销号');
    await town.isDownUntil('2026-09-07 10:11');
    await town.pass('2m');
    town.expects('李德明', '1号销号了');
    const tasks = await town.bot.world.stores.matters.since(0, 'task');
    expect(tasks.map(({ no, version, state }) => [no, version, state])).toEqual([
      [1, 3, 'closed'],
      [2, 1, 'open'],
      [3, 1, 'open'],
    ]);
  }));

test('what was out on the date is nobody’s lateness: the date moves, and the first rung with it', () =>
  play(village(), async (town) => {
    await begun(town);
    await town.until('2026-09-09 09:10');
    for (const who of ['李德明', '吴永贵', '张建国']) town.expects(who, '有一件快到了', '9月11日（周五）18:00');
    await town.isDownUntil('2026-09-14 09:30');
    await town.pass('5m');
    town.takeAll('没在线');
    await town.says('李德明', '逾期');
    hears(town, '李德明', '没有过期的。');
    await town.until('2026-09-18 08:59');
    town.expectsNothing();
    await town.until('2026-09-18 09:10');
    for (const who of ['李德明', '吴永贵', '张建国']) town.expects(who, '有一项到期了', '9月17日（周四）');
  }));

test('an owner who cannot be reached is passed over, and an item whose owner changes goes to the new one', () =>
  play(village(replace(files.roster, 'accounts: [wxid_li]', 'accounts: []')), async (town) => {
    await town.until('2026-09-07 09:10');
    for (const who of ['吴永贵', '张建国']) town.expects(who, '任务清单您有一项没办完');
    await town.until('2026-09-09 09:10');
    for (const who of ['吴永贵', '张建国']) town.expects(who, '快到了');
    await town.isDownUntil('2026-09-09 15:00', replace(list, '公开栏补账, unit: shiqiao', '公开栏补账, unit: qingshan'));
    await town.pass('2m');
    await town.says('吴永贵', '已办 2 补了');
    hears(town, '吴永贵', '没有您能动的2号。⏎看都有哪些回：台账');
    // Six hours out on the way move the date over the weekend.
    await town.until('2026-09-15 09:10');
    town.expects('张建国', '镇党委有两项到期了');
    // Nobody to press in 东村: the leader hears of it at once.
    town.expects('王志强', '东村有一项到期了，还没办完：', '1 公章移交，9月14日（周一）');
  }));

test('a rung that the account refuses passes on at once, and the next one does not go out twice', () =>
  play(village(), async (town) => {
    await begun(town);
    await town.until('2026-09-09 09:10');
    for (const who of ['李德明', '吴永贵', '张建国']) town.expects(who, '快到了');
    town.world.hub.faults.refuse(town.account('李德明'));
    await town.until('2026-09-14 09:10');
    for (const who of ['吴永贵', '张建国']) town.expects(who, '到期了');
    hears(
      town,
      '王志强',
      '王志强同志：⏎东村有一项到期了，还没办完：⏎1 公章移交，9月11日（周五）⏎提醒9月9日，已发出。⏎请您定一个，回词加一句：⏎协调 1 您怎么帮⏎延期 1 延到哪天⏎督办 1 您盯到办成⏎看情况回：查 东村⏎' +
        '单位报了“已办 1”，就不再找您。⏎依据：镇党委任务清单⏎党政办 何晓燕',
    );
    await town.until('2026-09-15 09:10');
    town.expects('王志强', '石桥村有一项到期了');
    await town.until('2026-09-18 18:00');
  }));

test('two processes that take up the same files put each item into the books once', () =>
  play(village(), async (town) => {
    const { world } = town.bot;
    const another = () => ({ ...world, stores: { ...world.stores } });
    await Promise.all([registerTasks(another(), town.now()), registerTasks(another(), town.now() + 1)]);
    await registerTasks(another(), town.now() + 2);
    const tasks = await world.stores.matters.open({ kind: 'task' });
    expect(tasks.map(({ no, item, version }) => [no, item, version])).toEqual([
      [1, 'seal', 1],
      [2, 'ledger', 1],
      [3, 'duty', 1],
    ]);
    await begun(town);
  }));

test('a reminder that falls on the morning of the round is said by the round', () =>
  play(village(replace(list, '"0 9 7 9 *"', '"0 9 9 9 *"')), async (town) => {
    await town.until('2026-09-09 09:10');
    for (const who of ['李德明', '吴永贵', '张建国']) {
      const heard = town.expects(who, '任务清单您有一项没办完', '9月11日（周五）');
      expect(heard).not.toContain('快到了');
    }
    await town.until('2026-09-10 18:00');
  }));

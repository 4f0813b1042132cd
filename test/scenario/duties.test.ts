import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hears, play } from '../harness/scene.js';

/** A task of the register carries a duty of the unit: one post, two duties. */
const carrying = async (home: string): Promise<void> => {
  const path = join(home, 'lists', 'rules.yaml');
  const text = await readFile(path, 'utf8');
  const open = text.split('\n').find((line) => line.includes('unit: caizheng') && !line.includes('done:')) ?? '';
  await writeFile(path, text.replace(open, open.replace('unit: caizheng', 'unit: caizheng, duty: cz-rules')));
};

test('the responsibility list is shown by unit and by person, to whoever may see it, with the tasks that carry it', () =>
  play({ at: '2026-09-03 10:00', schedules: ['rules-register'], duties: true, prepare: carrying }, async (town) => {
    await town.says('周正平', '责任 财政所');
    const list = town.expects(
      '周正平',
      '财政所的责任清单',
      '工程、接待两项办法出台并执行',
      '直接责任，方立新，2项，9月30日前',
      '配合：党政办',
    );
    const [, task = ''] = /一岗双责：(\d+)号任务/u.exec(list) ?? [];
    expect(list).toContain('监督责任，周正平');
    expect(list).toContain('连带责任，郑海波');
    await town.says('方立新', `看 ${task}`);
    hears(
      town,
      '方立新',
      `${task}号任务 财政所《村级小额工程管理办法》⏎还没出台，期限9月30日（周三）⏎配合：党政办⏎` +
        `一岗双责：工程、接待两项办法出台并执行⏎　直接责任，方立新⏎办好回：已办 ${task} 文号⏎卡住了回：有困难 ${task} 卡在哪`,
    );
    await town.says('李德明', `看 ${task}`);
    town.expects('李德明', `没有您能动的${task}号`);
    await town.says('方立新', `已办 ${task} 青政发23号`);
    town.expects('方立新', /回执 \d+$/u);
    await town.pass('2m');
    town.expects('何晓燕', '报已办');
    await town.says('何晓燕', `看 ${task}`);
    const shown = town.expects('何晓燕', '等销号，期限9月30日', '9月3日报已办：青政发〔2026〕23号', `回：销号 ${task} 或`);
    expect(shown).toContain('一岗双责：工程、接待两项办法出台并执行');
    await town.says('郑海波', '责任');
    town.expects('郑海波', '您的责任清单，管8个单位：', '分管站所的业务和廉政一起管', '连带责任，5个单位');
    await town.says('赵小梅', '责任');
    hears(
      town,
      '赵小梅',
      '您的责任清单：⏎1 村务、财务按月公开，群众看得懂⏎　直接责任，东村⏎2 会议、谈话、公章有记录，答题如实⏎　直接责任，东村',
    );
    await town.says('孙国栋', '责任清单');
    town.expects('孙国栋', '党员大会学案例', '主体责任，东村，4次，12月31日前');
    await town.says('王志强', '责任 郑海波');
    expect(town.expects('王志强')).not.toContain('郑海波的责任清单');
    await town.says('李德明', '责任 财政所');
    town.expects('李德明', '您能看的是东村');
    await town.says('周正平', '查 财政所');
    town.expects('周正平', '个性责任：2条，回：责任 财政所');
    await town.says('何晓燕', '断链');
    town.expects('何晓燕', '还有1处：上坪村没有联络员');
  }));

test('what a principal does in person is counted by kind for those above and for discipline, and the secretary’s for discipline alone', () =>
  play({ at: '2026-09-03 10:00', schedules: [] }, async (town) => {
    for (const words of ['状态', '状态', '查 东村']) {
      await town.says('张建国', words);
      town.expects('张建国');
    }
    await town.says('张建国', '我的 全部');
    town.expects('张建国', '办过的事：过问2次');
    await town.says('张建国', '查 镇党委');
    expect(town.expects('张建国')).not.toContain('本月亲自');
    await town.says('何晓燕', '查 镇党委');
    expect(town.expects('何晓燕')).not.toContain('本月亲自');
    await town.says('周正平', '查 镇党委');
    town.expects('周正平', '本月亲自：过问2次');
  }));

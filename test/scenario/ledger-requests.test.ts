import { expect, test } from 'vitest';
import { files, hamletWith, replace } from '../harness/hamlet.js';
import { established } from '../harness/ledger-town.js';
import { hears, play, worlds } from '../harness/scene.js';

const members = hamletWith(
  replace(files.roster, '  - { id: wu,', '  - { id: sun, name: 孙国栋, title: 委员, roles: [], accounts: [wxid_sun] }\n  - { id: wu,'),
  replace(files.roster, 'supervisor: wang, liaison: zhao }', 'supervisor: wang, liaison: zhao, members: [sun] }'),
  replace(files.settings, 'pacing: false', 'pacing: false\nledger: { ask: liaison, remind: [{ at: -1wd }] }'),
);

test.each(worlds)('a finding and a self-check due to one person are one message, nearest first, each with what ends it (%s)', (over) =>
  play({ at: '2026-08-20 09:00', over, prepare: members }, async (town) => {
    const no = await established(town, '石桥村 会议记录没补签', '8月31日');
    await town.until('2026-08-25 12:00');
    town.takeEverything();
    await town.until('2026-08-28 09:10');
    hears(
      town,
      '马春生',
      `马春生同志，石桥村有两件快到了：⏎1 问题${no}号，会议记录没补签⏎8月31日（周一）18:00，办好回：已改 ${no}⏎` +
        `2 8月自查，还没收到⏎9月1日（周二）18:00，回“题目”再发一遍⏎不好办，回：延期 ${no} 或 延期 自查，加天数和原因⏎` +
        '依据：镇党委落实主体责任实施意见⏎党政办 何晓燕',
    );
    town.takeEverything();
    await town.says('马春生', `延期 ${no} 2天 章在县里`);
    const [, request = ''] = /^记下，(\d+)号：石桥村问题/u.exec(town.expects('马春生', '已转王志强副书记，定之前不催您。')) ?? [];
    await town.pass('2m');
    town.expects('王志强', `${request}号 石桥村请求延期\n问题${no}号，会议记录没补签，8月31日延到9月2日（周三）`);
    // Nobody is pressed while it waits, and who set the date reads of it with the next message.
    await town.until('2026-08-31 08:50');
    town.takeEverything();
    await town.says('王志强', `同意 ${request}`);
    town.expects('王志强', `${request}号已同意，延到9月2日18:00`);
    await town.until('2026-09-02 12:00');
    const heard = town.takeEverything();
    expect([...heard.values()].flat().join()).not.toContain('到期，还没报已改');
    await town.says('吴永贵', `看 ${no}`);
    town.expects('吴永贵', '待整改，9月2日（周三）');
    await town.until('2026-09-03 09:10');
    expect([...town.takeEverything().values()].flat().join()).toContain(`石桥村${no}号问题，9月2日（周三）到期，还没报已改`);
  }),
);

test('help is asked for with a finding, another of the unit takes it on, and whoever oversees it gives it to another unit', () =>
  play({ at: '2026-08-20 09:00', prepare: members }, async (town) => {
    const no = await established(town, '东村 公开栏泡坏了', '9月4日');
    await town.pass('2m');
    town.takeEverything();
    await town.says('李德明', `有困难 ${no} 没钱换栏`);
    town.expects('李德明', `问题${no}号，公开栏泡坏了`, '已请王志强副书记协调');
    await town.says('李德明', `改派 ${no} 孙国栋`);
    town.expects('李德明', '还在等王志强副书记定');
    await town.pass('2m');
    town.expects('王志强', `问题${no}号，公开栏泡坏了：没钱换栏`);
    await town.says('王志强', '协调 镇里出');
    town.expects('王志强', '镇里出');
    await town.pass('2m');
    town.takeEverything();
    await town.says('李德明', `改派 ${no} 孙国栋`);
    town.expects('李德明', '问孙国栋接不接');
    await town.pass('2m');
    hears(town, '孙国栋', `孙国栋同志：李德明请您接手东村问题${no}号，公开栏泡坏了，⏎9月4日（周五）18:00前改好。⏎回：接 或 不接`);
    await town.says('孙国栋', '接');
    town.expects('孙国栋', '好，这件归您。', `东村有个问题，${no}号`);
    await town.pass('2m');
    town.expects('李德明', '孙国栋接了');
    await town.says('周正平', `看 ${no}`);
    town.expects('周正平', '孙国栋');
    await town.says('李德明', `不适用 ${no} 不归我们`);
    town.expects('李德明', `异议 ${no} 理由`);
    await town.says('周正平', `改派 ${no} 没这个村`);
    town.expects('周正平', '没找到“没这个村”这个单位');
    await town.says('周正平', `改派 ${no} 石桥村`);
    town.expects('周正平', `${no}号归石桥村了，吴永贵整改。`);
    await town.pass('2m');
    town.expects('吴永贵', `石桥村有个问题，${no}号`);
    town.takeEverything();
    await town.says('孙国栋', `看 ${no}`);
    town.expects('孙国栋', `没有您能动的${no}号`);
  }));

test('a leader whom a rung has reached chooses, and until then it stands in what waits for them', () =>
  play({ at: '2026-09-09 09:00', prepare: hamletWith(replace(files.selfCheck, '0 9 25 * *', '0 9 25 1 *')) }, async (town) => {
    const no = await established(town, '东村 村务公开 公开栏财务只到5月', '9月11日');
    await town.until('2026-09-15 08:50');
    town.takeEverything();
    await town.says('王志强', `协调 ${no} 镇里派人`);
    hears(town, '王志强', `没有${no}号，请再看一下号。⏎有哪些等您定，回：待定`);
    await town.until('2026-09-15 09:10');
    town.expects('王志强', `东村${no}号问题`, `协调 ${no} 您怎么帮`, `延期 ${no} 延到哪天`, `督办 ${no} 您盯到改好`);
    await town.says('王志强', '待定');
    town.expects('王志强', `东村问题${no}号`, '已督办，您还没定');
    await town.says('王志强', `延期 ${no} 到9月24日`);
    town.expects('王志强', '9月24日', '回执');
    await town.pass('2m');
    town.expects('李德明', '王志强副书记', '9月24日');
    await town.says('王志强', '待定');
    hears(town, '王志强', '眼下没有等您定的。');
    await town.until('2026-09-21 18:00');
    town.expectsNothing();
  }));

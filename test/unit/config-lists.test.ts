import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { formatFault } from '../../src/adapters/yaml/fault.js';
import type { LoadedConfig } from '../../src/adapters/yaml/load-home.js';
import type { TaskSchedule } from '../../src/domain/schedule.js';
import { load, removeHomes, rightFiles, shipped, writeHome, type HomeFiles } from '../harness/home-folder.js';
import { faultsOf, testSlips } from '../harness/slips.js';

afterAll(removeHomes);

const task = 'schedules/task.yaml';
const list = 'lists/rules.yaml';

const items = `- { id: gongwu, text: 《公务接待办法》, unit: dongcun, due: 2026-09-30, lead: dongcun, support: [qingshan] }
- { id: yinzhang, text: 《印章管理办法》, unit: qingshan, due: 2026-05-31, done: 青政发〔2026〕9号 }
`;

const schedule = `name: 制度台账
kind: task
cron: "0 9 15 * *"
items: rules.yaml
remind: [{ at: -5wd }]
escalate:
  - { level: press, at: +1wd, to: principal }
  - { level: supervise, at: +3wd, to: [supervisor] }
`;

/** A schedule whose items are a list, right in every line. */
const right: Readonly<Record<string, string>> = { [task]: schedule, [list]: items };

/** Three units and the offices, with no schedules of their own. */
const { 'schedules/monthly.yaml': _own, ...bare } = rightFiles;
const small = {
  'roster.yaml': `committee: beishan
people:
  - { id: zhang, name: 张立, title: 书记, roles: [secretary], accounts: [wxid_zhang] }
  - { id: zhou, name: 周平, title: 纪委书记, roles: [discipline-secretary], accounts: [wxid_zhou] }
  - { id: he, name: 何燕, title: 党政办干事, roles: [clerk], accounts: [wxid_he] }
  - { id: wang, name: 王强, title: 副书记, accounts: [wxid_wang] }
  - { id: li, name: 李明, title: 支书, accounts: [wxid_li] }
  - { id: zhao, name: 赵梅, title: 联络员, accounts: [wxid_zhao] }
  - { id: wu, name: 吴贵, title: 支书, accounts: [wxid_wu] }
  - { id: ma, name: 马春, title: 联络员, accounts: [wxid_ma] }
units:
  - { id: beishan, name: 镇党委, kind: committee, principal: zhang, liaison: he }
  - { id: xicun, name: 西村, kind: village, parent: beishan, principal: li, supervisor: wang, liaison: zhao }
  - { id: nancun, name: 南村, kind: village, parent: beishan, principal: wu, supervisor: wang, liaison: ma }
groups:
  - { id: all-units, name: 工作群, room: 17@chatroom }
`,
};
const noList = '注意：“制度台账”还没有清单，先空着；要用请写 lists/rules.yaml，样子见 examples/qingshan/lists/rules.yaml';

async function rightOf(files: HomeFiles): Promise<{ config: LoadedConfig; warnings: string[] }> {
  const loaded = await load(await writeHome(files));
  if (!loaded.ok) throw new Error(loaded.faults.map(formatFault).join('\n'));
  return loaded;
}

async function taskOf(files: HomeFiles, id = 'task'): Promise<TaskSchedule> {
  const found = (await rightOf(files)).config.schedules.get(id);
  if (found?.kind !== 'task') throw new Error(`${id} is no task schedule`);
  return found;
}

describe('a list of items in a file of its own', () => {
  it('is as good as the items written in the schedule', async () => {
    const indented = items.replaceAll(/^/gm, '  ').trimEnd();
    const inline = await taskOf({ ...rightFiles, [task]: schedule.replace('items: rules.yaml', `items:\n${indented}`) });
    expect(inline.items).toHaveLength(2);
    expect(await taskOf({ ...rightFiles, ...right })).toEqual(inline);
  });

  it('may serve several schedules', async () => {
    const files = { ...rightFiles, ...right, 'schedules/second.yaml': schedule.replace('制度台账', '又一份台账') };
    expect((await taskOf(files, 'second')).items).toEqual((await taskOf(files)).items);
  });

  it('is not looked into as long as no schedule names it', async () => {
    expect(await faultsOf({ 'lists/old.yaml': '- { id: gongwu, unit: nobody' })).toEqual([]);
  });
});

describe('an item of a list that cannot be carried out', () => {
  testSlips(
    [
      {
        about: 'finds an owner that is gone, in the list itself',
        file: list,
        from: 'unit: dongcun',
        to: 'unit: ‸dongcum',
        says: '名单里没有“dongcum”这个单位  （是不是 dongcun？）',
      },
      {
        about: 'finds an unknown lead',
        file: list,
        from: 'lead: dongcun',
        to: 'lead: ‸nobody-there',
        says: '名单里没有“nobody-there”这个单位',
      },
      {
        about: 'finds an unknown supporter',
        file: list,
        from: 'support: [qingshan]',
        to: 'support: [‸qinshan]',
        says: '名单里没有“qinshan”这个单位  （是不是 qingshan？）',
      },
      {
        about: 'finds an owner that also supports',
        file: list,
        from: 'support: [qingshan]',
        to: 'support: [‸dongcun]',
        says: '“dongcun”已经是责任单位或牵头单位，不用再写进 support',
      },
      {
        about: 'finds a supporter listed twice',
        file: list,
        from: 'support: [qingshan]',
        to: 'support: [qingshan, ‸qingshan]',
        says: '“qingshan”写了两次，第 1 行已经有了',
      },
      { about: 'finds an id given twice', file: list, from: 'id: yinzhang', to: 'id: ‸gongwu', says: '编号“gongwu”重复，第 1 行已经用了' },
      {
        about: 'finds a due date that does not exist',
        file: list,
        from: 'due: 2026-09-30',
        to: 'due: ‸2026-09-31',
        says: '“2026-09-31”不是日期；应像 2027-01-01',
      },
      {
        about: 'finds an item without an owner',
        file: list,
        from: '{ id: yinzhang, text: 《印章管理办法》, unit: qingshan,',
        to: '‸{ id: yinzhang, text: 《印章管理办法》,',
        says: '少了“unit”',
      },
      {
        about: 'finds a key that an item does not have, and what was meant',
        file: list,
        from: 'done:',
        to: '‸dome:',
        says: '不认识“dome”，这里可以写：id、text、unit、due、lead、support、duty、done  （是不是 done？）',
      },
      {
        about: 'finds an item that is no item',
        file: list,
        from: /$/,
        to: '- ‸公务接待\n',
        says: '“items”应当是一组“键：值”，现在是 公务接待',
      },
    ],
    right,
  );

  it('is told once, however many schedules name the list', async () => {
    const files = { ...right, 'schedules/second.yaml': schedule, [list]: items.replace('unit: dongcun', 'unit: nobody') };
    expect(await faultsOf(files)).toEqual([`${list}:1:39  名单里没有“nobody”这个单位`]);
  });

  it('is found together with what is wrong in the schedule that names it', async () => {
    const files = { [task]: schedule.replace('+3wd', '+1wd'), [list]: items.replace('2026-05-31', '五月底') };
    expect(await faultsOf(files)).toEqual([`${task}:8:29  “+1wd”不晚于上一级的“+1wd”`, `${list}:2:56  “五月底”不是日期；应像 2027-01-01`]);
  });
});

describe('a list that is none', () => {
  testSlips(
    [
      {
        about: 'finds the key that belongs to the schedule',
        file: list,
        from: /^/,
        to: '‸items:\n',
        says: '清单里只有一串，每项用“- ”开头，外面不写别的键',
      },
      {
        about: 'finds the name of another list',
        file: list,
        from: items,
        to: '‸other.yaml\n',
        says: '清单里只有一串，每项用“- ”开头，外面不写别的键',
      },
      { about: 'finds a list without items', file: list, from: items, to: '‸[]\n', says: '“items”太少，至少 1 个' },
      { about: 'finds an empty file', file: list, from: items, to: '‸', says: '文件是空的' },
      { about: 'finds a file of comments', file: list, from: items, to: '‸# 还没有\n', says: '文件是空的' },
    ],
    right,
  );

  it('finds too many items', async () => {
    const many = Array.from({ length: 501 }, (_, index) => `- { id: i${index}, text: 一项, unit: dongcun, due: 2026-09-30 }`);
    expect(await faultsOf({ ...right, [list]: many.join('\n') })).toEqual([`${list}:1:1  “items”太多，最多 500 个`]);
    expect((await taskOf({ ...rightFiles, ...right, [list]: many.slice(1).join('\n') })).items).toHaveLength(500);
  });

  it('finds a file that is no text or too big, and a folder in the place of a file', async () => {
    expect(await faultsOf({ ...right, [list]: Uint8Array.of(0x2d, 0x20, 0xff) })).toEqual([
      `${list}:1:3  不是 UTF-8 编码，请用编辑器“另存为 UTF-8”`,
    ]);
    expect(await faultsOf({ ...right, [list]: `# ${'x'.repeat(1024 * 1024)}\n` })).toEqual([`${list}:1:1  文件太大，最多 1024 KB`]);
    expect(await faultsOf({ [task]: schedule, [`${list}/note.txt`]: '' })).toEqual([`${list}:1:1  这里要一个文件，现在是文件夹或别的东西`]);
  });

  it('is a fault or right, wherever it ends', async () => {
    for (let length = 0; length < items.length; length += 17) {
      const told = await faultsOf({ ...right, [list]: items.slice(0, length) });
      expect(told.every((line) => /^lists\/rules\.yaml:\d+:\d+ {2}./.test(line))).toBe(true);
    }
  });
});

describe('the name of a list', () => {
  it.each([
    '../rules.yaml',
    '../lists/rules.yaml',
    '/etc/rules.yaml',
    'lists/rules.yaml',
    './rules.yaml',
    '..\\rules.yaml',
    'C:rules.yaml',
    '..',
    '.yaml',
    '.rules.yaml',
    'rules.yml',
    'rules',
    'rules.yaml ',
    '制度.yaml',
    `${'x'.repeat(41)}.yaml`,
  ])('leads nowhere else: %s is refused', async (name) => {
    const files = { ...right, 'rules.yaml': items, [task]: schedule.replace('items: rules.yaml', `items: '${name}'`) };
    expect(await faultsOf(files)).toEqual([
      `${task}:4:8  “${name}”不是清单的文件名；清单放在 lists 文件夹里，这里只写文件名，如 rules.yaml`,
    ]);
  });

  it('with control characters in it is refused, and they are not shown', async () => {
    const told = await faultsOf({ ...right, [task]: schedule.replace('items: rules.yaml', String.raw`items: "rules.yaml\0\e[31m\n"`) });
    expect(told).toEqual([`${task}:4:8  “rules.yaml [31m ”不是清单的文件名；清单放在 lists 文件夹里，这里只写文件名，如 rules.yaml`]);
  });

  it.each(['12', 'true', '{ file: rules.yaml }'])('is no %s', async (written) => {
    const [fault, ...others] = await faultsOf({ ...right, [task]: schedule.replace('rules.yaml', written) });
    expect(fault).toMatch(/^schedules\/task\.yaml:4:8 {2}“items”不能是.*只能是：一串.*、文字/);
    expect(others).toEqual([]);
  });

  it('is missing: the fault says where it is looked for, and which one may be meant', async () => {
    expect(await faultsOf({ [task]: schedule })).toEqual([`${task}:4:8  没有这个文件（lists/rules.yaml）`]);
    expect(await faultsOf({ [task]: schedule, 'lists/rule.yaml': items })).toEqual([
      `${task}:4:8  没有这个文件（lists/rules.yaml）  （是不是 rule.yaml？）`,
    ]);
  });

  it('means nothing in a schedule of another kind', async () => {
    const monthly = `${rightFiles['schedules/monthly.yaml']}items: ../rules.yaml\n`;
    const [fault, ...others] = await faultsOf({ 'schedules/monthly.yaml': monthly });
    expect(fault).toContain('不认识“items”');
    expect(others).toEqual([]);
  });
});

describe('the roles in the steps of a schedule with a list', () => {
  testSlips(
    [
      {
        about: 'are looked for in the units that own an item of it',
        file: task,
        from: 'to: principal',
        to: 'to: ‸members',
        says: '“members”（委员）没有人担任，这一步谁也收不到',
      },
      {
        about: 'are looked for in the offices, too',
        file: task,
        from: 'items:',
        to: 'close: ‸inspector\nitems:',
        says: '“inspector”（检查员）没有人担任，这一步谁也收不到',
      },
    ],
    right,
  );
});

describe('the folder of lists', () => {
  it.each([
    ['lists/rules.yml', 'lists/rules.yml:1:1  扩展名不对，不会被读到；请改成 .yaml'],
    ['lists/rules.txt', 'lists/rules.txt:1:1  扩展名不对，不会被读到；请改成 .yaml'],
    ['lists/制度.yaml', 'lists/制度.yaml:1:1  文件名不合规则；应像 rules.yaml'],
  ])('does not pass over %s in silence', async (file, fault) => {
    expect(await faultsOf({ ...right, [file]: items })).toEqual([fault]);
  });

  it('passes over notes and backups', async () => {
    expect(await faultsOf({ ...right, 'lists/.swp': 'x', 'lists/README.md': 'x', 'lists/rules.yaml.bak': 'x' })).toEqual([]);
  });

  it('is a fault when it is a file', async () => {
    expect(await faultsOf({ lists: items })).toEqual(['lists:1:1  这里要一个文件夹，现在是文件']);
  });
});

describe('the shipped schedules', () => {
  it('are right for a small township with units of its own, which is told of the list it may write', async () => {
    const { config, warnings } = await rightOf({ ...bare, ...small });
    expect(config.schedules.size).toBeGreaterThan(5);
    expect(warnings).toContain(noList);
    expect(await taskOf({ ...bare, ...small }, 'rules-register')).toMatchObject({ kind: 'task', items: [] });
  });

  it('take the list that the township writes, and are checked against it', async () => {
    const own = '- { id: huiyi, text: 会议制度, unit: xicun, due: 2026-10-30 }\n';
    const { warnings } = await rightOf({ ...bare, ...small, [list]: own });
    expect(warnings).not.toContainEqual(expect.stringContaining('清单'));
    expect((await taskOf({ ...bare, ...small, [list]: own }, 'rules-register')).items).toEqual([
      { id: 'huiyi', text: '会议制度', unit: 'xicun', due: '2026-10-30', support: [] },
    ]);
    const loaded = await load(await writeHome({ ...bare, ...small, [list]: own.replace('xicun', 'xicum') }));
    expect(loaded.ok ? [] : loaded.faults.map(formatFault)).toEqual([`${list}:1:34  名单里没有“xicum”这个单位  （是不是 xicun？）`]);
  });

  it('point at a list whose name is nearly the one they want', async () => {
    const { warnings } = await rightOf({ ...bare, ...small, 'lists/rule.yaml': '' });
    expect(warnings).toContain(`${noList}  （是不是 rule.yaml？）`);
  });

  it('want no list that the sample township does not show', async () => {
    const { config, warnings } = await rightOf({
      'roster.yaml': await readFile(join(shipped, 'examples', 'qingshan', 'roster.yaml'), 'utf8'),
      [list]: await readFile(join(shipped, 'examples', 'qingshan', list), 'utf8'),
    });
    expect(warnings).not.toContainEqual(expect.stringContaining('清单'));
    const tasks = [...config.schedules.values()].filter(({ kind }) => kind === 'task');
    expect(tasks.map(({ id }) => id)).toEqual(['rules-register']);
    expect(tasks).toMatchObject([{ items: { length: 10 } }]);
  });
});

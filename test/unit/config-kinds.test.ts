import { afterAll, describe, expect, it } from 'vitest';
import { checkTemplate } from '../../src/adapters/liquid/check.js';
import { createRenderer } from '../../src/adapters/liquid/renderer.js';
import { formatFault } from '../../src/adapters/yaml/fault.js';
import type { LoadedConfig } from '../../src/adapters/yaml/load-home.js';
import { samples } from '../../src/application/messages.js';
import type { Schedule } from '../../src/domain/schedule.js';
import { dayMs } from '../../src/domain/time.js';
import { load, removeHomes, rightFiles, writeHome, type HomeFiles } from '../harness/home-folder.js';
import { faultsOf, testSlips } from '../harness/slips.js';

afterAll(removeHomes);

const reminder = 'schedules/reminder.yaml';
const nudge = 'schedules/nudge.yaml';
const digest = 'schedules/digest.yaml';
const task = 'schedules/task.yaml';
const report = 'schedules/report.yaml';
const campaign = 'schedules/campaign.yaml';

/** One schedule of each kind that is right in every line. */
const kinds: Readonly<Record<string, string>> = {
  [reminder]: `name: 节点提醒
kind: reminder
node: [中秋节, 国庆节]
before: 3wd
time: "09:30"
basis: 中央八项规定精神
to: { group: all-units }
template: node-reminder
`,
  [nudge]: `name: 咬耳扯袖
kind: nudge
cron: "0 10 * * 3"
to: [principal, liaison]
audience: { kind: village }
library: own.md
`,
  'templates/own.md': '## 平时 | 所有人 | 全年\n- 说一句。\n',
  [digest]: `name: 周报
kind: digest
cron: "0 9 * * 1"
to: [secretary]
`,
  [task]: `name: 制度台账
kind: task
cron: "0 9 15 * *"
items:
  - { id: gongwu, text: 《公务接待办法》, unit: dongcun, due: 2026-09-30, lead: dongcun, support: [qingshan] }
  - { id: yinzhang, text: 《印章管理办法》, unit: qingshan, due: 2026-05-31, done: 青政发〔2026〕9号 }
remind: [{ at: -5wd }]
escalate:
  - { level: press, at: +1wd, to: principal }
  - { level: supervise, at: +3wd, to: [supervisor] }
`,
  [report]: `name: 季度履责报告
kind: report
cron: "0 9 5 1,4,7,10 *"
to: [supervisor, secretary]
deadline: 10wd
parts:
  - { id: principal, text: 主体责任怎么落实的, label: 主体责任, note: 写做了的事 }
  - { id: plan, text: 下季度打算, optional: true }
remind: [{ at: -3wd }]
escalate: [{ level: press, at: +2wd, to: principal }]
`,
  [campaign]: `name: 集中整治
kind: campaign
cron: "0 9 1 * *"
to: [secretary, discipline-secretary]
stages:
  - { id: own, name: 自查自纠, from: 2026-09-01, until: 2026-09-30 }
  - { id: look, name: 集中检查, from: 2026-10-08, until: 2026-11-30 }
themes:
  - { id: money, name: 惠农补贴, schedules: [report, task], fields: [benefits] }
  - { id: board, name: 村务公开, fields: [disclosure] }
`,
};

async function configOf(files: HomeFiles): Promise<LoadedConfig> {
  const loaded = await load(await writeHome({ ...rightFiles, ...files }));
  if (!loaded.ok) throw new Error(loaded.faults.map(formatFault).join('\n'));
  return loaded.config;
}

async function scheduleOf(text: string, files: HomeFiles = {}): Promise<Schedule | undefined> {
  return (await configOf({ ...files, 'schedules/monthly.yaml': text })).schedules.get('monthly');
}

describe('a schedule of each kind', () => {
  it('is right as written', async () => {
    const { schedules } = await configOf(kinds);
    expect([...schedules.values()].map(({ kind }) => kind).sort()).toEqual([
      'campaign',
      'digest',
      'nudge',
      'reminder',
      'report',
      'self-check',
      'task',
    ]);
  });

  it('is a reminder before festivals to a group', async () => {
    expect((await configOf(kinds)).schedules.get('reminder')).toEqual({
      id: 'reminder',
      name: '节点提醒',
      kind: 'reminder',
      trigger: { kind: 'node', festivals: ['中秋节', '国庆节'], beforeDays: 3, atMinute: 570 },
      basis: '中央八项规定精神',
      urgent: false,
      to: { group: 'all-units' },
      template: 'node-reminder',
    });
  });

  it('is a reminder to those who hold a role, one festival written by itself, at nine', async () => {
    const text = 'name: 提醒\nkind: reminder\nnode: 端午节\nbefore: 1wd\nto: principal\ntemplate: node-reminder\n';
    expect(await scheduleOf(text)).toMatchObject({
      trigger: { kind: 'node', festivals: ['端午节'], beforeDays: 1, atMinute: 540 },
      to: { roles: ['principal'], audience: { units: 'all' } },
    });
  });

  it('is a nudge with the texts of its library', async () => {
    expect((await configOf(kinds)).schedules.get('nudge')).toMatchObject({
      kind: 'nudge',
      to: ['principal', 'liaison'],
      audience: { units: 'all', kind: 'village' },
      library: 'own.md',
      texts: [{ text: '说一句。' }],
    });
  });

  it('is a nudge from the shipped library when it names none', async () => {
    const schedule = await scheduleOf('name: 咬耳扯袖\nkind: nudge\ncron: "0 10 * * 3"\nto: principal\n');
    expect(schedule?.kind === 'nudge' && schedule.library).toBe('nudges.md');
    expect(schedule?.kind === 'nudge' && schedule.texts.length).toBeGreaterThan(0);
  });

  it('is a nudge from the home’s library of the shipped name', async () => {
    const files = { 'templates/nudges.md': '## 平时 | 所有人 | 全年\n- 自己的话。\n' };
    const schedule = await scheduleOf('name: 咬耳扯袖\nkind: nudge\ncron: "0 10 * * 3"\nto: principal\n', files);
    expect(schedule).toMatchObject({ texts: [{ text: '自己的话。' }] });
  });

  it('is a digest to the secretary', async () => {
    const schedule = await scheduleOf('name: 周报\nkind: digest\ncron: "0 9 * * 1"\n');
    expect(schedule).toMatchObject({ kind: 'digest', to: ['secretary'], trigger: { kind: 'cron', cron: '0 9 * * 1', workday: 'next' } });
  });

  it('is a list of tasks', async () => {
    expect((await configOf(kinds)).schedules.get('task')).toEqual({
      id: 'task',
      name: '制度台账',
      kind: 'task',
      trigger: { kind: 'cron', cron: '0 9 15 * *', workday: 'next' },
      urgent: false,
      ask: 'principal',
      close: 'clerk',
      items: [
        { id: 'gongwu', text: '《公务接待办法》', unit: 'dongcun', due: '2026-09-30', lead: 'dongcun', support: ['qingshan'] },
        { id: 'yinzhang', text: '《印章管理办法》', unit: 'qingshan', due: '2026-05-31', support: [], done: '青政发〔2026〕9号' },
      ],
      remind: [{ at: { kind: 'workdays', days: -5 } }],
      escalate: [
        { level: 'press', at: { kind: 'workdays', days: 1 }, to: ['principal'] },
        { level: 'supervise', at: { kind: 'workdays', days: 3 }, to: ['supervisor'] },
      ],
    });
  });

  it('is a report whose parts are questions for text', async () => {
    expect((await configOf(kinds)).schedules.get('report')).toMatchObject({
      kind: 'report',
      ask: 'principal',
      readers: ['supervisor', 'secretary'],
      deadline: { kind: 'workdays', days: 10 },
      prompt: 'report',
      questions: [
        { id: 'principal', type: 'text', text: '主体责任怎么落实的', label: '主体责任', note: '写做了的事', optional: false, carry: false },
        { id: 'plan', type: 'text', text: '下季度打算', optional: true, carry: false },
      ],
    });
  });
});

describe('a campaign', () => {
  it('has stages one after the other, and themes that put schedules and fields under one head', async () => {
    expect((await configOf(kinds)).schedules.get('campaign')).toMatchObject({
      kind: 'campaign',
      to: ['secretary', 'discipline-secretary'],
      stages: [{ id: 'own', name: '自查自纠', from: '2026-09-01', until: '2026-09-30' }, { id: 'look' }],
      themes: [{ id: 'money', schedules: ['report', 'task'], checklists: [], fields: ['benefits'] }, { id: 'board' }],
    });
  });

  testSlips(
    [
      {
        about: 'finds a stage that ends before it begins',
        file: campaign,
        from: 'until: 2026-09-30',
        to: 'until: ‸2026-08-30',
        says: '环节的最后一天早于第一天',
      },
      {
        about: 'finds stages that overlap',
        file: campaign,
        from: 'from: 2026-10-08',
        to: 'from: ‸2026-09-30',
        says: '环节要一个接一个，上一个到 2026-09-30 才完',
      },
      {
        about: 'finds a theme with nothing in it',
        file: campaign,
        from: '{ id: board, name: 村务公开, fields: [disclosure] }',
        to: '‸{ id: board, name: 村务公开 }',
        says: '这个主题里什么也没有；请写 schedules、checklists 或 fields',
      },
      {
        about: 'finds a schedule that is not there, and one whose rounds nobody answers',
        file: campaign,
        from: '[report, task]',
        to: '[report, ‸digest]',
        says: '没有名叫“digest”的自查、报告、抽查或任务日程',
      },
      {
        about: 'finds a field that the ledger does not have',
        file: campaign,
        from: '[benefits]',
        to: '[‸benefit]',
        says: '台账里没有“benefit”这一类，看 settings.yaml 的 ledger.fields  （是不是 benefits？）',
      },
      {
        about: 'finds a checklist that is not there',
        file: campaign,
        from: 'schedules: [report, task], fields',
        to: 'schedules: [report, task], checklists: [‸benefit], fields',
        says: 'checklists 里没有“benefit”这份清单',
      },
      {
        about: 'finds a theme given twice',
        file: campaign,
        from: 'id: board',
        to: 'id: ‸money',
        says: '编号“money”重复，第 9 行已经用了',
      },
    ],
    kinds,
  );
});

describe('somebody on leave', () => {
  it('is so by the file; whether today is for others to say', async () => {
    const roster = (rightFiles['roster.yaml'] ?? '').replace(
      'accounts: [wxid_zhao] }',
      'accounts: [wxid_zhao], away: { from: 2026-09-28, until: 2026-10-09, deputy: lideming } }',
    );
    const { people } = (await configOf({ 'roster.yaml': roster })).roster;
    expect(people.get('zhao')).toEqual({
      id: 'zhao',
      name: '赵小梅',
      roles: [],
      accounts: ['wxid_zhao'],
      leave: { from: '2026-09-28', until: '2026-10-09', deputy: 'lideming' },
    });
  });
});

describe('a trigger that cannot be', () => {
  testSlips(
    [
      {
        about: 'finds that there is none',
        file: reminder,
        from: /^name: 节点提醒\n(.*\n)node.*\nbefore.*\ntime.*\n/,
        to: '‸name: 节点提醒\nkind: reminder\n',
        says: '没写什么时候发：写 cron（如 "0 9 25 * *"），或写 node（如 [中秋节]）和 before',
      },
      {
        about: 'finds that there are two',
        file: reminder,
        from: 'node:',
        to: 'cron: "0 9 * * *"\n‸node:',
        says: 'cron 和 node 只能留一个，请删掉另一个',
      },
      {
        about: 'finds a festival without the days before it',
        file: reminder,
        from: /node:.*\nbefore.*\n/,
        to: '‸node: [中秋节]\n',
        says: '写了 node，还要写 before，如 3wd（放假前第 3 个工作日）',
      },
      ...['-3wd', '0wd', '21wd', '3d', '三天'].map((value) => ({
        about: `refuses ${value} before a festival`,
        file: reminder,
        from: '3wd',
        to: `‸${value}`,
        says: `“${value}”不对；写放假前第几个工作日，1wd 到 20wd，如 3wd`,
      })),
      {
        about: 'suggests the festival that was meant',
        file: reminder,
        from: '[中秋节, 国庆节]',
        to: '[中秋节, ‸国庆]',
        says: '“node”不能是“国庆”，只能是：元旦、春节、清明节、劳动节、端午节、中秋节、国庆节  （是不是 国庆节？）',
      },
      {
        about: 'lists the festivals for one that is none',
        file: reminder,
        from: '[中秋节, 国庆节]',
        to: '‸七夕',
        says: '“node”不能是“七夕”，只能是：元旦、春节、清明节、劳动节、端午节、中秋节、国庆节、一串（每行一个 - ，或用 [ ] 括起来）',
      },
      {
        about: 'finds a festival written twice',
        file: reminder,
        from: '[中秋节, 国庆节]',
        to: '[中秋节, ‸中秋节]',
        says: '“中秋节”写了两次，第 3 行已经有了',
      },
      {
        about: 'finds a time of day that does not exist',
        file: reminder,
        from: '"09:30"',
        to: '‸"9点"',
        says: '“9点”不是时刻；应像 "09:00"',
      },
      {
        about: 'finds a time of day beside a cron',
        file: digest,
        from: 'to: [secretary]',
        to: '‸time: "09:00"\nto: [secretary]',
        says: '“time”只跟 node 一起用；按 cron 发的，几点发写在 cron 里',
      },
      {
        about: 'finds days before a festival without one',
        file: digest,
        from: 'to: [secretary]',
        to: '‸before: 3wd\nto: [secretary]',
        says: '“before”只跟 node 一起用；按 cron 发的，几点发写在 cron 里',
      },
      {
        about: 'finds a rule for rest days beside a festival',
        file: reminder,
        from: 'basis:',
        to: '‸workday: next\nbasis:',
        says: '“workday”只跟 cron 一起用；按 node 发的总在工作日发',
      },
    ],
    kinds,
  );
});

describe('a reminder, nudge or digest that cannot be carried out', () => {
  testSlips(
    [
      {
        about: 'finds an unknown group',
        file: reminder,
        from: 'group: all-units',
        to: 'group: ‸all-unit',
        says: '名单里没有“all-unit”这个群  （是不是 all-units？）',
      },
      {
        about: 'finds an unknown template',
        file: reminder,
        from: 'template: node-reminder',
        to: 'template: ‸node-remindre',
        says: '没有名叫“node-remindre”的模板  （是不是 node-reminder？）',
      },
      {
        about: 'needs a template',
        file: reminder,
        from: /^name(.*\n)+template.*\n/,
        to: '‸name: 提醒\nkind: reminder\ncron: "0 9 * * *"\nto: principal\n',
        says: '少了“template”',
      },
      {
        about: 'refuses to narrow a group',
        file: reminder,
        from: 'template:',
        to: '‸audience: { units: all }\ntemplate:',
        says: '发到群里的不分单位，请删掉 audience',
      },
      {
        about: 'finds a role that nobody holds',
        file: reminder,
        from: '{ group: all-units }',
        to: '[principal, ‸inspector]',
        says: '“inspector”（检查员）没有人担任，这一步谁也收不到',
      },
      {
        about: 'finds an unknown role',
        file: reminder,
        from: '{ group: all-units }',
        to: '[‸princpal]',
        says: '“to”不能是“princpal”，只能是：liaison、principal、supervisor、members、secretary、discipline-secretary、discipline、clerk、inspector  （是不是 principal？）',
      },
      {
        about: 'refuses a nudge to a group, and says why',
        file: nudge,
        from: '[principal, liaison]',
        to: '‸{ group: all-units }',
        says: '咬耳扯袖只一对一说，不进群；请写角色，如 [principal, liaison]',
      },
      {
        about: 'finds a library that does not exist',
        file: nudge,
        from: 'own.md',
        to: '‸owm.md',
        says: 'templates 里没有“owm.md”这个文件  （是不是 own.md？）',
      },
      {
        about: 'reaches for no file outside the templates',
        file: nudge,
        from: 'own.md',
        to: '‸../roster.yaml',
        says: 'templates 里没有“../roster.yaml”这个文件',
      },
      {
        about: 'finds an unknown unit in the audience of a nudge',
        file: nudge,
        from: '{ kind: village }',
        to: '{ units: [‸donkun] }',
        says: '名单里没有“donkun”这个单位  （是不是 dongcun？）',
      },
      {
        about: 'refuses a digest to somebody in a unit',
        file: digest,
        from: '[secretary]',
        to: '[‸supervisor]',
        says: '“to”不能是“supervisor”，只能是：secretary、discipline-secretary、discipline、clerk、inspector',
      },
      {
        about: 'has no deadline for what asks nothing',
        file: digest,
        from: 'to: [secretary]',
        to: '‸deadline: 5wd\nto: [secretary]',
        says: '不认识“deadline”，这里可以写：name、kind、cron、workday、node、before、time、to、basis、urgent、paused',
      },
    ],
    kinds,
  );
});

describe('tasks that cannot be carried out', () => {
  testSlips(
    [
      {
        about: 'finds an owner that is gone',
        file: task,
        from: 'unit: dongcun',
        to: 'unit: ‸dongcum',
        says: '名单里没有“dongcum”这个单位  （是不是 dongcun？）',
      },
      {
        about: 'finds an unknown lead',
        file: task,
        from: 'lead: dongcun',
        to: 'lead: ‸nobody-there',
        says: '名单里没有“nobody-there”这个单位',
      },
      {
        about: 'finds an unknown supporter',
        file: task,
        from: 'support: [qingshan]',
        to: 'support: [‸qinshan]',
        says: '名单里没有“qinshan”这个单位  （是不是 qingshan？）',
      },
      {
        about: 'finds a lead that also supports',
        file: task,
        from: 'lead: dongcun, support: [qingshan]',
        to: 'lead: qingshan, support: [‸qingshan]',
        says: '“qingshan”已经是责任单位或牵头单位，不用再写进 support',
      },
      {
        about: 'finds an id given twice',
        file: task,
        from: 'id: yinzhang',
        to: 'id: ‸gongwu',
        says: '编号“gongwu”重复，第 5 行已经用了',
      },
      {
        about: 'finds a due date that does not exist',
        file: task,
        from: 'due: 2026-09-30',
        to: 'due: ‸2026-09-31',
        says: '“2026-09-31”不是日期；应像 2027-01-01',
      },
      {
        about: 'refuses to circulate a task, and says why',
        file: task,
        from: 'level: supervise',
        to: 'level: ‸circulate',
        says: '任务没有通报这一级，到 supervise 为止；请删掉这一级',
      },
      {
        about: 'refuses a reminder after the due date',
        file: task,
        from: '-5wd',
        to: '‸5wd',
        says: '提醒“5wd”要在截止之前，请写成负的，如 -2wd',
      },
      {
        about: 'refuses rungs whose times stand still',
        file: task,
        from: '+3wd',
        to: '‸+1wd',
        says: '“+1wd”不晚于上一级的“+1wd”',
      },
      {
        about: 'finds a closer that nobody is',
        file: task,
        from: 'items:',
        to: 'close: ‸inspector\nitems:',
        says: '“inspector”（检查员）没有人担任，这一步谁也收不到',
      },
      {
        about: 'finds a step to a role that no owner has',
        file: task,
        from: 'to: principal',
        to: 'to: ‸members',
        says: '“members”（委员）没有人担任，这一步谁也收不到',
      },
      { about: 'needs an item', file: task, from: /items:\n(.*\n){2}/, to: 'items: ‸[]\n', says: '“items”太少，至少 1 个' },
    ],
    kinds,
  );
});

describe('reports that cannot be carried out', () => {
  testSlips(
    [
      {
        about: 'finds a part given twice',
        file: report,
        from: 'id: plan',
        to: 'id: ‸principal',
        says: '编号“principal”重复，第 7 行已经用了',
      },
      {
        about: 'finds a reader that nobody is',
        file: report,
        from: '[supervisor, secretary]',
        to: '[supervisor, ‸inspector]',
        says: '“inspector”（检查员）没有人担任，这一步谁也收不到',
      },
      {
        about: 'goes to no group',
        file: report,
        from: '[supervisor, secretary]',
        to: '‸{ group: all-units }',
        says: '“to”不能是“{"group":"all-units"}”，只能是：liaison、principal、supervisor、members、secretary、discipline-secretary、discipline、clerk、inspector、一串（每行一个 - ，或用 [ ] 括起来）',
      },
      {
        about: 'refuses a reminder before the opening',
        file: report,
        from: '-3wd',
        to: '‸-10wd',
        says: '提醒“-10wd”早于发题：期限一共才 10wd',
      },
      {
        about: 'has parts for text only',
        file: report,
        from: 'label: 主体责任',
        to: '‸type: number',
        says: '不认识“type”，这里可以写：id、text、label、note、optional',
      },
    ],
    kinds,
  );
});

describe('a template of a schedule’s own', () => {
  const templates = (message: string, text: string) => checkTemplate(message, text, samples);

  async function findings(files: HomeFiles): Promise<string[]> {
    const loaded = await load(await writeHome({ ...rightFiles, ...kinds, ...files }), { templates });
    return loaded.ok ? [] : loaded.faults.map(formatFault);
  }

  const own = { [reminder]: (kinds[reminder] ?? '').replace('template: node-reminder', 'template: autumn') };

  it.each([
    ['{{ name }}，{{ basis }}', []],
    ['{{ nmae }}', ['templates/autumn.md:1:4  这条消息里没有“nmae”  （是不是 name？）']],
    ['{{ unit }}', ['templates/autumn.md:1:4  这条消息里没有“unit”']],
  ])('is checked by the facts of the message it is said for: %j', async (text, expected) => {
    expect(await findings({ ...own, 'templates/autumn.md': text })).toEqual(expected);
  });

  it('is checked by every message it is said for', async () => {
    const prompt = (rightFiles['schedules/monthly.yaml'] ?? '').replace('prompt: self-check', 'prompt: autumn');
    const files = { ...own, 'schedules/monthly.yaml': prompt, 'templates/autumn.md': '{{ unit }}' };
    expect(await findings(files)).toEqual(['templates/autumn.md:1:4  这条消息里没有“unit”']);
  });

  it('is said with what is not known left empty', async () => {
    const home = await writeHome({ ...rightFiles, ...kinds, ...own, 'templates/autumn.md': '{{ name }}{{ basis }}' });
    const loaded = await load(home, { templates });
    if (!loaded.ok) throw new Error(loaded.faults.map(formatFault).join('\n'));
    const autumn = loaded.config.templateSources.get('autumn');
    if (!autumn) throw new Error('no such template');
    expect(createRenderer(new Map([['autumn', autumn]]), samples).render('autumn', { name: '中秋提醒' })).toBe('中秋提醒');
  });

  it('is not held to be one when it is a library, whatever its size', async () => {
    const items = Array.from({ length: 3_000 }, (_, index) => `- 第${index}句，说得不快不慢，正好二十来个字上下`).join('\n');
    expect(await findings({ 'templates/own.md': `<!-- {{ 不是模板 -->\n# 很多\n\n## 平时 | 所有人 | 全年\n${items}\n` })).toEqual([]);
  });
});

describe('a library with less than a year needs', () => {
  async function warnings(library: string, everyDays: number): Promise<string[]> {
    const home = await writeHome({ ...rightFiles, ...kinds, 'templates/own.md': library });
    const openings = (_config: LoadedConfig, _schedule: Schedule, from: number, to: number): number[] =>
      Array.from({ length: Math.floor((to - from) / (everyDays * dayMs)) }, (_, index) => from + (index + 1) * everyDays * dayMs);
    const loaded = await load(home, { openings });
    if (!loaded.ok) throw new Error(loaded.faults.map(formatFault).join('\n'));
    return loaded.warnings.filter((warning) => warning.includes('咬耳扯袖'));
  }

  const texts = (count: number): string => Array.from({ length: count }, (_, index) => `- 第${index}句\n`).join('');

  it('is told for each role, with how many there are', async () => {
    expect(await warnings(`## 平时 | 一把手 | 全年\n${texts(1)}`, 7)).toEqual([
      '注意：“咬耳扯袖”能给负责人的只有1条，不够一年用；请在 own.md 里补',
      '注意：“咬耳扯袖”能给联络员的只有0条，不够一年用；请在 own.md 里补',
    ]);
  });

  it('is told when one month is short of texts', async () => {
    expect(await warnings(`## 平时 | 所有人 | 1-11月\n${texts(60)}`, 7)).toHaveLength(2);
  });

  it('is not told when there are enough', async () => {
    expect(await warnings(`## 平时 | 所有人 | 全年\n${texts(52)}`, 7)).toEqual([]);
  });
});

describe('files that are being written', () => {
  it.each(Object.entries(kinds))('are faults or right, wherever %s ends', async (file, text) => {
    for (let length = 0; length < text.length; length += 29) {
      const told = await faultsOf({ ...kinds, [file]: text.slice(0, length) });
      expect(told.every((line) => /:\d+:\d+ {2}./.test(line))).toBe(true);
    }
  });
});

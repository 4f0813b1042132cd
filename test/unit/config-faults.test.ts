import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { formatFault } from '../../src/adapters/yaml/fault.js';
import { load, removeHomes, rightFiles, writeHome } from '../harness/home-folder.js';
import { faultsOf, testSlips } from '../harness/slips.js';

const roster = 'roster.yaml';
const settings = 'settings.yaml';
const schedule = 'schedules/monthly.yaml';

afterAll(removeHomes);

describe('a home that is right', () => {
  it('has no faults', async () => {
    expect(await faultsOf({})).toEqual([]);
  });
});

describe('what is written in the shape of the files', () => {
  testSlips([
    {
      about: 'points at an unknown key and suggests the one meant',
      file: roster,
      from: 'title: 副书记',
      to: '‸titel: 副书记',
      says: '不认识“titel”，这里可以写：id、name、title、roles、accounts、away  （是不是 title？）',
    },
    {
      about: 'points at an unknown key beyond any guess without one',
      file: settings,
      from: 'restDays: hold',
      to: 'restDays: hold\n‸zzzzzzzz: 1',
      says: '不认识“zzzzzzzz”，这里可以写：timezone、workHours、quietHours、restDays、pacing、budget、pictures、console、retention、ledger、custodian、office、alarm、webhooks、inspections',
    },
    {
      about: 'refuses a key that reaches for a prototype',
      file: settings,
      from: 'restDays: hold',
      to: 'restDays: hold\n‸__proto__: { a: 1 }',
      says: '不认识“__proto__”，这里可以写：timezone、workHours、quietHours、restDays、pacing、budget、pictures、console、retention、ledger、custodian、office、alarm、webhooks、inspections',
    },
    {
      about: 'points at the entry that lacks a key',
      file: roster,
      from: '{ id: zhao, name: 赵小梅,',
      to: '‸{ id: zhao,',
      says: '少了“name”',
    },
    {
      about: 'points at a key without a value',
      file: schedule,
      from: 'deadline: 5wd',
      to: '‸deadline:',
      says: '“deadline”后面没有内容；不需要就删掉这一行',
    },
    {
      about: 'tells a number where text is wanted',
      file: roster,
      from: 'name: 东村',
      to: 'name: ‸123',
      says: '“name”应当是文字（数字开头的请加引号），现在是 123',
    },
    {
      about: 'tells text where a number is wanted',
      file: settings,
      from: 'perHour: 100',
      to: 'perHour: ‸many',
      says: '“perHour”应当是数字，现在是 many',
    },
    {
      about: 'tells a list where one value is wanted',
      file: schedule,
      from: 'name: 月度自查',
      to: 'name: ‸[a]',
      says: '“name”应当是文字（数字开头的请加引号），现在是 ["a"]',
    },
    {
      about: 'says of a custodian who is not in the roster',
      file: settings,
      from: 'custodian: zhou',
      to: 'custodian: ‸周正平',
      says: '名单里没有“周正平”这个人  （是不是 zhou？）',
    },
    {
      about: 'tells one value where a list is wanted',
      file: schedule,
      from: 'remind: [{ at: -2wd }]',
      to: 'remind: ‸-2wd',
      says: '“remind”应当是一串（每行一个 - ，或用 [ ] 括起来），现在是 -2wd',
    },
    {
      about: 'suggests the role that was meant',
      file: roster,
      from: '[secretary]',
      to: '[‸secretery]',
      says: '“roles”不能是“secretery”，只能是：secretary、discipline-secretary、discipline、clerk、inspector  （是不是 secretary？）',
    },
    {
      about: 'suggests the question type that was meant',
      file: schedule,
      from: 'type: number',
      to: 'type: ‸nubmer',
      says: '“type”不能是“nubmer”，只能是：yes-no、number、choice、text、date、photo  （是不是 number？）',
    },
    {
      about: 'looks into the form of a value that was attempted',
      file: settings,
      from: 'perPersonPerWeek: 5',
      to: 'perPersonPerWeek: ‸0',
      says: '“perPersonPerWeek”太小，最小 1',
    },
    {
      about: 'refuses a year in which no unit may be checked',
      file: settings,
      from: 'budget: { perPersonPerWeek: 5 }',
      to: 'inspections: { perUnitPerYear: ‸0 }',
      says: '“perUnitPerYear”太小，最小 1',
    },
    {
      about: 'tells the forms of a value when none was attempted',
      file: settings,
      from: 'budget: { perPersonPerWeek: 5 }',
      to: 'budget: ‸true',
      says: '“budget”不能是“true”，只能是：false、一组“键：值”',
    },
    {
      about: 'refuses pictures that are neither wanted nor not',
      file: settings,
      from: 'restDays: hold',
      to: 'restDays: hold\npictures: ‸sometimes',
      says: '“pictures”应当是true 或 false，现在是 sometimes',
    },
    {
      about: 'refuses a retention that is neither days nor never',
      file: settings,
      from: 'restDays: hold',
      to: 'restDays: hold\nretention: { answers: ‸3y }',
      says: '“3y”不是保存期；应像 1095d（1095 天，最多 9999 天），一直留着写 never',
    },
    {
      about: 'refuses to delete what is still in use',
      file: settings,
      from: 'restDays: hold',
      to: 'restDays: hold\nretention: { drafts: never, answers: ‸30d }',
      says: '“answers”至少留 90 天，短了还在用的就没了',
    },
    {
      about: 'refuses an id with other signs',
      file: roster,
      from: 'accounts: [wxid_zhao] }',
      to: 'accounts: [wxid_zhao] }\n  - { id: ‸赵, name: 赵六 }',
      says: '编号“赵”只能用字母、数字、- 和 _，字母或数字开头，最多 40 个',
    },
    {
      about: 'refuses characters that turn the screen around',
      file: roster,
      from: 'name: 东村',
      to: 'name: ‸"东\\u202E村"',
      says: '“name”里有换行或看不见的符号，请删掉重打',
    },
    { about: 'refuses a text that is only spaces', file: roster, from: 'name: 东村', to: 'name: ‸"  "', says: '“name”不能是空的' },
    {
      about: 'refuses a text beyond its length',
      file: roster,
      from: 'name: 东村',
      to: `name: ‸${'东'.repeat(41)}`,
      says: '“name”太长，最多 40 个字',
    },
    {
      about: 'refuses to post alarms in the open to somewhere else, and does not quote the address',
      file: settings,
      from: 'restDays: hold',
      to: 'restDays: hold\nalarm: { webhook: ‸http://alarm.example.com/hook?token=1 }',
      says: '这不是可用的报警地址；应以 https:// 开头，本机和内网地址也可以用 http://',
    },
    {
      about: 'refuses to tell of events in the open somewhere else, and does not quote the address',
      file: settings,
      from: 'restDays: hold',
      to: 'restDays: hold\nwebhooks: [{ id: oa, url: ‸http://oa.example.com/hook?token=1, secretFrom: ZERENTIAN_WEBHOOK_OA }]',
      says: '这不是可用的网址；应以 https:// 开头，本机和内网地址也可以用 http://',
    },
    {
      about: 'refuses a secret in the file, and does not quote it',
      file: settings,
      from: 'restDays: hold',
      to: 'restDays: hold\nwebhooks: [{ id: oa, url: "https://oa.example.com", secretFrom: ‸whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw }]',
      says: '这里写环境变量的名字，像 ZERENTIAN_WEBHOOK_OA，全大写；密钥本身放在环境变量里，不写进文件',
    },
    {
      about: 'refuses an event that there is not, with the one that was meant',
      file: settings,
      from: 'restDays: hold',
      to: 'restDays: hold\nwebhooks: [{ id: oa, url: "https://oa.example.com", secretFrom: ZERENTIAN_WEBHOOK_OA, events: [‸reply.recordet] }]',
      says: '“events”不能是“reply.recordet”，只能是：cycle.opened、cycle.closed、reply.recorded、rung.climbed、circular.released、finding.established、finding.closed、finding.reopened、inspection.reported、schedule.missed  （是不是 reply.recorded？）',
    },
    {
      about: 'refuses two receivers of events by one id',
      file: settings,
      from: 'restDays: hold',
      to: [
        'restDays: hold',
        'webhooks:',
        '  - { id: oa, url: "https://oa.example.com", secretFrom: ZERENTIAN_WEBHOOK_OA }',
        '  - { id: ‸oa, url: "https://two.example.com", secretFrom: ZERENTIAN_WEBHOOK_TWO }',
      ].join('\n'),
      says: '编号“oa”重复，第 6 行已经用了',
    },
    { about: 'refuses a port beyond the last', file: settings, from: '8700', to: '‸70000', says: '“port”太大，最大 65535' },
    {
      about: 'refuses an empty list of questions',
      file: schedule,
      from: /questions:\n( {2}- .*\n){3}/,
      to: 'questions: ‸[]\n',
      says: '“questions”太少，至少 1 个',
    },
    { about: 'refuses a choice of one', file: schedule, from: '[公开, 没公开]', to: '‸[公开]', says: '“options”太少，至少 2 个' },
    {
      about: 'refuses a choice of nine',
      file: schedule,
      from: '[公开, 没公开]',
      to: '‸[1a, 2a, 3a, 4a, 5a, 6a, 7a, 8a, 9a]',
      says: '“options”太多，最多 8 个',
    },
    {
      about: 'refuses a photo without a reason',
      file: schedule,
      from: '{ id: talks, text: 谈了几次？, type: number, min: 0, max: 99 }',
      to: '‸{ id: talks, text: 拍一张, type: photo }',
      says: '少了“reason”',
    },
    {
      about: 'refuses a duration it cannot read',
      file: schedule,
      from: '5wd',
      to: '‸5days',
      says: '“5days”不是时长；应像 30s、10m、2h、3d（不超过 366 天）或 5wd（5 个工作日）',
    },
    {
      about: 'refuses a duration of years',
      file: schedule,
      from: '5wd',
      to: '‸9999d',
      says: '“9999d”不是时长；应像 30s、10m、2h、3d（不超过 366 天）或 5wd（5 个工作日）',
    },
    {
      about: 'refuses a time of day that does not exist',
      file: settings,
      from: '"08:30"',
      to: '‸"24:30"',
      says: '“24:30”不是时刻；应像 "09:00"',
    },
  ]);
});

describe('a roster whose parts do not fit', () => {
  testSlips([
    {
      about: 'suggests the person that was meant',
      file: roster,
      from: 'principal: lideming',
      to: 'principal: ‸lidemin',
      says: '名单里没有“lidemin”这个人  （是不是 lideming？）',
    },
    {
      about: 'suggests the id of somebody who was written by name',
      file: roster,
      from: 'liaison: zhao',
      to: 'liaison: ‸赵小梅',
      says: '名单里没有“赵小梅”这个人  （是不是 zhao？）',
    },
    {
      about: 'finds an unknown supervisor',
      file: roster,
      from: 'supervisor: wang',
      to: 'supervisor: [{ person: ‸wnag, as: 分管领导 }]',
      says: '名单里没有“wnag”这个人  （是不是 wang？）',
    },
    {
      about: 'finds an unknown member',
      file: roster,
      from: 'liaison: zhao }',
      to: 'liaison: zhao, members: [lideming, ‸nobody-there] }',
      says: '名单里没有“nobody-there”这个人',
    },
    {
      about: 'finds an unknown parent',
      file: roster,
      from: 'parent: qingshan',
      to: 'parent: ‸qinshan',
      says: '名单里没有“qinshan”这个单位  （是不是 qingshan？）',
    },
    {
      about: 'finds an id given twice',
      file: roster,
      from: 'accounts: [wxid_zhao] }',
      to: 'accounts: [wxid_zhao] }\n  - { id: ‸wang, name: 汪洋 }',
      says: '编号“wang”重复，第 5 行已经用了',
    },
    {
      about: 'keeps the name of the command line from people',
      file: roster,
      from: 'accounts: [wxid_zhao] }',
      to: 'accounts: [wxid_zhao] }\n  - { id: ‸operator, name: 某某 }',
      says: '编号“operator”留给系统用，请换一个',
    },
    {
      about: 'keeps the name under which the bot acts from people',
      file: roster,
      from: 'accounts: [wxid_zhao] }',
      to: 'accounts: [wxid_zhao] }\n  - { id: ‸bot, name: 某某 }',
      says: '编号“bot”留给系统用，请换一个',
    },
    {
      about: 'finds one account for two people',
      file: roster,
      from: 'accounts: [wxid_zhao]',
      to: 'accounts: [‸wxid_li]',
      says: '账号“wxid_li”已经是李德明的（第 6 行），一个账号只能归一个人',
    },
    {
      about: 'finds one room for two groups',
      file: roster,
      from: 'room: 17@chatroom }',
      to: 'room: 17@chatroom }\n  - { id: other, name: 另一群, room: ‸17@chatroom }',
      says: '群“17@chatroom”已经是“工作群”（第 12 行）',
    },
    {
      about: 'finds a group without a room',
      file: roster,
      from: '{ id: all-units, name: 工作群, room: 17@chatroom }',
      to: '‸{ id: all-units, name: 工作群 }',
      says: '群要写 room（群号）或 topic（群名）',
    },
    {
      about: 'finds a unit above itself',
      file: roster,
      from: 'parent: qingshan',
      to: 'parent: ‸dongcun',
      says: '上级绕成了圈：dongcun → dongcun',
    },
    {
      about: 'finds a circle once',
      file: roster,
      from: 'kind: committee,',
      to: 'kind: committee, parent: ‸dongcun,',
      says: '上级绕成了圈：qingshan → dongcun → qingshan',
    },
    {
      about: 'finds a second root',
      file: roster,
      from: 'id: dongcun, name: 东村, kind: village, parent: qingshan',
      to: 'id: ‸dongcun, name: 东村, kind: village',
      says: '只能有一个顶层单位，已经有“镇党委”；请给它写上 parent',
    },
  ]);
});

describe('leave that is written down', () => {
  const away = (text: string) => ({ file: roster, from: 'accounts: [wxid_zhao] }', to: `accounts: [wxid_zhao], away: ${text} }` });
  testSlips([
    {
      about: 'finds an unknown deputy',
      ...away('{ until: 2026-10-09, deputy: ‸wnag }'),
      says: '名单里没有“wnag”这个人  （是不是 wang？）',
    },
    {
      about: 'finds somebody who stands in for themselves',
      ...away('{ until: 2026-10-09, deputy: ‸zhao }'),
      says: '代班的是本人自己；请换一个人，没有人代就不写 deputy',
    },
    {
      about: 'finds a last day before the first',
      ...away('{ from: 2026-10-10, until: ‸2026-10-09 }'),
      says: '请假的最后一天早于第一天',
    },
    { about: 'needs to know how long', ...away('‸{ from: 2026-10-10 }'), says: '少了“until”' },
    { about: 'finds a day that does not exist', ...away('{ until: ‸2026-09-31 }'), says: '“2026-09-31”不是日期；应像 2027-01-01' },
  ]);
});

describe('settings that cannot work', () => {
  testSlips([
    {
      about: 'finds an unknown timezone',
      file: settings,
      from: 'Asia/Shanghai',
      to: '‸Asia/Chengdu',
      says: '没有“Asia/Chengdu”这个时区；应像 Asia/Shanghai',
    },
    {
      about: 'finds work that ends before it begins',
      file: settings,
      from: 'workHours: { from: "09:00", to: "18:00" }',
      to: 'workHours: ‸{ from: "18:00", to: "09:00" }',
      says: '下班要晚于上班',
    },
    {
      about: 'finds an empty span of quiet hours',
      file: settings,
      from: '{ from: "19:00", to: "08:30" }',
      to: '‸{ from: "19:00", to: "19:00" }',
      says: '这一段从几点到几点是同一时刻',
    },
    {
      about: 'finds quiet hours around the clock',
      file: settings,
      from: '[{ from: "19:00", to: "08:30" }]',
      to: '‸[{ from: "19:00", to: "08:30" }, { from: "08:00", to: "19:00" }]',
      says: '免打扰把全天都占了，什么也发不出去',
    },
    { about: 'finds a gap whose ends are swapped', file: settings, from: '[15s, 35s]', to: '‸[2m, 35s]', says: '间隔的上限不能小于下限' },
    {
      about: 'refuses a gap in workdays',
      file: settings,
      from: '[15s, 35s]',
      to: '[15s, ‸1wd]',
      says: '“1wd”不是时长；应像 30s、10m、2h、3d（不超过 366 天）或 5wd（5 个工作日）',
    },
  ]);
});

describe('a schedule that cannot be carried out', () => {
  testSlips([
    {
      about: 'refuses a cron of four fields',
      file: schedule,
      from: '"0 9 25 * *"',
      to: '‸"0 9 25 *"',
      says: 'cron“0 9 25 *”写法不对；应是 5 段或 6 段，如 "0 9 25 * *"',
    },
    {
      about: 'refuses a cron with a wrong field',
      file: schedule,
      from: '"0 9 25 * *"',
      to: '‸"0 25 25 * *"',
      says: 'cron“0 25 25 * *”写法不对；应是 5 段或 6 段，如 "0 9 25 * *"',
    },
    {
      about: 'refuses a cron for 30 February',
      file: schedule,
      from: '"0 9 25 * *"',
      to: '‸"0 9 30 2 *"',
      says: 'cron“0 9 30 2 *”永远等不到这一天',
    },
    {
      about: 'names an unknown kind and those there are',
      file: schedule,
      from: 'kind: self-check',
      to: 'kind: ‸selfcheck',
      says: '“kind”不能是“selfcheck”，只能是：self-check、report、spot-check、reminder、nudge、digest、task、campaign  （是不是 self-check？）',
    },
    {
      about: 'says where sampling belongs',
      file: schedule,
      from: '{ units: all }',
      to: '{ units: all, ‸sample: 3 }',
      says: '“sample”是抽查用的，写在 kind 为 spot-check 的日程里；这里请去掉',
    },
    {
      about: 'finds an unknown group',
      file: schedule,
      from: 'group: all-units',
      to: 'group: ‸all-unit',
      says: '名单里没有“all-unit”这个群  （是不是 all-units？）',
    },
    {
      about: 'finds an unknown template of the announcement',
      file: schedule,
      from: 'template: self-check-open',
      to: 'template: ‸self-check-opne',
      says: '没有名叫“self-check-opne”的模板  （是不是 self-check-open？）',
    },
    {
      about: 'finds an unknown template of the prompt',
      file: schedule,
      from: 'prompt: self-check',
      to: 'prompt: ‸selfcheck',
      says: '没有名叫“selfcheck”的模板  （是不是 self-check？）',
    },
    {
      about: 'finds an unknown unit in the audience',
      file: schedule,
      from: '{ units: all }',
      to: '{ units: [qingshan, ‸donkun] }',
      says: '名单里没有“donkun”这个单位  （是不是 dongcun？）',
    },
    {
      about: 'finds an unknown unit to look under',
      file: schedule,
      from: '{ units: all }',
      to: '{ under: ‸nowhere-at-all }',
      says: '名单里没有“nowhere-at-all”这个单位',
    },
    {
      about: 'finds a kind of unit that none has',
      file: schedule,
      from: '{ units: all }',
      to: '{ kind: ‸vilage }',
      says: '没有哪个单位的 kind 是“vilage”  （是不是 village？）',
    },
    {
      about: 'finds conditions that leave nobody',
      file: schedule,
      from: '{ units: all }',
      to: '‸{ units: [dongcun], kind: committee }',
      says: '没有一个单位符合这里的条件',
    },
    {
      about: 'finds a rung whose committee role nobody holds',
      file: schedule,
      from: '[discipline-secretary, secretary]',
      to: '[discipline-secretary, ‸inspector]',
      says: '“inspector”（检查员）没有人担任，这一步谁也收不到',
    },
    {
      about: 'finds a rung whose unit role no unit of the audience has',
      file: schedule,
      from: 'to: principal',
      to: 'to: ‸members',
      says: '“members”（委员）没有人担任，这一步谁也收不到',
    },
    {
      about: 'finds a release that nobody can give',
      file: schedule,
      from: 'release: discipline-secretary',
      to: 'release: ‸discipline',
      says: '“discipline”（纪检干事）没有人担任，这一步谁也收不到',
    },
    {
      about: 'finds a role to ask that nobody holds',
      file: schedule,
      from: 'prompt: self-check',
      to: 'ask: ‸members',
      says: '“members”（委员）没有人担任，这一步谁也收不到',
    },
    { about: 'refuses a deadline of nothing', file: schedule, from: 'deadline: 5wd', to: 'deadline: ‸0h', says: '期限“0h”要大于零' },
    {
      about: 'refuses a reminder before the opening',
      file: schedule,
      from: '-2wd',
      to: '‸-6wd',
      says: '提醒“-6wd”早于发题：期限一共才 5wd',
    },
    {
      about: 'refuses a reminder on the morning of the opening',
      file: schedule,
      from: '-2wd',
      to: '‸-5wd',
      says: '提醒“-5wd”早于发题：期限一共才 5wd',
    },
    {
      about: 'compares exact durations with workdays',
      file: schedule,
      from: '-2wd',
      to: '‸-9d',
      says: '提醒“-9d”早于发题：期限一共才 5wd',
    },
    {
      about: 'refuses a reminder after the deadline',
      file: schedule,
      from: '-2wd',
      to: '‸2wd',
      says: '提醒“2wd”要在截止之前，请写成负的，如 -2wd',
    },
    {
      about: 'refuses an escalation before the deadline',
      file: schedule,
      from: '+1wd',
      to: '‸-1wd',
      says: '“-1wd”在截止之前，催办以上只能在截止之后',
    },
    {
      about: 'refuses rungs whose levels go down',
      file: schedule,
      from: 'level: supervise',
      to: 'level: ‸press',
      says: '“press”排在“press”后面，顺序应是：press、supervise、circulate',
    },
    { about: 'refuses rungs whose times stand still', file: schedule, from: '+2wd', to: '‸+1wd', says: '“+1wd”不晚于上一级的“+1wd”' },
    {
      about: 'finds a question id given twice',
      file: schedule,
      from: 'id: talks',
      to: 'id: ‸meeting',
      says: '编号“meeting”重复，第 9 行已经用了',
    },
    { about: 'finds bounds that are swapped', file: schedule, from: 'max: 99', to: 'max: ‸-1', says: '最小 0 大于最大 -1' },
    {
      about: 'finds an option given twice',
      file: schedule,
      from: '[公开, 没公开]',
      to: '[公开, ‸公开]',
      says: '选项“公开”重复，第 11 行已经有了',
    },
    {
      about: 'finds the words of a follow-up without its occasion',
      file: schedule,
      from: 'follow-up: no',
      to: '‸follow-up-text: 哪天开？',
      says: '写了 follow-up-text，还要写 follow-up 是 yes 还是 no',
    },
  ]);
});

describe('files that cannot be read', () => {
  it('finds that the roster is missing', async () => {
    const home = await writeHome(rightFiles);
    await rm(join(home, roster));
    const loaded = await load(home);
    expect(loaded.ok ? [] : loaded.faults.map(({ file, line, column, code }) => ({ file, line, column, code }))).toEqual([
      { file: roster, line: 1, column: 1, code: 'missing-file' },
    ]);
  });

  it('finds a folder where a file is expected', async () => {
    const home = await writeHome(rightFiles);
    await rm(join(home, settings));
    await mkdir(join(home, settings));
    const loaded = await load(home);
    expect(loaded.ok ? [] : loaded.faults.map(formatFault)).toEqual([`${settings}:1:1  这里要一个文件，现在是文件夹或别的东西`]);
  });

  it('finds a file where a folder is expected', async () => {
    expect(await faultsOf({ holidays: 'off: []\n' })).toEqual(['holidays:1:1  这里要一个文件夹，现在是文件']);
  });

  it('points at the first character of another encoding', async () => {
    const gbk = Uint8Array.from([...Buffer.from('committee: a\nname: '), 0xc7, 0xe0, 0xc9, 0xbd, 0x0a]);
    expect(await faultsOf({ [settings]: gbk })).toEqual([`${settings}:2:7  不是 UTF-8 编码，请用编辑器“另存为 UTF-8”`]);
  });

  it.each(['', '\n\n', '# 只有注释\n', '---\n'])('finds an empty file (%j)', async (text) => {
    expect(await faultsOf({ [settings]: text })).toEqual([`${settings}:1:1  文件是空的`]);
  });

  it('refuses a file above 1 MB before reading it', async () => {
    expect(await faultsOf({ [settings]: `# ${'x'.repeat(1024 * 1024)}\n` })).toEqual([`${settings}:1:1  文件太大，最多 1024 KB`]);
  });

  it.each([
    ['schedules/other.yml', 'schedules/other.yml:1:1  扩展名不对，不会被读到；请改成 .yaml'],
    ['schedules/自查.yaml', 'schedules/自查.yaml:1:1  文件名不合规则；应像 monthly-self-check.yaml'],
    ['templates/receipt.txt', 'templates/receipt.txt:1:1  扩展名不对，不会被读到；请改成 .md'],
    ['holidays/明年.yaml', 'holidays/明年.yaml:1:1  文件名不合规则；应像 2027.yaml'],
  ])('does not pass over %s in silence', async (file, fault) => {
    const content = file.startsWith('schedules') ? (rightFiles[schedule] ?? '') : 'off: []\n';
    expect(await faultsOf({ [file]: content })).toEqual([fault]);
  });

  it('passes over notes and backups beside the schedules', async () => {
    expect(await faultsOf({ 'schedules/.swp': 'x', 'schedules/README.md': 'x', 'schedules/monthly.yaml.bak': 'x' })).toEqual([]);
  });

  it('takes a byte order mark and Windows line ends as nothing', async () => {
    const text = `\uFEFF${(rightFiles[roster] ?? '').replaceAll('\n', '\r\n')}`;
    expect(await faultsOf({ [roster]: text })).toEqual([]);
  });
});

describe('YAML that means something else than it seems to', () => {
  testSlips([
    {
      about: 'finds a tab',
      file: settings,
      from: 'workHours: { from: "09:00", to: "18:00" }',
      to: 'workHours:\n‸\tfrom: "09:00"',
      says: '缩进用了 Tab，请换成空格',
    },
    {
      about: 'finds a doubled key',
      file: settings,
      from: 'restDays: hold',
      to: 'restDays: hold\n‸restDays: send',
      says: '“restDays”写了两次',
    },
    {
      about: 'finds indentation that is off',
      file: schedule,
      from: '  - { id: talks',
      to: '‸ - { id: talks',
      says: '这一行读不出“键：值”，请看缩进齐不齐；内容里有冒号的要加引号',
    },
    {
      about: 'finds a bracket that is not closed',
      file: settings,
      from: 'restDays: hold\n',
      to: 'restDays: [hold\n‸',
      says: '缩进没对齐，或括号没有配对',
    },
    {
      about: 'finds a quote that is not closed',
      file: settings,
      from: 'timezone: Asia/Shanghai\n',
      to: 'timezone: Asia/Shanghai\nconsole: "‸\n',
      says: '引号或括号没有收尾',
    },
    {
      about: 'finds a second document',
      file: settings,
      from: 'restDays: hold',
      to: 'restDays: hold\n‸---',
      says: '一个文件只能有一份内容，请去掉中间的 ---',
    },
    {
      about: 'finds an asterisk without quotes',
      file: schedule,
      from: '"0 9 25 * *"',
      to: '*/5 ‸* * * *',
      says: '写法不对，读不懂（Unexpected alias at node end）  （这样的值要加引号）',
    },
    {
      about: 'finds a reserved sign at the beginning',
      file: roster,
      from: 'name: 东村',
      to: 'name: ‸@东村',
      says: '值不能用这个符号开头，请给整个值加引号  （这样的值要加引号）',
    },
    {
      about: 'finds a full-width colon',
      file: settings,
      from: 'restDays: hold',
      to: '‸restDays：hold',
      says: '这一行读不出“键：值”，请看缩进齐不齐；内容里有冒号的要加引号  （冒号要用英文的 : ，后面空一格）',
    },
    { about: 'finds a tag', file: roster, from: 'name: 东村', to: 'name: ‸!js/function 东村', says: '不能用 ! 标签  （这样的值要加引号）' },
    {
      about: 'finds a key that is a list',
      file: settings,
      from: 'restDays: hold',
      to: 'restDays: hold\n? ‸[a, b]\n: c',
      says: '键要写成文字',
    },
    {
      about: 'finds a reference to nothing',
      file: schedule,
      from: 'name: 月度自查',
      to: 'name: ‸*title',
      says: '“*title”引用的内容前面没有定义；若不是引用，请加引号',
    },
    {
      about: 'refuses a reference within what is referred to',
      file: settings,
      from: 'restDays: hold',
      to: 'restDays: hold\na: &a [x]\nb: &b [‸*a]',
      says: '“*a”引用里不能再套引用',
    },
    {
      about: 'refuses a value within itself',
      file: settings,
      from: 'restDays: hold',
      to: 'restDays: hold\na: &a [‸*a]',
      says: '“*a”引用里不能再套引用',
    },
    {
      about: 'refuses flow lists nested beyond sense',
      file: settings,
      from: 'restDays: hold',
      to: `restDays: ${'['.repeat(20)}‸${'['.repeat(9_000)}`,
      says: '嵌套太深',
    },
    {
      about: 'refuses block lists nested beyond sense',
      file: settings,
      from: 'restDays: hold',
      to: `restDays: hold\na:\n ${'- '.repeat(20)}‸${'- '.repeat(20_000)}x`,
      says: '嵌套太深',
    },
  ]);

  it('refuses a bomb of references quickly', async () => {
    const words = Array.from({ length: 200 }, (_, index) => `w${index}`).join(', ');
    const uses = '*a, '.repeat(90);
    const startedAt = performance.now();
    const [fault] = await faultsOf({ [settings]: `a: &a [${words}]\nb: [${uses}]\n` });
    expect(fault).toBe(`${settings}:2:201  引用（*）太多，最多 100 处，展开后也不能太大`);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it.each([
    ['comments', '# x\r\n'.repeat(20_000)],
    ['dashes', `a: b\n${'-'.repeat(500_000)}：[\n`],
    ['quotes', '"'.repeat(100_001)],
    ['anchors', '&a '.repeat(100_000)],
    ['spaces', `${' '.repeat(500_000)}x: [`],
  ])('is not held up by very many %s', async (_, text) => {
    const startedAt = performance.now();
    expect((await faultsOf({ [settings]: `${text}zone: x\n` })).length).toBeGreaterThan(0);
    expect(performance.now() - startedAt).toBeLessThan(9_000);
  });

  it('lets a value be written once and used twice', async () => {
    const text = (rightFiles[settings] ?? '').replace('[{ from: "19:00"', '[&night { from: "19:00"');
    expect(await faultsOf({ [settings]: text.replace('"08:30" }]', '"08:30" }, *night]') })).toEqual([]);
  });

  it('reads a file of very many keys in time linear in its size', async () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join('\n');
    const startedAt = performance.now();
    expect(await faultsOf({ [settings]: keys })).toHaveLength(20_000);
    expect(performance.now() - startedAt).toBeLessThan(9_000);
  });
});

describe('own holidays', () => {
  it.each([
    ['off: [2027-02-30]\n', '1:7  “2027-02-30”不是日期；应像 2027-01-01'],
    ['off: [2027-1-1]\n', '1:7  “2027-1-1”不是日期；应像 2027-01-01'],
    ['off: [2028-01-01]\n', '1:7  “2028-01-01”不是 2027 年的'],
    ['off: [2027-01-01]\nwork: [2027-01-01]\n', '2:8  “2027-01-01”既放假又上班'],
    ['off:\n  - 2027-01-01\n  - 2027-01-01\n', '3:5  “2027-01-01”重复，第 2 行已经有了'],
    ['offf: [2027-01-01]\n', '1:1  不认识“offf”，这里可以写：off、work  （是不是 off？）'],
  ])('are checked by line (%j)', async (text, fault) => {
    expect(await faultsOf({ 'holidays/2027.yaml': text })).toEqual([`holidays/2027.yaml:${fault}`]);
  });
});

describe('a home with faults all over', () => {
  it('tells ten different ones in four files at once', async () => {
    const edit = (file: string, ...changes: [string, string][]): string =>
      changes.reduce((text, [from, to]) => text.replace(from, () => to), rightFiles[file] ?? '');
    const files = {
      [roster]: edit(
        roster,
        ['title: 副书记', 'titel: 副书记'],
        ['principal: lideming', 'principal: lidemin'],
        ['[wxid_zhao]', '[wxid_li]'],
      ),
      [settings]: edit(settings, ['Asia/Shanghai', 'Asia/Chengdu'], ['perHour: 100', 'perHour: many']),
      [schedule]: edit(
        schedule,
        ['* *"', '2 *"'],
        ['0 9 25', '0 9 30'],
        ['group: all-units', 'group: all-unit'],
        ['-2wd', '-6wd'],
        ['to: principal', 'to: members'],
      ),
      'holidays/2027.yaml': 'off: [2027-02-30]\n',
    };
    expect(await faultsOf(files)).toEqual([
      'roster.yaml:5:28  不认识“titel”，这里可以写：id、name、title、roles、accounts、away  （是不是 title？）',
      'roster.yaml:7:39  账号“wxid_li”已经是李德明的（第 6 行），一个账号只能归一个人',
      'roster.yaml:10:74  名单里没有“lidemin”这个人  （是不是 lideming？）',
      'settings.yaml:1:11  没有“Asia/Chengdu”这个时区；应像 Asia/Shanghai',
      'settings.yaml:5:37  “perHour”应当是数字，现在是 many',
      'schedules/monthly.yaml:3:7  cron“0 9 30 2 *”永远等不到这一天',
      'schedules/monthly.yaml:6:20  名单里没有“all-unit”这个群  （是不是 all-units？）',
      'schedules/monthly.yaml:12:16  提醒“-6wd”早于发题：期限一共才 5wd',
      'schedules/monthly.yaml:14:35  “members”（委员）没有人担任，这一步谁也收不到',
      'holidays/2027.yaml:1:7  “2027-02-30”不是日期；应像 2027-01-01',
    ]);
  });
});

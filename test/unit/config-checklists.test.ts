import { afterAll, describe, expect, it } from 'vitest';
import { formatFault } from '../../src/adapters/yaml/fault.js';
import { checklistsFor, checklistsMeant, headlineOf } from '../../src/domain/checklist.js';
import { exampleHome, openHome } from '../../src/main/open-home.js';
import { load, removeHomes, rightFiles, writeHome } from '../harness/home-folder.js';

afterAll(removeHomes);

const file = 'checklists/on-site.yaml';
const right = `name: 村级检查
plan: { name: 年度检查计划, filing: 青办备〔2026〕3号 }
audience: { kind: village }
usual: true
field: disclosure
due: 3wd
items:
  - { id: post, text: 有人在岗吗？ }
  - id: board
    text: 贴到几月？
    label: 公开栏
    photo: { reason: 公开栏，证明月份用, without: 只拍栏面，不拍人 }
    contradicts: { schedule: monthly, question: disclosure, answers: [A] }
`;

async function faultsOf(text: string, more: Record<string, string> = {}): Promise<string[]> {
  const loaded = await load(await writeHome({ ...rightFiles, [file]: text, ...more }));
  return loaded.ok ? [] : loaded.faults.map(formatFault);
}

const slips: readonly (readonly [about: string, from: string, to: string, at: string, says: string])[] = [
  [
    'a checklist that belongs to no plan, with what to write',
    'plan: { name: 年度检查计划, filing: 青办备〔2026〕3号 }\n',
    '',
    '1:1',
    '少了“plan”：检查、抽查要有计划、备过案才能做；请写上，如 plan: { name: 2026年明察暗访计划, filing: 青纪备〔2026〕3号 }',
  ],
  ['a plan without its number', ', filing: 青办备〔2026〕3号', '', '2:7', '少了“filing”'],
  ['a plan without anything', '{ name: 年度检查计划, filing: 青办备〔2026〕3号 }', '', '2:1', '“plan”后面没有内容；不需要就删掉这一行'],
  [
    'an unknown key',
    'usual: true',
    'usaul: true',
    '4:1',
    '不认识“usaul”，这里可以写：name、plan、audience、usual、basis、field、due、overseer、signatures、perYear、items  （是不是 usual？）',
  ],
  [
    'a field that the ledger has not',
    'field: disclosure',
    'field: disclosur',
    '5:8',
    '台账里没有“disclosur”这一类，看 settings.yaml 的 ledger.fields  （是不是 disclosure？）',
  ],
  ['a kind of unit that there is not', 'kind: village', 'kind: vilage', '3:19', '没有哪个单位的 kind 是“vilage”  （是不是 village？）'],
  ['an audience without a unit', 'kind: village', 'kind: village, units: [qingshan]', '3:11', '没有一个单位符合这里的条件'],
  ['a time that does not begin', 'due: 3wd', 'due: 0wd', '6:6', '期限“0wd”要大于零'],
  ['an item’s id that was given before', 'id: board', 'id: post', '9:9', '编号“post”重复，第 8 行已经用了'],
  ['a photo without a reason', 'reason: 公开栏，证明月份用, ', '', '12:12', '少了“reason”'],
  ['an unknown schedule', 'schedule: monthly', 'schedule: montly', '13:30', 'schedules 里没有“montly”这个日程  （是不是 monthly？）'],
  [
    'an unknown question',
    'question: disclosure',
    'question: disclosur',
    '13:49',
    '那个日程里没有“disclosur”这道题  （是不是 disclosure？）',
  ],
  ['too many signatures', 'due: 3wd', 'due: 3wd\nsignatures: 3', '7:13', '“signatures”不能是“3”，只能是：1、2'],
];

describe('the checklists of a home', () => {
  it('are right as they are written', async () => {
    const loaded = await load(await writeHome({ ...rightFiles, [file]: right }));
    expect(loaded.ok ? [...loaded.config.checklists.values()] : loaded.faults).toMatchObject([
      {
        id: 'on-site',
        plan: { name: '年度检查计划', filing: '青办备〔2026〕3号' },
        overseer: 'discipline',
        signatures: 1,
        perYear: 2,
        due: { kind: 'workdays', days: 3 },
      },
    ]);
  });

  it.each(slips)('refuse %s', async (_about, from, to, at, says) => {
    expect(right).toContain(from);
    expect(await faultsOf(right.replace(from, to))).toEqual([`${file}:${at}  ${says}`]);
  });

  it('refuse a second usual one for the same units, and a file name that is no id', async () => {
    const another = right.replace('audience: { kind: village }\n', '');
    expect(await faultsOf(right, { 'checklists/zz.yaml': another, 'checklists/现场.yaml': right.replace('usual: true\n', '') })).toEqual([
      'checklists/现场.yaml:1:1  文件名不合规则；应像 on-site.yaml',
      'checklists/zz.yaml:3:8  常用的清单同一类单位只能有一份，checklists/on-site.yaml 已经写了 usual',
    ]);
  });
});

describe('the checklists of the sample township', () => {
  it('name a plan, ask for no photo without a reason, and are found by what inspectors call them', async () => {
    const { checklists, roster } = (await openHome(exampleHome, Date.parse('2026-08-24T00:00:00Z'))).config;
    expect([...checklists.keys()].length).toBeGreaterThanOrEqual(5);
    for (const { items, plan } of checklists.values()) {
      expect(plan.filing).not.toBe('');
      expect(items.length).toBeGreaterThanOrEqual(4);
      expect(items.length).toBeLessThanOrEqual(8);
      for (const { text } of items) expect([...text].length).toBeLessThanOrEqual(24);
    }
    expect(checklistsMeant(checklistsFor(checklists, roster, 'dongcun'), '').map(({ id }) => id)).toEqual(['on-site']);
    expect(checklistsMeant(checklistsFor(checklists, roster, 'dongcun'), '财务').map(({ id }) => id)).toEqual(['finance']);
    expect(checklistsMeant(checklistsFor(checklists, roster, 'qingshan'), '').length).toBeGreaterThan(1);
    expect(checklistsMeant(checklistsFor(checklists, roster, 'dongcun'), '防汛')).toEqual([]);
  });
});

describe('the headline of a problem', () => {
  it.each([
    ['财务只到5月，党务是新的', '财务只到5月'],
    ['缺签字', '缺签字'],
    ['没，真没有', '没，真没有'],
    ['', ''],
  ])('of %j is %j', (words, headline) => expect(headlineOf(words)).toBe(headline));
});

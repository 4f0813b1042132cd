import { readFile } from 'node:fs/promises';
import excel from 'exceljs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { workbookReader } from '../../src/adapters/office/workbook-reader.js';
import { workbookWriter } from '../../src/adapters/office/workbook-writer.js';
import { FaultList } from '../../src/adapters/yaml/fault.js';
import { loadFaultTexts, type FaultTexts } from '../../src/adapters/yaml/fault-texts.js';
import { readYaml } from '../../src/adapters/yaml/read-yaml.js';
import { rosterDesk } from '../../src/adapters/yaml/roster-desk.js';
import { rosterOf, rosterSchema } from '../../src/adapters/yaml/roster-file.js';
import { rosterWorkbook } from '../../src/application/export-roster.js';
import { readRosterImport, type RosterImport } from '../../src/application/import-roster.js';
import type { Config, Texts } from '../../src/application/ports.js';
import type { RosterDesk } from '../../src/application/roster-desk-port.js';
import { committeeRoles, type Roster } from '../../src/domain/roster.js';
import { shippedTexts, workbookFolder, type WorkbookFolder } from '../harness/workbooks.js';

let folder: WorkbookFolder;
let texts: Texts;
let faultTexts: FaultTexts;
beforeAll(async () => {
  [folder, texts, faultTexts] = await Promise.all([workbookFolder(), shippedTexts(), loadFaultTexts('.')]);
});
afterAll(() => folder.remove());

const now = Date.parse('2026-09-03T02:00:00Z');

function deskOn(text: string): RosterDesk {
  return { ...rosterDesk(text, faultTexts), checkHome: () => Promise.resolve({ faults: [], warnings: [] }) };
}

function rosterIn(text: string): Roster {
  const root = readYaml({ name: 'roster.yaml', text }, new FaultList(faultTexts));
  return rosterOf(rosterSchema.parse(root?.value()));
}

async function exported(text: string, name: string): Promise<string> {
  const config = { roster: rosterIn(text), settings: { timezone: 'Asia/Shanghai' } } as Config;
  const path = folder.path(name);
  await workbookWriter.write(path, rosterWorkbook({ config: () => config, texts }, now));
  return path;
}

async function imported(text: string, path: string): Promise<RosterImport> {
  const read = await workbookReader.read(path);
  if (!read.ok) throw new Error(read.trouble);
  return readRosterImport({ texts }, deskOn(text), read.sheets);
}

/** The exported roster with some cells changed, imported again. */
async function changed(text: string, change: (book: excel.Workbook) => void): Promise<RosterImport> {
  const path = await exported(text, 'changed.xlsx');
  const book = new excel.Workbook();
  await book.xlsx.readFile(path);
  change(book);
  await book.xlsx.writeFile(path);
  return imported(text, path);
}

function faultsOf(result: RosterImport): string[] {
  if (result.kind !== 'refused') throw new Error('it was taken');
  return result.faults.map(({ place, what, hint }) => [place, what, hint].filter((part) => part !== null).join('  '));
}

function textOf(result: RosterImport): string {
  if (result.kind !== 'changes') throw new Error(faultsOf(result).join('\n'));
  return result.text;
}

const small = `# 名单
committee: hamlet
people:
  # 镇里
  - { id: zhang, name: 张建国, title: 书记, roles: [secretary] } # 一把手
  - { id: wang, name: 王志强 }

  # 村里
  - id: li
    name: 李德明   # 支书
    accounts: [wxid_li]
  - { id: "007", name: 赵小梅, away: { until: 2026-09-10, deputy: li } }
units:
  - { id: top, name: 镇党委, kind: committee, principal: zhang, liaison: zhang }
  - { id: dong, name: 东村, kind: village, parent: top, principal: li, supervisor: [{ person: wang, as: 包村领导 }], liaison: "007" }
groups:
  - { id: all, name: 工作群, room: "17@chatroom" }
`;

describe('an exported roster', () => {
  it.each(['examples/qingshan/roster.yaml'])('%s imports unchanged', async (file) => {
    const text = await readFile(file, 'utf8');
    const result = await imported(text, await exported(text, 'township.xlsx'));
    expect(result).toMatchObject({ kind: 'changes', same: true, text: '', ignored: [] });
  });

  it('imports unchanged, whoever is in it and whatever they are called', async () => {
    const name = fc
      .oneof(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
        fc.constantFrom('王强', 'p1', '村', '=1', "'x", '007', '2026-09-01', '王（强）', '、'),
      )
      .map((text) => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Cn}]/gu, '').trim())
      .filter((text) => text !== '' && text.length <= 40);
    const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> => fc.option(value, { nil: undefined });
    const person = fc.record({
      name,
      title: maybe(name),
      roles: fc.subarray([...committeeRoles]),
      account: maybe(name),
      away: maybe(fc.boolean()),
    });
    const unit = fc.record({
      name,
      kind: fc.oneof(name, fc.constantFrom('village', 'committee')),
      posts: fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
      as: maybe(name),
    });
    const lists = fc.record({
      people: fc.array(person, { minLength: 1, maxLength: 6 }),
      units: fc.array(unit, { minLength: 1, maxLength: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(lists, async ({ people, units }) => {
        const idOf = (each: number): string => `p${each % people.length}`;
        const text = stringify({
          committee: 'hamlet',
          people: people.map(({ account, away, ...rest }, each) => ({
            id: `p${each}`,
            ...rest,
            ...(account === undefined ? {} : { accounts: [`${account}${each}`] }),
            ...(away === undefined
              ? {}
              : { away: { until: '2026-09-10', ...(away && people.length > 1 ? { deputy: idOf(each + 1) } : {}) } }),
          })),
          units: units.map(({ posts: [up = 0, first = 0, second = 0, third = 0, fourth = 0, fifth = 0], as, ...rest }, each) => ({
            id: `u${each}`,
            ...rest,
            ...(each === 0 ? {} : { parent: `u${up % each}` }),
            principal: idOf(first),
            liaison: idOf(second),
            supervisor: [{ person: idOf(third), ...(as === undefined ? {} : { as }) }, { person: idOf(fourth) }],
            members: [idOf(fifth), idOf(first)],
          })),
          groups: [{ id: 'g', name: people[0]?.name, topic: units[0]?.name }],
        });
        const result = await imported(text, await exported(text, 'generated.xlsx'));
        expect(result.kind === 'refused' ? result.faults : result.changes).toMatchObject({ people: { changed: [] } });
        expect(result).toMatchObject({ same: true });
      }),
      { numRuns: 40 },
    );
  });
});

describe('a changed roster', () => {
  it('changes the lines of those it changes, and leaves comments, order and all other lines as they were', async () => {
    const result = await changed(small, (book) => {
      const people = book.getWorksheet('人员');
      if (people) people.getCell('C2').value = '党委书记';
      people?.addRow(['chen', '陈守田', '支书']);
      people?.spliceRows(3, 1);
      const units = book.getWorksheet('单位');
      if (units) units.getCell('F3').value = '张建国';
      units?.addRow(['xi', '西村', '村', '镇党委', '陈守田', '张建国（分管领导）、李德明']);
    });
    expect(textOf(result)).toBe(
      small
        .replace('title: 书记', 'title: 党委书记')
        .replace('  - { id: wang, name: 王志强 }\n', '')
        .replace('deputy: li } }\n', 'deputy: li } }\n  - { id: chen, name: 陈守田, title: 支书 }\n')
        .replace('supervisor: [{ person: wang, as: 包村领导 }]', 'supervisor: zhang')
        .replace(
          'groups:',
          '  - { id: xi, name: 西村, kind: village, parent: top, principal: chen, supervisor: [{ person: zhang, as: 分管领导 }, { person: li }] }\ngroups:',
        ),
    );
  });

  it('touches nothing for which there is no column, and no list for which there is no sheet', async () => {
    const path = await folder.book('part.xlsx', {
      人员: [['名单'], ['编号', '姓名', '备注'], ['zhang', '张建国', '老张'], ['wang', '王志强'], ['li', '李德明'], ['007', '赵小美']],
    });
    const result = await imported(small, path);
    expect(textOf(result)).toBe(small.replace('赵小梅', '赵小美'));
    expect(result).toMatchObject({ ignored: ['人员 备注'] });
  });

  it('is sorted and filtered as anybody likes: the order of the file stays', async () => {
    const result = await changed(small, (book) => {
      const people = book.getWorksheet('人员');
      const rows = people?.getRows(2, 4)?.map((row) => row.values) ?? [];
      people?.spliceRows(2, 4, ...rows.toReversed().map((values) => (values as excel.CellValue[]).slice(1)));
    });
    expect(result).toMatchObject({ same: true });
  });

  it('whose aliases and anchors change is written out', async () => {
    const text = small.replace('roles: [secretary]', 'roles: &r [secretary]').replace('name: 王志强 }', 'name: 王志强, roles: *r }');
    const result = await changed(text, (book) => {
      const people = book.getWorksheet('人员');
      if (people) people.getCell('D2').value = '书记、办公室';
    });
    expect(textOf(result)).toContain('{ id: zhang, name: 张建国, title: 书记, roles: [ secretary, clerk ] } # 一把手');
    expect(textOf(result)).toContain('{ id: wang, name: 王志强, roles: [ secretary ] }');
  });

  it('keeps the ends of lines that Windows writes', async () => {
    const text = small.replaceAll('\n', '\r\n');
    const result = await changed(text, (book) => void book.getWorksheet('人员')?.addRow(['chen', '陈守田']));
    expect(textOf(result)).toBe(text.replace('deputy: li } }\r\n', 'deputy: li } }\r\n  - { id: chen, name: 陈守田 }\r\n'));
  });

  it('is refused cell by cell, all at once, with what was meant', async () => {
    const result = await changed(small, (book) => {
      const people = book.getWorksheet('人员');
      const units = book.getWorksheet('单位');
      if (!people || !units) return;
      people.getCell('B2').value = new Date('2026-03-05T00:00:00Z');
      people.getCell('B2').style = { numFmt: 'yyyy-mm-dd' };
      people.getCell('D3').value = '书纪';
      people.getCell('A4').value = { formula: 'A3', result: 'li' };
      people.getCell('A5').value = 7;
      people.getCell('G5').value = '九月十号';
      people.addRow(['wang', '又一个']);
      people.addRow(['x y', '长'.repeat(10_000)]);
      people.addRow([null, '没编号']);
      units.getCell('D3').value = '没有的';
      units.getCell('E3').value = '王志墙';
      units.addRow(['dong2', '二村', null, 'top']);
      units.mergeCells('A6:B7');
    });
    expect(faultsOf(result)).toEqual([
      '人员!B2  这里要文字，现在是日期（2026-03-05）；请把单元格设成文本再填',
      '人员!D3  “角色”不能是“书纪”，只能是：书记、纪委书记、纪检干事、办公室、检查员',
      '人员!A4  这里是公式，请“选择性粘贴”成数值再导',
      '人员!A5  编号 7 前面的 0 丢了；请把单元格设成文本再填',
      '人员!G5  “九月十号”不是日期；应像 2027-01-01',
      '人员!H5  名单里没有“李德明”这个人',
      '人员!A6  编号“wang”重复，第 3 行已经用了',
      '人员!A7  编号“x y”只能用字母、数字、- 和 _，字母或数字开头，最多 40 个',
      '人员!B7  “姓名”太长，最多 40 个字',
      '人员!A8  少了“编号”',
      '单位!D3  名单里没有“没有的”这个单位',
      '单位!E3  名单里没有“王志墙”这个人  （是不是 王志强？）',
      '单位!C4  少了“类别”',
      '单位!6  单元格合并过（A6:B7），请取消合并，每格各填各的',
    ]);
  });

  it('is refused when one name is that of several, when a heading is missing or doubled, and when there is no sheet for it', async () => {
    const twice = await changed(small, (book) => {
      const people = book.getWorksheet('人员');
      if (people) people.getCell('B3').value = '李德明';
    });
    const shared = '叫“李德明”的不止一个，请写编号：wang、li';
    expect(faultsOf(twice)).toEqual([`人员!H5  ${shared}`, `单位!E3  ${shared}`]);
    const headless = await folder.book('headless.xlsx', {
      人员: [['张建国', '书记']],
      单位: [
        ['编号', '名称', '编 号'],
        ['top', '镇党委', 'x'],
      ],
    });
    expect(faultsOf(await imported(small, headless))).toEqual(['人员  找不到表头；第一行要有“编号”“姓名”', '单位!A1  表头“编号”写了两次']);
    const other = await folder.book('other.xlsx', { Sheet1: [['编号', '姓名']] });
    expect(faultsOf(await imported(small, other))).toEqual(['  没有要导的表；表名是 人员、单位、工作群']);
  });

  it('is refused when somebody goes who is still needed', async () => {
    const result = await changed(small, (book) => book.getWorksheet('人员')?.spliceRows(2, 1));
    expect(faultsOf(result)).toEqual(['单位!E2  名单里没有“张建国”这个人', '单位!G2  名单里没有“张建国”这个人']);
  });
});

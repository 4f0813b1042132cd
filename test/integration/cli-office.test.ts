import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import excel from 'exceljs';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { dated, killClis, removeSampleHomes, runCli, sampleHome, type Ended } from '../harness/cli.js';

afterEach(killClis);
afterAll(removeSampleHomes);

const env = dated('2026-08-25T01:00:05Z');

function documentOf({ code, stdout, stderr }: Ended): Record<string, unknown> {
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Record<string, unknown>;
}

async function changed(path: string, change: (book: excel.Workbook) => void): Promise<void> {
  const book = new excel.Workbook();
  await book.xlsx.readFile(path);
  change(book);
  await book.xlsx.writeFile(path);
}

describe('what is exported', () => {
  it('is one new file, for its owner alone, told in words or as one document; what is there already is left alone unless forced', async () => {
    const home = await sampleHome();
    const out = join(home, 'ledger.xlsx');
    expect(documentOf(await runCli(['export', 'ledger', '--out', out, '--json'], { home, env }))).toMatchObject({
      what: 'ledger',
      file: out,
      rows: 0,
    });
    const { mode, size } = await stat(out);
    expect([mode & 0o777, (await readFile(out)).subarray(0, 2).toString()]).toEqual([0o600, 'PK']);
    const again = await runCli(['export', 'ledger', '--out', out, '--json'], { home, env });
    expect([again.code, JSON.parse(again.stdout)]).toMatchObject([1, { error: { code: 'file-exists' } }]);
    const forced = await runCli(['export', 'roster', '--out', out, '--force'], { home, env });
    expect(forced).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^名单写到了 .*ledger\.xlsx，62行，\d+ KB。\n原来的同名文件换掉了。\n$/u),
    });
    expect((await stat(out)).size).not.toBe(size);
    const nowhere = await runCli(['export', 'cycle', 'none', '--out', join(home, 'none.xlsx')], { home, env });
    expect([nowhere.code, nowhere.stderr]).toEqual([1, 'no cycle none; zerentian status lists them\n']);
    expect((await readdir(home)).filter((name) => /none|part/u.test(name))).toEqual([]);
  });

  it('may be somebody’s calendar; a circular or report there is none of leaves no file', async () => {
    const home = await sampleHome();
    const out = join(home, 'wang.ics');
    documentOf(await runCli(['open', 'monthly-self-check', '--json'], { home, env }));
    const made = await runCli(['export', 'calendar', '王志强', '--out', out], { home, env });
    expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^王志强的期限写到了 .*wang\.ics，1件，\d KB。\n$/u) });
    expect(await readFile(out, 'utf8')).toMatch(/SUMMARY:8月主体责任自查18:00截止|SUMMARY:8月自查18:00截止/u);
    const none = await runCli(['export', 'circular', '9', '--out', join(home, 'none.docx'), '--json'], { home, env });
    expect([none.code, JSON.parse(none.stdout)]).toMatchObject([1, { error: { code: 'no-such-circular' } }]);
    expect((await readdir(home)).filter((name) => name.includes('none'))).toEqual([]);
  });
});

describe('the roster', () => {
  it('is exported, changed in Excel and imported: first looked at, then taken, with the old one kept', async () => {
    const home = await sampleHome();
    const out = join(home, 'roster.xlsx');
    const file = join(home, 'roster.yaml');
    const before = await readFile(file, 'utf8');
    documentOf(await runCli(['export', 'roster', '--out', out, '--json'], { home, env }));
    await changed(out, (book) => {
      const [people, units] = ['人员', '单位'].map((name) => book.getWorksheet(name));
      people?.addRow(['yuan', '袁小军', '文书']);
      if (people) people.getCell('C3').value = '纪委书记、监察办主任';
      if (units) units.getCell('G12').value = '袁小军';
      if (units) units.getCell('D18').value = '财政所';
    });
    const dry = await runCli(['roster', 'import', out, '--dry-run'], { home, env });
    expect(dry).toEqual({
      code: 0,
      stderr: '',
      stdout:
        'roster.xlsx 试导，没有改名单。导了会改这些：\n人员，添1个：袁小军（yuan）\n' +
        '人员，改 周正平（zhou）：职务 纪委书记 → 纪委书记、监察办主任\n单位，移动 农业服务中心：镇党委 → 财政所\n' +
        '单位，改 上坪村（shangping）：联络员 无 → 袁小军\n断链：上坪村的联络员袁小军还没有绑定微信\n',
    });
    expect(await readFile(file, 'utf8')).toBe(before);
    const taken = documentOf(await runCli(['roster', 'import', out, '--json'], { home, env }));
    expect(taken).toMatchObject({
      ok: true,
      same: false,
      written: true,
      kept: expect.stringMatching(/roster\.yaml\.bak-20260825-0900\d\d$/u),
    });
    expect(await readFile(String(taken['kept']), 'utf8')).toBe(before);
    const after = (await readFile(file, 'utf8')).split('\n');
    const lines = before.split('\n');
    expect(lines.filter((line) => !after.includes(line))).toHaveLength(3);
    expect(after.filter((line) => !lines.includes(line))).toHaveLength(4);
    expect(documentOf(await runCli(['audit', 'verify', '--json'], { home, env }))).toMatchObject({ entries: 2 });
  });

  it('is not taken when anything is wrong, in the sheet or in what else depends on it', async () => {
    const home = await sampleHome();
    const out = join(home, 'roster.xlsx');
    const before = await readFile(join(home, 'roster.yaml'), 'utf8');
    documentOf(await runCli(['export', 'roster', '--out', out, '--json'], { home, env }));
    await changed(out, (book) => {
      const people = book.getWorksheet('人员');
      if (people) people.getCell('D2').value = '书纪';
    });
    expect(await runCli(['roster', 'import', out], { home, env })).toEqual({
      code: 1,
      stderr: '',
      stdout: 'roster.xlsx 没导，有1处要改，改好再导：\n人员!D2　“角色”不能是“书纪”，只能是：书记、纪委书记、纪检干事、办公室、检查员\n',
    });
    await changed(out, (book) => {
      const people = book.getWorksheet('人员');
      if (people) people.getCell('D2').value = '';
    });
    // The ladder of the shipped schedules needs a secretary.
    const depends = await runCli(['roster', 'import', out, '--json'], { home, env });
    expect([depends.code, JSON.parse(depends.stdout)]).toMatchObject([
      1,
      {
        ok: false,
        faults: expect.arrayContaining([expect.objectContaining({ place: expect.stringMatching(/monthly-self-check\.yaml:\d+:\d+$/u) })]),
      },
    ]);
    await writeFile(join(home, 'page.xlsx'), '<html>');
    const page = await runCli(['roster', 'import', join(home, 'page.xlsx')], { home, env });
    expect(page).toMatchObject({ code: 1, stdout: expect.stringContaining('它不是 .xlsx 表格。') });
    expect(await readFile(join(home, 'roster.yaml'), 'utf8')).toBe(before);
    expect((await readdir(home)).filter((name) => name.includes('bak'))).toEqual([]);
  });
});

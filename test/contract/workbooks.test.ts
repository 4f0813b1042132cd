import { readFile } from 'node:fs/promises';
import excel from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workbookReader } from '../../src/adapters/office/workbook-reader.js';
import { workbookWriter } from '../../src/adapters/office/workbook-writer.js';
import type { CellValue, ReadSheet, ReadValue, SheetColumn } from '../../src/application/workbook-port.js';
import { smallBook, workbookFolder, type WorkbookFolder } from '../harness/workbooks.js';

let folder: WorkbookFolder;
beforeAll(async () => {
  folder = await workbookFolder();
});
afterAll(() => folder.remove());

const column = (kind: SheetColumn['kind'], heading: string = kind, choices: string[] = []): SheetColumn => ({
  heading,
  width: 12,
  kind,
  choices,
});

function cellsOf({ rows }: ReadSheet): (ReadValue | undefined)[][] {
  return rows.map(({ cells }) => Array.from({ length: Math.max(...cells.keys()) }, (_, index) => cells.get(index + 1)));
}

async function written(name: string, columns: SheetColumn[], rows: CellValue[][]): Promise<string> {
  const path = folder.path(name);
  const frame = { title: '青山镇 A&B 台账', footer: '青山镇 2026-09-03导出' };
  expect(await workbookWriter.write(path, { ...frame, sheets: [{ name: '结果', columns, rows }] })).toEqual({ rows: rows.length });
  return path;
}

async function opened(path: string): Promise<excel.Worksheet> {
  const book = new excel.Workbook();
  await book.xlsx.readFile(path);
  const sheet = book.getWorksheet('结果');
  if (sheet === undefined) throw new Error('the sheet is not there');
  return sheet;
}

describe('a workbook that is written', () => {
  it('can be worked with and printed: headings stay, filters, choices, A4 across, the heading on every page, whose it is and page numbers', async () => {
    const columns = [
      column('text', '状态', ['没交', '已交']),
      column(
        'text',
        '很多',
        Array.from({ length: 90 }, (_, each) => `第${each}种`),
      ),
    ];
    const sheet = await opened(await written('print.xlsx', columns, [['没交', 'x']]));
    expect(sheet.views).toMatchObject([{ state: 'frozen', ySplit: 1 }]);
    expect(sheet.autoFilter).toBe('A1:B2');
    expect(sheet.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', fitToWidth: 1, fitToHeight: 0, printTitlesRow: '1:1' });
    expect(sheet.headerFooter).toMatchObject({ oddHeader: '&C青山镇 A&&B 台账', oddFooter: '&L青山镇 2026-09-03导出&C&P / &N' });
    expect(sheet.getCell('A2').dataValidation).toMatchObject({ type: 'list', formulae: ['"没交,已交"'], errorStyle: 'warning' });
    // More than a rule can hold are no rule.
    expect(sheet.getCell('B2').dataValidation).toBeUndefined();
  });

  it('holds days and numbers as such, and empty cells for nothing', async () => {
    const columns = [column('date'), column('time'), column('number'), column('text')];
    const sheet = await opened(
      await written('kinds.xlsx', columns, [[{ date: '2026-08-25' }, { date: '2026-08-25', minute: 545 }, 3, null]]),
    );
    expect(sheet.getCell('A2').value).toEqual(new Date('2026-08-25T00:00:00Z'));
    expect(sheet.getCell('B2').value).toEqual(new Date('2026-08-25T09:05:00Z'));
    expect([sheet.getCell('C2').value, sheet.getCell('D2').value]).toEqual([3, null]);
    expect(sheet.getCell('B2').numFmt).toBe('yyyy-mm-dd hh:mm');
  });

  it('has no formula in it, whatever somebody wrote, in headings neither', async () => {
    const texts = ['=HYPERLINK("http://x","看")', '+1', '-1', '@A1', '\t=1', '＝1', "'=1", '无'];
    const path = await written(
      'formulas.xlsx',
      [column('text', '=A1')],
      texts.map((text) => [text]),
    );
    const sheet = await opened(path);
    sheet.eachRow((row) => row.eachCell((cell) => expect([cell.formula, cell.type]).toEqual([undefined, excel.ValueType.String])));
    expect([1, 2, 9].map((row) => sheet.getCell(row, 1).value)).toEqual(["'=A1", `'${texts[0]}`, '无']);
    expect((await readFile(path)).includes('HYPERLINK(')).toBe(false);
  });

  it('is refused where it cannot be written', async () => {
    const sheets = [{ name: '结果', columns: [column('text')], rows: [['x']] }];
    const writing = workbookWriter.write('/proc/none/x.xlsx', { title: 't', footer: 'f', sheets });
    await expect(writing).rejects.toMatchObject({ code: 'out-unwritable' });
  });

  it('tells what its rows throw', async () => {
    function* rows(): Generator<CellValue[]> {
      yield ['一'];
      throw new Error('the store does not answer');
    }
    const sheets = [{ name: '结果', columns: [column('text')], rows: rows() }];
    await expect(workbookWriter.write(folder.path('thrown.xlsx'), { title: 't', footer: 'f', sheets })).rejects.toThrow('does not answer');
  });
});

describe('a workbook that is read', () => {
  it('gives text, numbers with the zeros they show, and days; and tells formulas, errors and truth values apart', async () => {
    const path = await folder.book('values.xlsx', { 人员: [['一', 7, 7, new Date('2026-08-25T00:00:00Z'), true]] }, (book) => {
      const sheet = book.getWorksheet('人员');
      if (sheet === undefined) return;
      sheet.getCell('C1').numFmt = '0000';
      sheet.getCell('F1').value = { formula: 'A1', result: '一' };
      sheet.getCell('G1').value = { error: '#REF!' };
      sheet.getCell('H1').value = { richText: [{ text: '两' }, { text: '截', font: { bold: true } }] };
      sheet.mergeCells('A3:B4');
    });
    const read = await workbookReader.read(path);
    if (!read.ok) throw new Error(read.trouble);
    expect(read.sheets.map(({ name, merged }) => [name, merged])).toEqual([['人员', ['A3:B4']]]);
    expect(read.sheets.flatMap(cellsOf)).toEqual([
      [
        { kind: 'text', text: '一' },
        { kind: 'number', number: 7, shown: '7' },
        { kind: 'number', number: 7, shown: '0007' },
        { kind: 'date', date: '2026-08-25' },
        { kind: 'boolean' },
        { kind: 'formula' },
        { kind: 'wrong' },
        { kind: 'text', text: '两截' },
      ],
    ]);
  });

  it('is read as other programs write it: prefixes, UTF-16, a mark in front, comments, inline texts, entities and cells without a place', async () => {
    const sheet = '<x:row><x:c t="inlineStr"><x:is><x:t>a&amp;b&#20013;</x:t></x:is></x:c><!-- > --><x:c><x:v>3</x:v></x:c></x:row>';
    const parts = smallBook('');
    const whole = `<?xml version="1.0" encoding="UTF-16"?><x:worksheet xmlns:x="m"><x:sheetData>${sheet}</x:sheetData></x:worksheet>`;
    const marked = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(whole, 'utf16le')]);
    const workbook = `\uFEFF${parts['xl/workbook.xml'] ?? ''}`;
    const path = await folder.archive('others.xlsx', { ...parts, 'xl/workbook.xml': workbook, 'xl/worksheets/sheet1.xml': marked });
    const read = await workbookReader.read(path);
    expect(read.ok && read.sheets.flatMap(cellsOf)).toEqual([
      [
        { kind: 'text', text: 'a&b中' },
        { kind: 'number', number: 3, shown: '3' },
      ],
    ]);
  });

  it('may have a million empty rows, which are none', async () => {
    const empty = Array.from({ length: 1_000_000 }, (_, each) => `<row r="${each + 2}"/>`).join('');
    const path = await folder.archive('empty.xlsx', smallBook(`<row r="1"><c r="A1" t="str"><v>一</v></c></row>${empty}`));
    const read = await workbookReader.read(path);
    expect(read.ok && read.sheets[0]?.rows).toHaveLength(1);
  });

  it('is refused with the reason when it is none, or more than a roster can be', async () => {
    const whole = smallBook('<row r="1"><c r="A1" t="str"><v>一</v></c></row>');
    const rows = Array.from({ length: 20_001 }, (_, each) => `<row r="${each + 1}"><c t="n"><v>1</v></c></row>`).join('');
    const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
    const files: [string, Promise<string>][] = [
      ['missing', Promise.resolve(folder.path('nowhere.xlsx'))],
      ['not-a-file', Promise.resolve('/tmp')],
      // It opens, and cannot be read.
      ['not-a-file', Promise.resolve('/proc/self/mem')],
      ['too-big', folder.file('big.xlsx', Buffer.alloc(30 * 1024 * 1024))],
      ['not-a-workbook', folder.file('empty.bin', '')],
      ['not-a-workbook', folder.file('page.xlsx', '<html><table><tr><td>编号</td></tr></table></html>')],
      ['not-a-workbook', folder.archive('odt.xlsx', { mimetype: 'application/vnd.oasis.opendocument.spreadsheet' })],
      ['not-a-workbook', folder.archive('docx.xlsx', { ...whole, 'xl/workbook.xml': '<document/>' })],
      ['old-format', folder.file('old.xls', ole)],
      ['encrypted', folder.file('locked.xlsx', Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]))],
      ['macros', folder.archive('macros.xlsm', { ...whole, 'xl/vbaProject.bin': 'x' })],
      ['bomb', folder.archive('bomb.xlsx', { ...whole, 'xl/worksheets/sheet1.xml': Buffer.alloc(80 * 1024 * 1024, 0x20) })],
      ['too-many-rows', folder.archive('rows.xlsx', smallBook(rows))],
      [
        'too-many-sheets',
        folder.archive('sheets.xlsx', { ...whole, 'xl/workbook.xml': `<workbook>${'<sheet name="x"/>'.repeat(51)}</workbook>` }),
      ],
      ['damaged', folder.archive('entity.xlsx', { ...whole, 'xl/worksheets/sheet1.xml': '<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>' })],
      ['damaged', folder.archive('cut.xlsx', { ...whole, 'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row r="1` })],
      ['damaged', folder.archive('bytes.xlsx', { ...whole, 'xl/worksheets/sheet1.xml': Buffer.from([0x3c, 0xff, 0xfe, 0xfd]) })],
    ];
    for (const [trouble, path] of files)
      expect([await path, await workbookReader.read(await path)]).toEqual([await path, { ok: false, trouble }]);
  });

  it('whose archive was cut or changed anywhere is read, or refused, and nothing else', async () => {
    const bytes = await readFile(await folder.archive('whole.xlsx', smallBook('<row r="1"><c r="A1" t="str"><v>一</v></c></row>')));
    for (let at = 0; at < bytes.length; at += 7) {
      const spoilt = Buffer.from(bytes);
      spoilt[at] = (spoilt[at] ?? 0) ^ 0xff;
      const cut = await folder.file('cut.bin', bytes.subarray(0, at));
      expect((await workbookReader.read(cut)).ok).toBe(false);
      expect(await workbookReader.read(await folder.file('spoilt.bin', spoilt))).toHaveProperty('ok');
    }
  });

  it('takes time that grows with its length only, however it is broken', async () => {
    const broken = [
      '<row r="'.repeat(500_000),
      '<'.repeat(2_000_000),
      '<c a="b" '.repeat(300_000),
      '<!--'.repeat(500_000),
      '&'.repeat(1_000_000),
    ];
    for (const sheet of broken) {
      const path = await folder.archive('broken.xlsx', smallBook(sheet));
      expect(await workbookReader.read(path)).toHaveProperty('ok');
    }
  });
});

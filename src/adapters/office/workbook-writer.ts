/** Writes workbooks with exceljs, row by row, so that a hundred thousand rows take no more memory than a few. */
import type ExcelJS from 'exceljs';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { Writable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import type { CellValue, Sheet, SheetColumn, Workbook, WorkbookWriter } from '../../application/workbook-port.js';
import { PermanentError } from '../../domain/errors.js';
import { quotedCell } from '../../domain/quoted-cell.js';
import { cellText, dayNumber } from './cell-form.js';

/** ISO 216 A4, as the format numbers it. */
const a4 = 9;
const marginInches = { left: 0.5, right: 0.5, top: 0.7, bottom: 0.7, header: 0.3, footer: 0.3 };
/** So many characters across a page can still be read. */
const readableWidth = 200;
const linePoints = 16;
/** A row cannot be higher. */
const highestPoints = 400;
/** Takes the place of two. */
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/gu;
/** Two lines. */
const headingPoints = 32;
const thin = { style: 'thin', color: { argb: 'FFBFBFBF' } } as const;
const rules = { top: thin, bottom: thin, left: thin, right: thin };
/** So many rows below the last one still offer what may be picked. */
const spareRows = 500;
/** After so many rows what was written may leave for the disk. */
const rowsAtOnce = 500;
/** What a list of choices may hold in the cell's own rule. */
const longestChoices = 255;

const formats: Record<SheetColumn['kind'], string> = { text: '@', number: '0', date: 'yyyy-mm-dd', time: 'yyyy-mm-dd hh:mm' };

export const workbookWriter: WorkbookWriter = {
  async write(path, workbook) {
    const stream = createWriteStream(path);
    const closed = once(stream, 'close').catch(() => undefined);
    try {
      await once(stream, 'open');
      return await writeTo(stream, workbook);
    } catch (cause) {
      // Whoever removes what is incomplete has nothing written behind them.
      stream.destroy();
      await closed;
      if (cause instanceof Error && 'syscall' in cause)
        throw new PermanentError('out-unwritable', `The file ${path} cannot be written.`, cause);
      throw cause;
    }
  },

  async bytes(workbook) {
    const parts: Buffer[] = [];
    const stream = new Writable({
      write(part: Buffer, _encoding, done) {
        parts.push(part);
        done();
      },
    });
    const { rows } = await writeTo(stream, workbook);
    return { bytes: Buffer.concat(parts), rows };
  },
};

async function writeTo(stream: Writable, workbook: Workbook): Promise<{ rows: number }> {
  const { default: excel } = await import('exceljs');
  const book = new excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  const failed = new Promise<never>((_, reject) => stream.once('error', reject));
  failed.catch(() => undefined);
  let rows = 0;
  for (const sheet of workbook.sheets) rows += await Promise.race([writeSheet(book, workbook, sheet), failed]);
  await Promise.race([book.commit(), failed]);
  return { rows };
}

async function writeSheet(book: ExcelJS.stream.xlsx.WorkbookWriter, { title, footer }: Workbook, sheet: Sheet): Promise<number> {
  const worksheet = book.addWorksheet(sheet.name, {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: {
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: Math.max(1, Math.round(widthOf(sheet) / readableWidth)),
      fitToHeight: 0,
      margins: marginInches,
      printTitlesRow: '1:1',
      // What continues beside the page is told apart by its first column.
      ...(widthOf(sheet) / readableWidth < 1.5 ? {} : { printTitlesColumn: 'A:A' }),
    },
    headerFooter: { oddHeader: `&C${printed(title)}`, oddFooter: `&L${printed(footer)}&C&P / &N` },
  });
  // The library's names of paper sizes are there for its types alone.
  Object.assign(worksheet.pageSetup, { paperSize: a4 });
  worksheet.columns = sheet.columns.map(({ width, kind }) => ({
    width,
    style: {
      numFmt: formats[kind],
      border: rules,
      alignment: { vertical: 'top', wrapText: true, horizontal: kind === 'text' ? 'left' : 'center' },
    },
  }));
  writeHeadings(worksheet, sheet.columns);
  let rows = 0;
  for await (const cells of sheet.rows) {
    const row = worksheet.getRow(rows + 2);
    cells.forEach((cell, index) => {
      const value = valueOf(cell);
      if (value !== null) row.getCell(index + 1).value = value;
    });
    row.height = heightOf(cells, sheet.columns);
    row.commit();
    rows += 1;
    if (rows % rowsAtOnce === 0) await turn();
  }
  addRules(worksheet, sheet.columns, rows);
  worksheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows + 1, column: sheet.columns.length } };
  worksheet.commit();
  return rows;
}

/** Programs do not all look how many lines a cell wraps into when they open a file. In points. */
function heightOf(cells: readonly CellValue[], columns: readonly SheetColumn[]): number {
  const lines = cells.map((cell, index) => (typeof cell === 'string' ? linesOf(cell, columns[index]?.width ?? 1) : 1));
  return Math.min(highestPoints, Math.max(1, ...lines) * linePoints);
}

function linesOf(text: string, width: number): number {
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.replace(wide, 'xx').length / width)), 0);
}

function widthOf({ columns }: Sheet): number {
  return columns.reduce((sum, { width }) => sum + width, 0);
}

function writeHeadings(worksheet: ExcelJS.Worksheet, columns: readonly SheetColumn[]): void {
  const row = worksheet.getRow(1);
  row.height = headingPoints;
  columns.forEach(({ heading }, index) => {
    const cell = row.getCell(index + 1);
    cell.value = cellText(quotedCell(heading));
    cell.style = {
      font: { bold: true },
      fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE7E6E6' } },
      border: rules,
      alignment: { vertical: 'middle', horizontal: 'center', wrapText: true },
    };
  });
  row.commit();
}

/** What is not among the choices is warned of, not refused: a cell may hold several of them, and there are words of one's own. */
function addRules(worksheet: ExcelJS.Worksheet, columns: readonly SheetColumn[], rows: number): void {
  columns.forEach(({ choices = [], heading }, index) => {
    const formula = `"${choices.join(',').replaceAll('"', '""')}"`;
    const isTellable = choices.length > 0 && formula.length <= longestChoices && choices.every((choice) => !choice.includes(','));
    if (!isTellable) return;
    const column = worksheet.getColumn(index + 1).letter;
    validationsOf(worksheet).add(`${column}2:${column}${rows + 1 + spareRows}`, {
      type: 'list',
      allowBlank: true,
      formulae: [formula],
      showErrorMessage: true,
      errorStyle: 'warning',
      errorTitle: cellText(heading),
    });
  });
}

interface Validations {
  add(range: string, rule: ExcelJS.DataValidation): void;
}

/** What the library has, and its types do not tell. */
function validationsOf(worksheet: ExcelJS.Worksheet): Validations {
  const found: unknown = 'dataValidations' in worksheet ? worksheet.dataValidations : undefined;
  if (hasAdd(found)) return found;
  throw new PermanentError('bad-installation', 'exceljs has no rules for cells: the installation is another one than was tested');
}

function hasAdd(found: unknown): found is Validations {
  return typeof found === 'object' && found !== null && 'add' in found && typeof found.add === 'function';
}

function valueOf(cell: CellValue): ExcelJS.CellValue {
  if (cell === null || cell === '') return null;
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null;
  return typeof cell === 'string' ? cellText(quotedCell(cell)) : dayNumber(cell);
}

/** In what is printed around a page, an ampersand begins an order. */
function printed(text: string): string {
  return cellText(text).replaceAll('&', '&&').slice(0, 120);
}

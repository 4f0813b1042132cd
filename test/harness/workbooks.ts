/** Workbooks and archives as tests make them: with the library that makes real ones, or byte by byte as no program would. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import excel from 'exceljs';
import { createRenderer } from '../../src/adapters/liquid/renderer.js';
import { samples } from '../../src/application/messages.js';
import type { Texts } from '../../src/application/ports.js';
import { loadMarkdown } from '../../src/adapters/yaml/template-files.js';
import { FaultList } from '../../src/adapters/yaml/fault.js';
import { loadFaultTexts } from '../../src/adapters/yaml/fault-texts.js';

/** The shipped templates. */
export async function shippedTexts(): Promise<Texts> {
  const faults = new FaultList(await loadFaultTexts('.'));
  const { templates } = await loadMarkdown('test', '.', faults);
  return createRenderer(templates, samples);
}

export interface WorkbookFolder {
  path(name: string): string;
  /** A workbook with these sheets, cell by cell. */
  book(name: string, sheets: Record<string, excel.CellValue[][]>, change?: (book: excel.Workbook) => void): Promise<string>;
  /** An archive with these parts. */
  archive(name: string, parts: Record<string, string | Buffer>): Promise<string>;
  file(name: string, bytes: Buffer | string): Promise<string>;
  remove(): Promise<void>;
}

export async function workbookFolder(): Promise<WorkbookFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'zrt-office-'));
  const path = (name: string): string => join(folder, name);
  return {
    path,
    async book(name, sheets, change) {
      const book = new excel.Workbook();
      for (const [sheet, rows] of Object.entries(sheets)) book.addWorksheet(sheet).addRows(rows);
      change?.(book);
      await book.xlsx.writeFile(path(name));
      return path(name);
    },
    async archive(name, parts) {
      await writeFile(path(name), archiveOf(parts));
      return path(name);
    },
    async file(name, bytes) {
      await writeFile(path(name), bytes);
      return path(name);
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

function archiveOf(parts: Record<string, string | Buffer>): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(parts)) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(0x0800, 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(bytes), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(bytes.length, 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head, Buffer.from(name), packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), head, place, Buffer.from(name)]));
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** The parts of the smallest workbook of one sheet, for a test to spoil. */
export function smallBook(sheet: string, name = '人员'): Record<string, string> {
  return {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': `<Relationships xmlns="${packages}"><Relationship Id="r" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${name}" sheetId="1" r:id="s1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}"><Relationship Id="s1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`,
  };
}

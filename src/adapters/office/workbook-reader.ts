/**
 * Reads workbooks that anybody may have made. exceljs would write every cell of a rule or a stretch out and open the whole archive before anybody has
 * looked how large it is; what is needed of a sheet is so little that it is scanned for here, within bounds.
 */
import { open } from 'node:fs/promises';
import { posix } from 'node:path';
import type { ReadSheet, ReadWorkbook, WorkbookReader } from '../../application/workbook-port.js';
import { noStyles, readStyles } from './read-styles.js';
import { readSheet, TooManyRows, type BookParts } from './read-sheet.js';
import { scanXml, xmlText } from './xml-scan.js';
import { zipParts, ZipTrouble, type ZipParts } from './zip-parts.js';

const mostBytes = 10 * 1024 * 1024;
const mostSheets = 50;

/** Old Excel files, and locked new ones, are archives of another kind. */
const compound = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const locked = Buffer.from('EncryptedPackage', 'utf16le');

const sheetType = /\/worksheet$/u;
const macros = /(?:^|\/)vbaProject\.bin$|(?:^|\/)macrosheets\//iu;

export const workbookReader: WorkbookReader = {
  async read(source) {
    const found = typeof source === 'string' ? await bytesOf(source) : bounded(source);
    if (typeof found === 'string') return { ok: false, trouble: found };
    try {
      return await readBook(found);
    } catch (error) {
      if (error instanceof ZipTrouble) return { ok: false, trouble: error.trouble };
      if (error instanceof TooManyRows) return { ok: false, trouble: 'too-many-rows' };
      throw error;
    }
  },
};

type Trouble = Extract<ReadWorkbook, { ok: false }>['trouble'];

function bounded(bytes: Uint8Array): Buffer | Trouble {
  return bytes.length > mostBytes ? 'too-big' : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Looks before it reads: opening a pipe would wait for ever. */
async function bytesOf(path: string): Promise<Buffer | Trouble> {
  let file;
  try {
    file = await open(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'missing';
    return 'not-a-file';
  }
  try {
    const found = await file.stat();
    if (!found.isFile()) return 'not-a-file';
    if (found.size > mostBytes) return 'too-big';
    return await file.readFile();
  } catch {
    return 'not-a-file';
  } finally {
    await file.close();
  }
}

async function readBook(bytes: Buffer): Promise<ReadWorkbook> {
  if (bytes.subarray(0, compound.length).equals(compound))
    return { ok: false, trouble: bytes.includes(locked) ? 'encrypted' : 'old-format' };
  if (bytes.length < 22 || bytes.toString('latin1', 0, 2) !== 'PK') return { ok: false, trouble: 'not-a-workbook' };
  const parts = zipParts(bytes);
  const types = await textOf(parts, '[Content_Types].xml');
  if (types === undefined) return { ok: false, trouble: 'not-a-workbook' };
  if (parts.names.some((name) => macros.test(name)) || /macroEnabled/iu.test(types)) return { ok: false, trouble: 'macros' };
  const root = [...(await relationsOf(parts, '')).values()].find(({ type }) => type.endsWith('/officeDocument'));
  const main = root?.target ?? 'xl/workbook.xml';
  const xml = await textOf(parts, main);
  if (xml === undefined) return { ok: false, trouble: 'not-a-workbook' };
  return readSheets(parts, main, xml);
}

async function readSheets(parts: ZipParts, main: string, xml: string): Promise<ReadWorkbook> {
  const relations = await relationsOf(parts, main);
  const { sheets, from1904, isWorkbook } = listed(xml);
  if (!isWorkbook) return { ok: false, trouble: 'not-a-workbook' };
  if (sheets.length > mostSheets) return { ok: false, trouble: 'too-many-sheets' };
  const partOf = (type: string): string | undefined => [...relations.values()].find((one) => one.type.endsWith(type))?.target;
  const styles = await textOf(parts, partOf('/styles'));
  const shared: BookParts = {
    strings: stringsIn((await textOf(parts, partOf('/sharedStrings'))) ?? ''),
    styles: styles === undefined ? noStyles : readStyles(styles),
    from1904,
  };
  const read: ReadSheet[] = [];
  for (const { name, relation } of sheets) {
    const found = relations.get(relation);
    const sheet = found !== undefined && sheetType.test(found.type) ? await textOf(parts, found.target) : undefined;
    if (sheet !== undefined) read.push(readSheet(name, sheet, shared));
  }
  return { ok: true, sheets: read };
}

function listed(xml: string): { sheets: { name: string; relation: string }[]; from1904: boolean; isWorkbook: boolean } {
  const found = { sheets: [] as { name: string; relation: string }[], from1904: false, isWorkbook: false };
  scanXml(xml, {
    tag(tag) {
      if (tag.kind === 'close') return;
      if (tag.name === 'workbook') found.isWorkbook = true;
      if (tag.name === 'workbookPr') found.from1904 = ['1', 'true'].includes(tag.attributes().get('date1904') ?? '');
      if (tag.name !== 'sheet') return;
      const attributes = tag.attributes();
      const relation = [...attributes].find(([key]) => key === 'id' || key.endsWith(':id'))?.[1] ?? '';
      found.sheets.push({ name: attributes.get('name') ?? '', relation });
    },
  });
  return found;
}

interface Relation {
  type: string;
  target: string;
}

/** By id; what lies outside the file is left out. */
async function relationsOf(parts: ZipParts, part: string): Promise<Map<string, Relation>> {
  const folder = posix.dirname(part);
  const xml = await textOf(parts, posix.join(folder, '_rels', `${posix.basename(part)}.rels`));
  const relations = new Map<string, Relation>();
  if (xml === undefined) return relations;
  scanXml(xml, {
    tag(tag) {
      if (tag.name !== 'Relationship' || tag.kind === 'close') return;
      const attributes = tag.attributes();
      if (attributes.get('TargetMode') === 'External') return;
      const target = attributes.get('Target') ?? '';
      const resolved = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
      relations.set(attributes.get('Id') ?? '', { type: attributes.get('Type') ?? '', target: resolved });
    },
  });
  return relations;
}

/** The texts that cells refer to, without how they are pronounced. */
function stringsIn(xml: string): string[] {
  const strings: string[] = [];
  let text = '';
  let hears = false;
  let isReading = false;
  scanXml(xml, {
    tag({ name, kind }) {
      if (name === 'si' && kind !== 'open') strings.push(kind === 'empty' ? '' : text);
      if (name === 'si') text = '';
      if (name === 'rPh') isReading = kind === 'open';
      if (name === 't') hears = kind === 'open' && !isReading;
    },
    text(heard) {
      if (hears) text += heard;
    },
  });
  return strings;
}

async function textOf(parts: ZipParts, name: string | undefined): Promise<string | undefined> {
  const bytes = name === undefined ? undefined : await parts.open(name);
  return bytes && xmlText(bytes);
}

/** What stands in one sheet of a workbook: values as they were stored. */
import type { ReadRow, ReadSheet, ReadValue } from '../../application/workbook-port.js';
import { dayOfNumber } from './cell-form.js';
import { numberAsShown, type BookStyles } from './read-styles.js';
import { scanXml, type XmlTag } from './xml-scan.js';

/** In which something stands; no township has so many people. */
export const mostRows = 20_000;
const mostColumns = 100;
const mostMerged = 50;

export interface BookParts {
  strings: readonly string[];
  styles: BookStyles;
  from1904: boolean;
}

interface OpenCell {
  column: number;
  type: string;
  style: number;
  isFormula: boolean;
  value: string;
}

export class TooManyRows extends Error {}

/** Throws a ZipTrouble, and TooManyRows. */
export function readSheet(name: string, xml: string, parts: BookParts): ReadSheet {
  const rows: ReadRow[] = [];
  const merged: string[] = [];
  let row = { no: 0, cells: new Map<number, ReadValue>() };
  let cell: OpenCell | undefined;
  let hears = false;
  let empty: { last: XmlTag; count: number } | undefined;
  const before = (): number => (empty && numberIn(empty.last, 'r')) ?? row.no + (empty?.count ?? 0);
  const endRow = (): void => {
    if (row.cells.size > 0) rows.push(row);
    if (rows.length > mostRows) throw new TooManyRows();
  };
  const endCell = (): void => {
    const value = cell && valueOf(cell, parts);
    if (cell && value && cell.column <= mostColumns) row.cells.set(cell.column, value);
    cell = undefined;
  };
  const onTag = (tag: XmlTag): void => {
    const isOpening = tag.kind !== 'close';
    switch (tag.name) {
      case 'row':
        if (tag.kind === 'open') row = { no: numberIn(tag, 'r') ?? before() + 1, cells: new Map() };
        // Of a million empty rows not even the numbers are looked at.
        empty = tag.kind === 'empty' ? { last: tag, count: (empty?.count ?? 0) + 1 } : undefined;
        if (tag.kind === 'close') endRow();
        break;
      case 'c':
        if (isOpening) cell = openCell(tag, row.cells);
        if (tag.kind !== 'open') endCell();
        break;
      case 'f':
        if (cell && isOpening) cell.isFormula = true;
        break;
      case 'v':
      case 't':
        hears = tag.kind === 'open';
        break;
      case 'mergeCell':
        if (isOpening && merged.length < mostMerged) merged.push(tag.attributes().get('ref') ?? '');
        break;
      default:
    }
  };
  const text = (heard: string): void => {
    if (hears && cell) cell.value += heard;
  };
  scanXml(xml, { tag: onTag, text });
  return { name, rows, merged };
}

function openCell(tag: XmlTag, cells: ReadonlyMap<number, ReadValue>): OpenCell {
  const attributes = tag.attributes();
  const place = attributes.get('r');
  return {
    column: place === undefined ? Math.max(0, ...cells.keys()) + 1 : columnOf(place),
    type: attributes.get('t') ?? 'n',
    style: Number(attributes.get('s') ?? 0),
    isFormula: false,
    value: '',
  };
}

/** `AB12` → 28. */
export function columnOf(place: string): number {
  const [letters = ''] = /^\$?[A-Za-z]{1,3}/u.exec(place) ?? [];
  return [...letters.replace('$', '').toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function numberIn(tag: XmlTag, key: string): number | undefined {
  const number = Number(tag.attributes().get(key));
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

function valueOf({ type, style, isFormula, value }: OpenCell, { strings, styles, from1904 }: BookParts): ReadValue | undefined {
  if (isFormula) return { kind: 'formula' };
  switch (type) {
    case 's':
      return textValue(strings[Number(value)] ?? '');
    case 'b':
      return { kind: 'boolean' };
    case 'e':
      return { kind: 'wrong' };
    case 'd':
      return /^\d{4}-\d{2}-\d{2}/u.test(value) ? { kind: 'date', date: value.slice(0, 10) } : textValue(value);
    case 'n':
      return numberValue(value, style, styles, from1904);
    default:
      return textValue(value);
  }
}

function numberValue(value: string, style: number, styles: BookStyles, from1904: boolean): ReadValue | undefined {
  if (value.trim() === '') return undefined;
  const number = Number(value);
  if (!Number.isFinite(number)) return { kind: 'wrong' };
  const date = styles.isDate(style) ? dayOfNumber(number, from1904) : undefined;
  if (date !== undefined) return { kind: 'date', date };
  return { kind: 'number', number, shown: numberAsShown(number, styles.zeros(style)) };
}

/** The format writes characters that XML cannot hold as `_x000D_`. */
function textValue(text: string): ReadValue | undefined {
  const plain = text.replace(/_x([0-9A-Fa-f]{4})_/gu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return plain.trim() === '' ? undefined : { kind: 'text', text: plain };
}

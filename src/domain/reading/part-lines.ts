/** Finds the lines of a report that begin with the number of a part, and tells them from the lists that prose holds. */
import { findMarkers, type Marker } from './marker.js';
import type { Typed } from './plain.js';

export interface PartText {
  number: number;
  value: Typed;
}

export interface PartTexts {
  /** Rising by number; a part without words is left out. Empty: the text does not begin with a part. */
  parts: PartText[];
  /** A number that stands twice in the same form: which of them is meant nobody can tell. */
  repeated?: number;
}

/** So much of a line is looked at for its number. */
const headLength = 16;
const longestTitle = 40;
/** Behind a bare digit these make it a measure, a date or a word (1季度, 2.5万, 3至5户, 5保户), not a number of a part. */
const measured = /^\s?(?:[.:/%~-]?\d|%|[至到~]\d|[季级保类线把所处期批套座条班组队村镇日月年号届成倍折])/;
/** Behind a digit and a blank only a date is one. */
const dated = /^\s(?:月|日|号|年)/;

interface Head {
  marker: Marker;
  /** How the number is written: parts are numbered in one way, and a list inside a part in another. */
  form: string;
}

function headOf(line: string, parts: number): Head | undefined {
  const head = line.slice(0, headLength);
  const marker = findMarkers(head, parts).find(({ at, glued }) => at === 0 && !glued);
  if (marker === undefined || (!marker.strong && !/^\d/.test(head))) return undefined;
  if (!marker.strong) {
    const behind = head.replace(/^\d+/, '');
    if (/^\s/.test(behind) ? dated.test(behind) : marker.counting || measured.test(behind)) return undefined;
  }
  return { marker, form: formOf(head.slice(0, marker.end)) };
}

function formOf(written: string): string {
  return written
    .replace(/\d+/, 'N')
    .replace(/[一二三四五六七八九十]+/, 'C')
    .replace(/\s+/g, ' ')
    .trim();
}

interface Line {
  at: number;
  text: string;
}

function linesOf(text: string): Line[] {
  let at = 0;
  return text.split('\n').map((line) => {
    const start = at;
    at += line.length + 1;
    return { at: start, text: line };
  });
}

/** A heading such as the report's title may stand before the first part; it belongs to no part. */
function isTitle(line: string): boolean {
  return line.length <= longestTitle && /(?:报告|汇报|述职|述责述廉|述廉|履责|履职)[^。,:;]{0,8}$/.test(line);
}

/** Cuts a text at its part numbers, which rise. A list inside a part, numbered in another form and beginning anew, stays inside it. */
export function splitParts(input: Typed, count: number): PartTexts {
  const lines = linesOf(input.text);
  const [title] = lines;
  const titled = lines.length > 1 && title !== undefined && headOf(title.text, count) === undefined && isTitle(title.text);
  const found: { number: number; from: number; at: number }[] = [];
  const inner = new Set<string>();
  let own: string | undefined;
  for (const line of titled ? lines.slice(1) : lines) {
    const head = headOf(line.text, count);
    if (head === undefined) {
      if (found.length === 0) return { parts: [] };
      continue;
    }
    const { marker, form } = head;
    const last = found.at(-1)?.number ?? 0;
    own ??= form;
    if (inner.has(form)) continue;
    if (form === own && found.some(({ number }) => number === marker.number)) return { parts: [], repeated: marker.number };
    if (marker.number <= last) inner.add(form);
    else if (marker.number <= count || found.length === 0) found.push({ number: marker.number, from: line.at + marker.end, at: line.at });
  }
  const parts = found.map(({ number, from }, index) => ({ number, value: input.slice(from, found[index + 1]?.at) }));
  return { parts: parts.filter(({ value }) => value.text !== '') };
}

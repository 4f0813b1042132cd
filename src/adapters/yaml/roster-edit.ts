/**
 * Writes changed lists into the text of roster.yaml entry by entry, so that every line of which nothing changes stays as it was, character by character.
 * A new entry stands behind the one that comes before it in the list. What comes of it is to be read again: there are ways to write a roster, with
 * anchors or lists in brackets, of which this makes something else.
 */
import { isMap, isNode, isScalar, isSeq, parseDocument, stringify, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import { changedFields, type PlainEntry } from '../../domain/roster-changes.js';
import { rosterSheets, type RosterSheet } from '../../domain/roster-sheet.js';

export type RosterLists = Partial<Record<RosterSheet, readonly PlainEntry[]>>;

interface Splice {
  from: number;
  to: number;
  text: string;
}

/** `before`: the lists as the text has them now. undefined: it is not written in a way that can be changed so. */
export function editRoster(text: string, before: Record<RosterSheet, readonly PlainEntry[]>, after: RosterLists): string | undefined {
  const document = parseDocument(text, { uniqueKeys: false });
  const splices: Splice[] = [];
  for (const sheet of rosterSheets) {
    const wanted = after[sheet];
    if (wanted === undefined) continue;
    const list = document.get(sheet, true);
    if (isSeq(list) && list.flow !== true && list.items.length > 0) splices.push(...spliceList(text, list, sheet, before[sheet], wanted));
    else if (wanted.length > 0 || before[sheet].length > 0) return undefined;
  }
  const sorted = splices.toSorted((one, other) => one.from - other.from || one.to - other.to);
  let at = 0;
  const parts = sorted.map((splice) => {
    const part = text.slice(at, splice.from) + splice.text;
    at = Math.max(at, splice.to);
    return part;
  });
  return parts.join('') + text.slice(at);
}

function spliceList(
  text: string,
  list: YAMLSeq,
  sheet: RosterSheet,
  before: readonly PlainEntry[],
  after: readonly PlainEntry[],
): Splice[] {
  const known = new Map(before.map((entry) => [entry.id, entry]));
  const wanted = new Map(after.map((entry) => [entry.id, entry]));
  const places = new Map(list.items.filter(isMap).map((item) => [idOf(item), placeOf(text, item)]));
  const splices: Splice[] = [];
  for (const item of list.items) {
    if (!isMap(item)) continue;
    const id = idOf(item);
    const place = places.get(id);
    const [old, now] = [known.get(id), wanted.get(id)];
    if (place === undefined || old === undefined) continue;
    if (now === undefined) splices.push({ from: place.from, to: place.to, text: '' });
    else splices.push(...spliceEntry(text, item, sheet, old, now));
  }
  const last = [...places.values()].at(-1);
  let previous: { to: number; indent: string } | undefined;
  for (const entry of after) {
    const place = places.get(entry.id) ?? previous ?? last;
    if (place === undefined) continue;
    if (!places.has(entry.id)) splices.push({ from: place.to, to: place.to, text: newLine(text, place, entry) });
    previous = place;
  }
  return splices;
}

/** From the beginning of its first line to the end of its last, what stands behind it included. */
function placeOf(text: string, item: YAMLMap): { from: number; to: number; indent: string } {
  const from = text.lastIndexOf('\n', startOf(item)) + 1;
  const end = text.indexOf('\n', endOf(item));
  const [indent = ''] = /^\s*/u.exec(text.slice(from)) ?? [];
  return { from, to: end === -1 ? text.length : end + 1, indent };
}

function newLine(text: string, { to, indent }: { to: number; indent: string }, { id, name, ...rest }: PlainEntry): string {
  const ending = text.includes('\r\n') ? '\r\n' : '\n';
  const line = `${indent}- ${flowText({ id, name, ...rest })}${ending}`;
  return text.slice(0, to).endsWith('\n') ? line : `${ending}${line}`;
}

/** An entry in braces is written anew, in the order in which it was; of another only what changes. */
function spliceEntry(text: string, item: YAMLMap, sheet: RosterSheet, before: PlainEntry, after: PlainEntry): Splice[] {
  const fields = changedFields(sheet, before, after);
  if (fields.length === 0) return [];
  if (item.flow === true) {
    const keys = item.items.map(({ key }) => (isScalar(key) ? String(key.value) : ''));
    const order = [...keys, ...Object.keys(after).filter((key) => !keys.includes(key))].filter((key) => after[key] !== undefined);
    const entry = Object.fromEntries(order.map((key) => [key, after[key]]));
    return [{ from: startOf(item), to: endOf(item), text: flowText(entry) }];
  }
  return fields.map(({ key, after: value }) => splicePart(text, item, key, value));
}

function splicePart(text: string, item: YAMLMap, key: string, value: unknown): Splice {
  const pair = item.items.find((one) => isScalar(one.key) && one.key.value === key);
  const written = `${key}: ${flowText(value)}`;
  if (pair === undefined) {
    const { to } = placeOf(text, item);
    const first = item.items[0]?.key;
    const column = isNode(first) ? startOf(first) - text.lastIndexOf('\n', startOf(first)) - 1 : 0;
    const ending = text.includes('\r\n') ? '\r\n' : '\n';
    const line = `${' '.repeat(column)}${written}${ending}`;
    return { from: to, to, text: text.slice(0, to).endsWith('\n') ? line : `${ending}${line}` };
  }
  const from = isNode(pair.key) ? startOf(pair.key) : 0;
  const to = isNode(pair.value) ? endOf(pair.value) : from;
  if (value !== undefined) return { from, to, text: written };
  const line = text.lastIndexOf('\n', from) + 1;
  const end = text.indexOf('\n', to);
  return { from: line, to: end === -1 ? text.length : end + 1, text: '' };
}

function startOf({ range }: Node): number {
  return range?.[0] ?? 0;
}

/** Where what is written ends: of a list or map without brackets, its last part's. */
function endOf(node: Node): number {
  if (isMap(node) && node.flow !== true) {
    const last = node.items.at(-1);
    const end = last?.value ?? last?.key;
    return isNode(end) ? endOf(end) : startOf(node);
  }
  if (isSeq(node) && node.flow !== true) {
    const last = node.items.at(-1);
    return isNode(last) ? endOf(last) : startOf(node);
  }
  return node.range?.[1] ?? 0;
}

/** As the shipped rosters are written: `{ id: li, roles: [clerk] }`. */
function flowText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    return `{ ${fields.map(([key, field]) => `${key}: ${flowText(field)}`).join(', ')} }`;
  }
  // Within brackets more has to stand in quotes.
  return stringify([value], { lineWidth: 0, collectionStyle: 'flow', flowCollectionPadding: false }).trim().slice(1, -1);
}

function idOf(item: YAMLMap): string {
  const id = item.get('id');
  return typeof id === 'string' ? id : '';
}

/**
 * Writes changed lists into a roster.yaml however it is written: with aliases, or lists in brackets. Comments and order stay; how it was spaced does not.
 */
import { isMap, isNode, isScalar, isSeq, parseDocument, visit, type Document, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import type { RosterLists } from './roster-edit.js';
import { changedFields, type PlainEntry } from '../../domain/roster-changes.js';
import { rosterSheets, type RosterSheet } from '../../domain/roster-sheet.js';

/** `before`: the lists as the text has them now. */
export function rewriteRoster(text: string, before: Record<RosterSheet, readonly PlainEntry[]>, after: RosterLists): string {
  const document = parseDocument(text, { uniqueKeys: false });
  writeOut(document);
  for (const sheet of rosterSheets) {
    const wanted = after[sheet];
    if (wanted !== undefined) editList(document, sheet, before[sheet], wanted);
  }
  const edited = document.toString({ lineWidth: 0 });
  return text.includes('\r\n') ? edited.replaceAll('\n', '\r\n') : edited;
}

/** What stands in one place and counts in several is written in each of them: one of them may change. */
function writeOut(document: Document.Parsed): void {
  visit(document, { Alias: (_, alias) => alias.resolve(document)?.clone() as Node | undefined });
  visit(document, {
    Node: (_, node) => {
      if ('anchor' in node) delete node.anchor;
    },
  });
}

function editList(document: Document.Parsed, sheet: RosterSheet, before: readonly PlainEntry[], after: readonly PlainEntry[]): void {
  const known = new Map(before.map((entry) => [entry.id, entry]));
  const wanted = new Map(after.map((entry) => [entry.id, entry]));
  const list = listOf(document, sheet);
  if (list === undefined) {
    if (after.length > 0) document.set(sheet, newList(document, after));
    return;
  }
  const isFlow = list.items.every((item) => isMap(item) && item.flow === true);
  removeEntries(list, wanted);
  for (const item of list.items) {
    const id = idOf(item);
    const [old, now] = [known.get(id), wanted.get(id)];
    if (isMap(item) && old !== undefined && now !== undefined) editEntry(document, sheet, item, old, now);
  }
  let previous = -1;
  for (const entry of after) {
    const at = list.items.findIndex((item) => idOf(item) === entry.id);
    if (at === -1) {
      previous = previous === -1 ? list.items.length : previous + 1;
      list.items.splice(previous, 0, newEntry(document, entry, isFlow));
    } else previous = at;
  }
}

function listOf(document: Document.Parsed, sheet: RosterSheet): YAMLSeq | undefined {
  const list = document.get(sheet, true);
  return isSeq(list) && list.items.length > 0 ? list : undefined;
}

/** A comment above what goes belongs to what follows as well: it heads them. */
function removeEntries(list: YAMLSeq, wanted: ReadonlyMap<string, PlainEntry>): void {
  list.items = list.items.filter((item, index, items) => {
    if (wanted.has(idOf(item))) return true;
    const next = items[index + 1];
    if (isNode(item) && isNode(next)) {
      const comments = [item.commentBefore, next.commentBefore].filter((comment) => typeof comment === 'string');
      if (comments.length > 0) next.commentBefore = comments.join('\n');
      if (item.spaceBefore === true) next.spaceBefore = true;
    }
    return false;
  });
}

function editEntry(document: Document.Parsed, sheet: RosterSheet, entry: YAMLMap, before: PlainEntry, after: PlainEntry): void {
  for (const { key, after: value } of changedFields(sheet, before, after)) {
    if (value === undefined) entry.delete(key);
    else setValue(document, entry, key, value);
  }
}

/** A comment behind the value stays. */
function setValue(document: Document.Parsed, entry: YAMLMap, key: string, value: unknown): void {
  const old = entry.get(key, true);
  const node = document.createNode(value, { flow: true });
  if (isScalar(old) && isScalar(node) && typeof old.comment === 'string') node.comment = old.comment;
  entry.set(key, node);
}

function newList(document: Document.Parsed, entries: readonly PlainEntry[]): YAMLSeq {
  const list = document.createNode([]) as YAMLSeq;
  list.items = entries.map((entry) => newEntry(document, entry, true));
  list.flow = false;
  return list;
}

/** The id and the name come first, as everywhere. */
function newEntry(document: Document.Parsed, { id, name, ...rest }: PlainEntry, isFlow: boolean): Node {
  return document.createNode({ id, name, ...rest }, { flow: isFlow });
}

function idOf(item: unknown): string {
  const id = isMap(item) ? item.get('id') : undefined;
  return typeof id === 'string' ? id : '';
}

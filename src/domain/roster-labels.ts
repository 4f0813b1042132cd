/**
 * How people, units and kinds stand in a sheet: by name where it is theirs alone, else by id; so that whoever reads the sheet sees names, and what is
 * read from it is what was meant.
 */
import { readList, writeList, type ListItem } from './list-cell.js';
import type { Supervision } from './roster.js';

/** Names by id; a name that several have, or that somebody has for an id, is no label. */
export interface Labels {
  of(id: string): string;
  /** What was typed, as an id. What is neither a name nor an id stays as it is, for the check that follows to tell. */
  idOf(typed: string): string;
  /** Whose name it is, when no id is meant; more than one: it tells nobody apart. */
  sharing(typed: string): string[];
}

/** `before`: names that are found as well when nobody is called so now. */
export function labelsOf(named: Iterable<{ id: string; name: string }>, before: Iterable<{ id: string; name: string }> = []): Labels {
  const now = register(named);
  // Whoever is gone is not meant any more.
  const old = register([...before].filter(({ id }) => now.names.has(id)));
  const find = (typed: string): string | undefined => {
    if (now.names.has(typed)) return typed;
    const found = now.ids.get(typed) ?? old.ids.get(typed) ?? [];
    return found.length === 1 ? found[0] : undefined;
  };
  return {
    of(id) {
      const name = now.names.get(id);
      return name !== undefined && now.ids.get(name)?.length === 1 && !now.names.has(name) && !isOdd(name) ? name : id;
    },
    // Or typed in full width.
    idOf: (typed) => find(typed) ?? find(typed.normalize('NFKC').trim()) ?? typed,
    sharing: (typed) => (now.names.has(typed) ? [] : (now.ids.get(typed) ?? old.ids.get(typed) ?? [])),
  };
}

function register(named: Iterable<{ id: string; name: string }>): { names: Map<string, string>; ids: Map<string, string[]> } {
  const names = new Map<string, string>();
  const ids = new Map<string, string[]>();
  for (const { id, name } of named) {
    if (names.has(id)) continue;
    names.set(id, name);
    ids.set(name, [...(ids.get(name) ?? []), id]);
  }
  return { names, ids };
}

/** It would have to stand in quotes. */
function isOdd(name: string): boolean {
  return writeList([{ text: name }]) !== name;
}

export function listCell(ids: readonly string[], labels: Labels): string {
  return writeList(ids.map((id) => ({ text: labels.of(id) })));
}

export function idsIn(cell: string, labels: Labels): string[] {
  return readList(cell).map((item) => labels.idOf(wholeText(item)));
}

export function supervisionCell(supervisions: readonly Supervision[], labels: Labels): string {
  return writeList(supervisions.map(({ person, as }) => ({ text: labels.of(person), ...(as === undefined ? {} : { note: as }) })));
}

export function supervisionsIn(cell: string, labels: Labels): Supervision[] {
  return readList(cell).map(({ text, note }) => ({
    person: labels.idOf(text),
    ...(note === undefined || note === '' ? {} : { as: note }),
  }));
}

/** Where no note is expected, brackets are part of the name. */
function wholeText({ text, note }: ListItem): string {
  return note === undefined ? text : `${text}（${note}）`;
}

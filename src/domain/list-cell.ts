/** Several things in one cell: `王志强、陈守田（包村领导）`. What could be read in two ways stands in quotes, so that a list always reads as it was written. */

export interface ListItem {
  text: string;
  /** What stands in brackets behind it. */
  note?: string;
}

const special = /[、，,;；（）()"“”\\\n]|^\s|\s$|^$/u;
const token = /"((?:[^"\\]|\\.)*)"|“((?:[^”\\]|\\.)*)”|[、，,;；\n]|[（(]|[）)]|[^、，,;；（）()"“\n]+|[“"]/gu;

export function writeList(items: readonly ListItem[]): string {
  return items.map(({ text, note }) => (note === undefined ? quoted(text) : `${quoted(text)}（${quoted(note)}）`)).join('、');
}

/** Empty parts are passed over: nobody means anything by two commas. */
export function readList(cell: string): ListItem[] {
  const items: ListItem[] = [];
  let now: { text: string; note: string | undefined; inNote: boolean; isQuoted: boolean } = fresh();
  const end = (): void => {
    const text = now.isQuoted ? now.text : now.text.trim();
    if (text !== '' || now.note !== undefined) items.push({ text, ...(now.note === undefined ? {} : { note: now.note.trim() }) });
    now = fresh();
  };
  for (const [whole, plain, curly] of cell.matchAll(token)) {
    const inner = plain ?? curly;
    if (inner !== undefined) now = put(now, inner.replace(/\\(.)/gsu, '$1'), true);
    else if (now.inNote && /^[）)]$/u.test(whole)) now = { ...now, inNote: false };
    else if (!now.inNote && now.note === undefined && /^[（(]$/u.test(whole)) now = { ...now, inNote: true, note: '' };
    else if (!now.inNote && /^[、，,;；\n]$/u.test(whole)) end();
    else now = put(now, whole, false);
  }
  end();
  return items;
}

function fresh(): { text: string; note: string | undefined; inNote: boolean; isQuoted: boolean } {
  return { text: '', note: undefined, inNote: false, isQuoted: false };
}

function put(now: ReturnType<typeof fresh>, more: string, isQuoted: boolean): ReturnType<typeof fresh> {
  if (now.inNote) return { ...now, note: `${now.note ?? ''}${more}` };
  // Spaces around what stands in quotes mean nothing.
  if (now.isQuoted || isQuoted)
    return { ...now, text: `${now.isQuoted ? now.text : now.text.trim()}${isQuoted ? more : more.trim()}`, isQuoted: true };
  return { ...now, text: `${now.text}${more}` };
}

function quoted(text: string): string {
  return special.test(text) ? `"${text.replace(/["\\]/gu, '\\$&')}"` : text;
}

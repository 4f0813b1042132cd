/**
 * Text in a cell of a spreadsheet that could be taken for a formula, there or when it is saved as CSV and opened again: it is marked with an
 * apostrophe in front, as one types it oneself. The mark can always be taken off again.
 */

/** What a formula begins with, in any width, behind whatever a program may strip; and the mark itself, so that it is told from what was written. */
const risky = /^[\s\p{Cf}\u00a0]*['＇=＝+＋\-－﹣−@＠|｜%％]|^[\t\r\n]/u;

const mark = "'";

export function quotedCell(text: string): string {
  return risky.test(text) ? `${mark}${text}` : text;
}

/** Undoes quotedCell; text that anybody typed with an apostrophe of their own is left as it is. */
export function unquotedCell(text: string): string {
  const rest = text.slice(mark.length);
  return text.startsWith(mark) && risky.test(rest) ? rest : text;
}

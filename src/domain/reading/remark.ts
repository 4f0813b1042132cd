/** What stands behind an answer: nothing, a remark, or words that belong to the answer and change it. */
import { isThanks } from './idle.js';
import type { Typed } from './plain.js';
import { isEmpty } from './wording.js';

export type Tail = { kind: 'none' } | { kind: 'remark'; text: string; words: string } | { kind: 'glued' };

const separators = ' \n,;。、()!.:~';

/** Splits off what follows an answer that ends at `end`. Without a separator it is glued, and the answer is in doubt. */
export function tailOf(input: Typed, end: number): Tail {
  const { text } = input;
  if (end >= text.length) return { kind: 'none' };
  if (!separators.includes(text.charAt(end))) return { kind: 'glued' };
  let from = end;
  while (from < text.length && separators.includes(text.charAt(from))) from += 1;
  const closed = text.slice(end, from).includes('(') && text.endsWith(')');
  const rest = input.slice(from, closed ? text.length - 1 : text.length);
  if (isEmpty(rest.text) || isThanks(rest.text)) return { kind: 'none' };
  return { kind: 'remark', text: rest.text, words: rest.words };
}

/** The place of the first separator, or the end. */
export function headEnd(text: string): number {
  const at = text.search(/[\s,;。、()!.:~]/);
  return at < 0 ? text.length : at;
}

/** A remark that takes the answer before it back, or asks whether it counts. */
export function takesBack(remark: string): boolean {
  if (/(?:\?|吗|么|吧)$/.test(remark.slice(-3))) return true;
  return /^(?:不对|不是|错了|还是|或|应该|好像|可能|要不|也许|大概|但|不过|可是|其实|算不算|是不是)/.test(remark);
}

/** Finds the name that was probably meant. */
import { closest, distance } from 'fastest-levenshtein';
import type { Hint } from './fault.js';

const longest = 60;

/** A hint at the nearest known name; undefined when none is near: more than a third of it, and more than two letters, would have to change. */
export function didYouMean(written: string, known: Iterable<string>): Hint | undefined {
  const candidates = [...known].filter((name) => name !== written);
  if (candidates.length === 0 || written.length > longest) return undefined;
  const lower = written.toLowerCase();
  const suggestion = closest(lower, candidates);
  const allowed = Math.max(2, Math.floor(suggestion.length / 3));
  const isNear = distance(lower, suggestion.toLowerCase()) <= Math.min(allowed, Math.max(1, suggestion.length - 1));
  return isNear ? { code: 'did-you-mean', values: { suggestion } } : undefined;
}

/** Words of a roster's sheets that stand for what the file writes: roles of the committee, and the kinds of units that every township has. */
import { committeeRoles } from '../domain/roster.js';
import type { SheetWords } from './sheet-words.js';

/** Kinds that have a word of their own; any other is written as it is. */
export const knownKinds = ['committee', 'village', 'station', 'department'] as const;

/** `kinds`: those that the roster has. A township that calls a kind by that very word keeps its own. */
export function kindLabel(kinds: ReadonlySet<string>, words: SheetWords, kind: string): string {
  const known = knownKinds.find((one) => one === kind);
  const word = known === undefined ? kind : words.word(`kind-${known}`);
  return word !== kind && kinds.has(word) ? kind : word;
}

export function kindOf(kinds: ReadonlySet<string>, words: SheetWords, typed: string): string {
  if (kinds.has(typed)) return typed;
  return knownKinds.find((kind) => words.word(`kind-${kind}`) === typed.normalize('NFKC')) ?? typed;
}

/** What is no word of a role stays as it is. */
export function roleOf(words: SheetWords, typed: string): string {
  return committeeRoles.find((role) => words.word(`role-${role}`) === typed.normalize('NFKC').trim()) ?? typed;
}

/** The fenced blocks of a document, in their order. */
import { readFileSync } from 'node:fs';

export interface Block {
  language: string;
  text: string;
  /** The line of the document it begins on, for finding it. */
  line: number;
}

export function blocksOf(path: string): Block[] {
  const whole = readFileSync(path, 'utf8');
  return [...whole.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gmu)].map(({ 1: language = '', 2: text = '', index }) => ({
    language,
    text,
    line: whole.slice(0, index).split('\n').length,
  }));
}

/**
 * What an example shows and an answer lacks or has otherwise, by path; empty: the answer is of the example's shape. Values may differ, an answer may have more fields,
 * and null in the example stands for anything.
 */
export function differences(example: unknown, answer: unknown, path = '$'): string[] {
  if (example === null) return answer === undefined ? [`${path} is missing`] : [];
  if (kindOf(example) !== kindOf(answer)) return [`${path} is ${kindOf(answer)}, not ${kindOf(example)}`];
  if (Array.isArray(example)) return example.length === 0 ? [] : differences(example[0], (answer as unknown[])[0], `${path}[0]`);
  if (typeof example !== 'object') return [];
  const answered = answer as Record<string, unknown>;
  return Object.entries(example).flatMap(([key, value]) => differences(value, answered[key], `${path}.${key}`));
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value;
}

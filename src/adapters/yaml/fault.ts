/** What is wrong in the files people write, and where. */
import type { FaultCode, HintCode } from './fault-codes.js';
import type { FaultTexts, Values } from './fault-texts.js';

export interface Position {
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units, as editors count. */
  column: number;
}

export interface Fault extends Position {
  /** Relative to the home folder, or the whole path of a shipped file. */
  file: string;
  /** For programs. */
  code: FaultCode;
  /** For people, in their language. */
  what: string;
  /** What may have been meant, with its brackets. */
  hint?: string;
}

export interface Hint {
  code: HintCode;
  values?: Values;
}

/** One line for a terminal: `file:line:column  what  (hint)`. */
export function formatFault(fault: Fault): string {
  const place = `${fault.file}:${fault.line}:${fault.column}`;
  return [place, fault.what, fault.hint].filter((part) => part !== undefined).join('  ');
}

/** Collects faults in any order; tells each once. */
export class FaultList {
  readonly #texts: FaultTexts;
  readonly #faults = new Map<string, Fault>();

  constructor(texts: FaultTexts) {
    this.#texts = texts;
  }

  add(file: string, at: Position, code: FaultCode, values: Values = {}, hint?: Hint): void {
    const { line, column } = at;
    const told = hint && { hint: this.#texts.hint(hint.code, hint.values ?? {}) };
    this.#keep({ file, line, column, code, what: this.#texts.fault(code, values), ...told });
  }

  isEmpty(): boolean {
    return this.#faults.size === 0;
  }

  /** By file in the order in which files first failed, then by place. */
  sorted(): Fault[] {
    const faults = [...this.#faults.values()];
    const files = [...new Set(faults.map(({ file }) => file))];
    return faults.toSorted((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column);
  }

  #keep(fault: Fault): void {
    const key = `${fault.file}:${fault.line}:${fault.column} ${fault.what}`;
    if (!this.#faults.has(key)) this.#faults.set(key, fault);
  }
}

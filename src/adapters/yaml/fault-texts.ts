/** The words of faults and warnings, from the shipped templates/faults.yaml: no sentence for people lives in the code. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { PermanentError } from '../../domain/errors.js';
import type { FaultCode, HintCode, WarningCode } from './fault-codes.js';

export type Values = Readonly<Record<string, string | number>>;

const texts = z.record(z.string(), z.string());
const fileSchema = z.strictObject({ faults: texts, hints: texts, warnings: texts, words: texts });

const shownLimit = 60;
/** Of what the format knows, not of what somebody wrote. */
const listLimit = 240;
const lists = new Set(['allowed', 'options', 'order']);

export class FaultTexts {
  readonly #file: z.infer<typeof fileSchema>;

  constructor(file: z.infer<typeof fileSchema>) {
    this.#file = file;
  }

  fault(code: FaultCode, values: Values): string {
    return fill(this.#file.faults[code] ?? code, values);
  }

  hint(code: HintCode, values: Values): string {
    return fill(this.#file.hints[code] ?? code, values);
  }

  warning(code: WarningCode, values: Values): string {
    return fill(this.#file.warnings[code] ?? code, values);
  }

  /** The word for a role, a post or a type; what has none is shown as it is written in files. */
  word(name: string): string {
    return this.#file.words[name] ?? name;
  }

  /** The codes that have words, by section; for checking that none is missing. */
  codes(): { faults: string[]; hints: string[]; warnings: string[] } {
    const { faults, hints, warnings } = this.#file;
    return { faults: Object.keys(faults), hints: Object.keys(hints), warnings: Object.keys(warnings) };
  }
}

/** Reads them. Throws PermanentError `bad-installation` when the shipped file is missing or spoiled. */
export async function loadFaultTexts(shipped: string): Promise<FaultTexts> {
  const file = join(shipped, 'templates', 'faults.yaml');
  try {
    return new FaultTexts(fileSchema.parse(parse(await readFile(file, 'utf8'))));
  } catch (error) {
    throw new PermanentError('bad-installation', `cannot read ${file}: the installation is incomplete`, error);
  }
}

/** Long values are cut and control characters dropped, so that a hostile file cannot paint the terminal. */
function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : shown(String(value), lists.has(name) ? listLimit : shownLimit);
  });
}

function shown(value: string, limit: number): string {
  const clean = value.replace(/[\p{Cc}\p{Cf}]+/gu, ' ');
  return clean.length > limit ? `${clean.slice(0, limit)}…` : clean;
}

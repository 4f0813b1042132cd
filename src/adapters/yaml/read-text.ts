/** Reads one text file that people wrote, and tells in their words why it cannot be read. */
import { readFile, stat } from 'node:fs/promises';
import type { FaultList, Position } from './fault.js';

/** No file of these is anywhere near it; what is above is a mistake or an attack. */
export const maxBytes = 1024 * 1024;

export const start: Position = { line: 1, column: 1 };

const replacement = '\uFFFD';

export interface TextFile {
  /** The name shown to people. */
  name: string;
  text: string;
}

/** The file's text without its byte order mark; undefined: a fault was added, or the file is missing and may be. */
export async function readText(
  path: string,
  name: string,
  faults: FaultList,
  { mayBeMissing = false }: { mayBeMissing?: boolean } = {},
): Promise<TextFile | undefined> {
  const bytes = await readBytes(path, name, faults, mayBeMissing);
  if (!bytes) return undefined;
  try {
    return { name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    // Decoding says nothing of the place; what cannot be read is replaced by a character that marks it.
    faults.add(name, positionIn(new TextDecoder('utf-8').decode(bytes), replacement), 'not-utf8');
    return undefined;
  }
}

/** Looks before it opens: opening a pipe would wait for ever. */
async function readBytes(path: string, name: string, faults: FaultList, mayBeMissing: boolean): Promise<Uint8Array | undefined> {
  try {
    const found = await stat(path);
    if (!found.isFile()) faults.add(name, start, 'not-a-file');
    else if (found.size > maxBytes) faults.add(name, start, 'file-too-big', { kilobytes: maxBytes / 1024 });
    else return await readFile(path);
  } catch (error) {
    const reason = codeOf(error);
    if (reason !== 'ENOENT') faults.add(name, start, 'cannot-read', { reason });
    else if (!mayBeMissing) faults.add(name, start, 'missing-file', { path });
  }
  return undefined;
}

function positionIn(text: string, mark: string): Position {
  const before = text.slice(0, Math.max(0, text.indexOf(mark)));
  const lines = before.split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

/** The system's code of a failed file operation, as in ENOENT. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

/** The templates of documents: the committee's own from templates/office, else the shipped ones. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { documentTemplates, placeholders, type DocumentTemplate } from '../../application/document-port.js';
import { PermanentError } from '../../domain/errors.js';
import { zipParts, ZipTrouble } from './zip-parts.js';

const mostBytes = 10 * 1024 * 1024;

export interface DocumentTemplates {
  /** Throws a PermanentError `office-template` when it cannot be read. */
  open(name: DocumentTemplate): Promise<Uint8Array>;
}

/** What is wrong with one of the committee's own templates: it cannot be read, or leaves something to be filled in that nothing fills in. */
export type TemplateTrouble = { file: string } & ({ what: 'unreadable' } | { what: 'placeholder'; name: string });

export function openDocumentTemplates({ home, shipped }: { home: string; shipped: string }): DocumentTemplates {
  return {
    async open(name) {
      const own = await bytesOf(join(home, fileOf(name)));
      const bytes = own ?? (await bytesOf(join(shipped, fileOf(name))));
      if (bytes === undefined || !(await isSound(bytes)))
        throw new PermanentError('office-template', `${fileOf(name)} cannot be read; open it in Word and save it again as .docx.`);
      return bytes;
    },
  };
}

/** Looks at the committee's own. */
export async function checkDocumentTemplates(home: string): Promise<TemplateTrouble[]> {
  const troubles: TemplateTrouble[] = [];
  for (const name of documentTemplates) {
    const file = fileOf(name);
    const bytes = await bytesOf(join(home, file)).catch(() => Buffer.alloc(0));
    if (bytes === undefined) continue;
    const found = (await isSound(bytes)) ? await placeholdersIn(bytes) : undefined;
    if (found === undefined) troubles.push({ file, what: 'unreadable' });
    const known: readonly string[] = placeholders;
    for (const one of found ?? []) if (!known.includes(one)) troubles.push({ file, what: 'placeholder', name: one });
  }
  return troubles;
}

async function placeholdersIn(bytes: Uint8Array): Promise<string[] | undefined> {
  const { patchDetector } = await import('docx');
  return patchDetector({ data: bytes }).then(
    (found) => [...new Set(found)],
    () => undefined,
  );
}

function fileOf(name: DocumentTemplate): string {
  return `templates/office/${name}.docx`;
}

async function bytesOf(path: string): Promise<Buffer | undefined> {
  const found = await stat(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR'].includes(String(error.code))) return undefined;
    throw new PermanentError('office-template', `${path} cannot be read.`, error);
  });
  if (found === undefined) return undefined;
  if (!found.isFile() || found.size > mostBytes) throw new PermanentError('office-template', `${path} is no document that can be read.`);
  return readFile(path);
}

/** A document of Word in which nothing is larger than it may be. */
async function isSound(bytes: Buffer): Promise<boolean> {
  try {
    const parts = zipParts(bytes);
    for (const name of parts.names) await parts.open(name);
    return parts.names.includes('word/document.xml');
  } catch (error) {
    if (error instanceof ZipTrouble) return false;
    throw error;
  }
}

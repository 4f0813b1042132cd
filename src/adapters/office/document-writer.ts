/** Writes documents by filling in a template made in Word. */
import { open } from 'node:fs/promises';
import type { FileChild, ParagraphChild } from 'docx';
import { placeholders, type DocumentWriter, type OfficeDocument, type Placeholder } from '../../application/document-port.js';
import { PermanentError } from '../../domain/errors.js';
import type { DocumentTemplates } from './document-templates.js';

/** The styles of the shipped templates, which the office may change; a template without one has the paragraph in its usual style. */
const styles: Record<'body' | 'first' | 'second', string> = { body: 'GbBody', first: 'GbHeading1', second: 'GbHeading2' };

export function documentWriter(templates: DocumentTemplates): DocumentWriter {
  const bytesOf = async (document: OfficeDocument): Promise<Uint8Array> => filledIn(await templates.open(document.template), document);
  return {
    bytes: bytesOf,
    async write(path, document) {
      const bytes = await bytesOf(document);
      try {
        const file = await open(path, 'w');
        try {
          await file.writeFile(bytes);
        } finally {
          await file.close();
        }
      } catch (cause) {
        throw new PermanentError('out-unwritable', `The file ${path} cannot be written.`, cause);
      }
    },
  };
}

async function filledIn(template: Uint8Array, { template: name, values }: OfficeDocument): Promise<Uint8Array> {
  const { patchDocument, PatchType, Paragraph, TextRun } = await import('docx');
  const paragraphs = (text: string): FileChild[] =>
    linesOf(text).map((line) => new Paragraph({ style: styleOf(line), children: [new TextRun(line)] }));
  const runs = (text: string): ParagraphChild[] =>
    linesOf(text).map((line, index) => new TextRun({ text: line, break: index === 0 ? 0 : 1 }));
  const patchOf = (key: Placeholder): Parameters<typeof patchDocument>[0]['patches'][string] =>
    key === 'body' || values[key] === ''
      ? { type: PatchType.DOCUMENT, children: paragraphs(values[key]) }
      : { type: PatchType.PARAGRAPH, children: runs(values[key]) };
  // What people wrote comes last, when nothing is looked for any more: braces in it are theirs.
  const order = placeholders.toSorted((one, other) => Number(one === 'body') - Number(other === 'body'));
  const patches = Object.fromEntries(order.map((key) => [key, patchOf(key)]));
  try {
    return await patchDocument({ outputType: 'nodebuffer', data: template, patches, keepOriginalStyles: true, recursive: false });
  } catch (cause) {
    throw new PermanentError('office-template', `The template ${name}.docx cannot be filled in; open it in Word and save it again.`, cause);
  }
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.split('\n');
}

/** By how official documents number their parts. */
function styleOf(line: string): string {
  if (/^[一二三四五六七八九十]{1,3}、/u.test(line)) return styles.first;
  return /^（[一二三四五六七八九十]{1,3}）/u.test(line) ? styles.second : styles.body;
}

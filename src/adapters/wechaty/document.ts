/** Fetches a document and tells by its content what it is. Nothing is ever unpacked or run. */
import type { FileBoxInterface } from 'file-box';
import type { Attachment } from '../../application/chat-port.js';
import { PermanentError } from '../../domain/errors.js';
import { fetchBytes } from './fetch-bytes.js';
import { listArchive } from './archive.js';

/**
 * Rejects as {@link fetchBytes} does, with a PermanentError `empty-file` when there is nothing in it, and `not-a-document` when it is none of
 * those accepted.
 */
export async function loadDocument(fetch: () => Promise<FileBoxInterface>, maxBytes: number, boundMs: number): Promise<Attachment> {
  const { bytes, name } = await fetchBytes(fetch, maxBytes, boundMs);
  if (bytes.length === 0) throw new PermanentError('empty-file', 'The file is empty.');
  const extension = documentKind(bytes, name);
  if (extension === undefined) throw new PermanentError('not-a-document', 'The content is neither Word, WPS, PDF, Excel nor plain text.');
  return { bytes, extension };
}

/** The kind of document; undefined when it is none of those accepted. */
export function documentKind(bytes: Uint8Array, name: string): Attachment['extension'] | undefined {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (content.subarray(0, 1024).includes('%PDF-')) return 'pdf';
  if (content.subarray(0, 4).equals(zipHead)) return officeKind(content);
  if (content.subarray(0, 8).equals(compoundHead)) return oldKind(content, name);
  return isPlainText(content) ? 'txt' : undefined;
}

const zipHead = Buffer.from('PK\x03\x04', 'latin1');
const compoundHead = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
/** The name of the stream every Word and WPS text has. */
const wordStream = Buffer.from('WordDocument', 'utf16le');
const macroStream = Buffer.from('_VBA_PROJECT', 'utf16le');

/** No office document is larger unpacked, nor packed so tightly. */
const mostUnpacked = 300 * 1024 * 1024;

function officeKind(content: Buffer): 'docx' | 'xlsx' | undefined {
  const archive = listArchive(content);
  if (archive === undefined || archive.unpackedBytes > mostUnpacked) return undefined;
  const { names } = archive;
  if (!names.has('[Content_Types].xml') || [...names].some((name) => name.endsWith('vbaProject.bin'))) return undefined;
  if (names.has('word/document.xml')) return 'docx';
  return names.has('xl/workbook.xml') ? 'xlsx' : undefined;
}

function oldKind(content: Buffer, name: string): 'doc' | 'wps' | undefined {
  if (!content.includes(wordStream) || content.includes(macroStream)) return undefined;
  return /\.wps$/i.test(name) ? 'wps' : 'doc';
}

/** Text in UTF-8, in UTF-16 with its mark, or as older Chinese Windows writes it; with no other control characters than those of lines. */
function isPlainText(content: Buffer): boolean {
  const encodings = content.length > 1 && (content.readUInt16BE(0) === 0xfffe || content.readUInt16BE(0) === 0xfeff);
  for (const encoding of encodings ? [content[0] === 0xff ? 'utf-16le' : 'utf-16be'] : ['utf-8', 'gb18030']) {
    const text = decoded(content, encoding);
    if (text !== undefined) return !/[\u0000-\u0008\u000e-\u001f\u007f]/u.test(text);
  }
  return false;
}

function decoded(content: Buffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

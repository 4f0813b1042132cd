/** Fetches a photo and tells by its content what it is. */
import type { FileBoxInterface } from 'file-box';
import type { Photo } from '../../application/chat-port.js';
import { PermanentError } from '../../domain/errors.js';
import { fetchBytes } from './fetch-bytes.js';

/** Rejects as {@link fetchBytes} does, and with a PermanentError `not-a-photo` when the content is none. */
export async function loadPhoto(fetch: () => Promise<FileBoxInterface>, maxBytes: number, boundMs: number): Promise<Photo> {
  const { bytes } = await fetchBytes(fetch, maxBytes, boundMs);
  const extension = sniff(bytes);
  if (extension === undefined) throw new PermanentError('not-a-photo', 'The content is neither jpg, png, gif nor webp.');
  return { bytes, extension };
}

/** The kind of picture by its first bytes; undefined when it is none of those accepted. */
export function sniff(bytes: Uint8Array): Photo['extension'] | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 12)).toString('latin1');
  if (head.startsWith('\xff\xd8\xff')) return 'jpg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'gif';
  return head.startsWith('RIFF') && head.slice(8) === 'WEBP' ? 'webp' : undefined;
}

/** Fetches a photo, no further than allowed, and tells by its content what it is. */
import type { FileBoxInterface } from 'file-box';
import type { Readable } from 'node:stream';
import type { Photo } from '../../application/chat-port.js';
import { PermanentError, TemporaryError } from '../../domain/errors.js';
import { within } from './bounded.js';

/**
 * Reads a photo of at most `maxBytes` within `boundMs`. Rejects with a PermanentError `too-large` as soon as one byte more arrives (or the
 * platform says so beforehand), `not-a-photo` when the content is none, and a TemporaryError `photo-unavailable` when it cannot be fetched.
 * In each case the stream is closed and read no further.
 */
export async function loadPhoto(fetch: () => Promise<FileBoxInterface>, maxBytes: number, boundMs: number): Promise<Photo> {
  let stream: Readable | undefined;
  let givenUp = false;
  const reading = async (): Promise<Uint8Array> => {
    const file = await fetch();
    if (file.size > maxBytes) throw tooLarge(maxBytes);
    stream = await file.toStream();
    if (givenUp) stream.destroy();
    const bytes = await readCapped(stream, maxBytes);
    if (bytes.length < file.size) throw new TemporaryError('photo-unavailable', 'The photo arrived only in part.');
    return bytes;
  };
  const bytes = await within(reading().catch(asUnavailable), boundMs, () => {
    givenUp = true;
    stream?.destroy();
    throw new TemporaryError('photo-unavailable', `The photo did not arrive within ${boundMs} ms.`);
  });
  const extension = sniff(bytes);
  if (extension === undefined) throw new PermanentError('not-a-photo', 'The content is neither jpg, png, gif nor webp.');
  return { bytes, extension };
}

async function readCapped(stream: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

/** The kind of picture by its first bytes; undefined when it is none of those accepted. */
export function sniff(bytes: Uint8Array): Photo['extension'] | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 12)).toString('latin1');
  if (head.startsWith('\xff\xd8\xff')) return 'jpg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'gif';
  return head.startsWith('RIFF') && head.slice(8) === 'WEBP' ? 'webp' : undefined;
}

function tooLarge(maxBytes: number): PermanentError {
  return new PermanentError('too-large', `The photo is larger than ${maxBytes} bytes.`);
}

function asUnavailable(error: unknown): never {
  if (error instanceof PermanentError || error instanceof TemporaryError) throw error;
  throw new TemporaryError('photo-unavailable', 'The photo could not be fetched.', error);
}

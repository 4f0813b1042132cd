/** Fetches what is attached to a message, no further than allowed. */
import type { FileBoxInterface } from 'file-box';
import type { Readable } from 'node:stream';
import { PermanentError, TemporaryError } from '../../domain/errors.js';
import { within } from './bounded.js';

/**
 * Reads at most `maxBytes` within `boundMs`. Rejects with a PermanentError `too-large` as soon as one byte more arrives (or the platform says
 * so beforehand), and with a TemporaryError `attachment-unavailable` when it cannot be fetched whole. In each case the stream is closed and
 * read no further.
 */
export async function fetchBytes(fetch: () => Promise<FileBoxInterface>, maxBytes: number, boundMs: number): Promise<Fetched> {
  let stream: Readable | undefined;
  let givenUp = false;
  const reading = async (): Promise<Fetched> => {
    const file = await fetch();
    if (file.size > maxBytes) throw tooLarge(maxBytes);
    stream = await file.toStream();
    if (givenUp) stream.destroy();
    const bytes = await readCapped(stream, maxBytes);
    if (bytes.length < file.size) throw new TemporaryError(unavailable, 'The attachment arrived only in part.');
    return { bytes, name: file.name };
  };
  return within(reading().catch(asUnavailable), boundMs, () => {
    givenUp = true;
    stream?.destroy();
    throw new TemporaryError(unavailable, `The attachment did not arrive within ${boundMs} ms.`);
  });
}

export interface Fetched {
  bytes: Uint8Array;
  /** The sender's word. */
  name: string;
}

const unavailable = 'attachment-unavailable';

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

function tooLarge(maxBytes: number): PermanentError {
  return new PermanentError('too-large', `The attachment is larger than ${maxBytes} bytes.`);
}

function asUnavailable(error: unknown): never {
  if (error instanceof PermanentError || error instanceof TemporaryError) throw error;
  throw new TemporaryError(unavailable, 'The attachment could not be fetched.', error);
}

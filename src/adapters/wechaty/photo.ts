/** Fetches a photo and tells by its content what it is. */
import type { FileBoxInterface } from 'file-box';
import type { Photo } from '../../application/chat-port.js';
import { PermanentError } from '../../domain/errors.js';
import { pictureKind } from '../../domain/picture-kind.js';
import { fetchBytes } from './fetch-bytes.js';

/** Rejects as {@link fetchBytes} does, and with a PermanentError `not-a-photo` when the content is none. */
export async function loadPhoto(fetch: () => Promise<FileBoxInterface>, maxBytes: number, boundMs: number): Promise<Photo> {
  const { bytes } = await fetchBytes(fetch, maxBytes, boundMs);
  const extension = pictureKind(bytes);
  if (extension === undefined) throw new PermanentError('not-a-photo', 'The content is neither jpg, png, gif nor webp.');
  return { bytes, extension };
}

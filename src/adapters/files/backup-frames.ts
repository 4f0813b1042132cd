/**
 * The form of a backup file: a line that says what it is, the length and the text of its header, and frames, each a byte that says whether it is
 * the last one, its length, and items sealed with the backup's own data key (AES-256-GCM).
 *
 * Each frame is bound to the header, to its place and to being the last: what was changed, left out, moved, cut off or added does not open.
 */
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { BackupHeader, BackupItem } from '../../application/backup-port.js';
import type { Vault } from '../../application/vault-port.js';

const firstLine = Buffer.from('zerentian backup\n');
const lengthBytes = 4;
const longestHeader = 10_000;
/** No attachment, and no page of a key, is nearly as long. */
const longestFrame = 512 * 1024 * 1024;

export function headOf(header: BackupHeader): Buffer {
  const text = Buffer.from(JSON.stringify(header));
  return Buffer.concat([firstLine, lengthOf(text), text]);
}

/** What a frame is bound to. */
function contextOf(header: BackupHeader, no: number, last: boolean): string {
  const digest = createHash('sha256').update(JSON.stringify(header)).digest('base64url');
  return `backup\0${digest}\0${no}\0${last ? 'last' : 'more'}`;
}

/** `lines`: items as JSON. */
export function frameOf(vault: Vault, header: BackupHeader, lines: readonly string[], { no, last }: { no: number; last: boolean }): Buffer {
  const sealed = vault.sealBytes(header.key, Buffer.from(`[${lines.join(',')}]`), contextOf(header, no, last));
  return Buffer.concat([Buffer.of(last ? 1 : 0), lengthOf(sealed), sealed]);
}

/** `end`: where the first frame begins. undefined: it is no header. Nothing of it is proven before a frame has opened. */
export async function readHeader(file: FileHandle): Promise<{ header: BackupHeader; end: number } | undefined> {
  const start = await bytesAt(file, 0, firstLine.length + lengthBytes);
  const length = start?.readUInt32BE(firstLine.length) ?? 0;
  if (start === undefined || !start.subarray(0, firstLine.length).equals(firstLine) || length > longestHeader) return undefined;
  const text = await bytesAt(file, start.length, length);
  const header = text === undefined ? undefined : headerIn(text.toString('utf8'));
  return header === undefined ? undefined : { header, end: start.length + length };
}

function headerIn(text: string): BackupHeader | undefined {
  try {
    const read = JSON.parse(text) as Partial<BackupHeader> | null;
    return typeof read?.version === 'number' && typeof read.key === 'string' ? (read as BackupHeader) : undefined;
  } catch {
    return undefined;
  }
}

/** The items of each frame from a byte on. Stops with `false` at the first that is not as it was written, or when anything follows the last. */
export async function* framesOf(
  file: FileHandle,
  vault: Vault,
  { header, from }: { header: BackupHeader; from: number },
): AsyncIterable<BackupItem[] | false> {
  let at = from;
  for (let no = 0, last = false; !last; no += 1) {
    const head = await bytesAt(file, at, 1 + lengthBytes);
    const length = head?.readUInt32BE(1) ?? 0;
    const sealed = head === undefined || length > longestFrame ? undefined : await bytesAt(file, at + head.length, length);
    last = head?.[0] === 1;
    const items = sealed === undefined ? undefined : opened(vault, header, sealed, { no, last });
    if (head === undefined || items === undefined) {
      yield false;
      return;
    }
    yield items;
    at += head.length + length;
  }
  if ((await bytesAt(file, at, 1)) !== undefined) yield false;
}

function opened(
  vault: Vault,
  header: BackupHeader,
  sealed: Uint8Array,
  { no, last }: { no: number; last: boolean },
): BackupItem[] | undefined {
  let plain: Uint8Array;
  try {
    plain = vault.openBytes(header.key, sealed, contextOf(header, no, last));
  } catch {
    return undefined;
  }
  return JSON.parse(Buffer.from(plain).toString('utf8')) as BackupItem[];
}

function lengthOf(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt32BE(bytes.length);
  return length;
}

/** undefined: there are not so many. */
async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer | undefined> {
  const { size } = await file.stat();
  if (at + length > size) return undefined;
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, at);
  return bytesRead === length ? bytes : undefined;
}

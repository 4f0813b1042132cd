/** Lists what a zip archive says of itself, without unpacking anything. */

export interface ArchiveList {
  names: ReadonlySet<string>;
  /** As the archive declares it. */
  unpackedBytes: number;
}

const endMark = 0x06054b50;
const endLength = 22;
const longestComment = 0xffff;
const entryMark = 0x02014b50;
const entryLength = 46;
/** No office document has more; keeps a hostile archive cheap. */
const mostEntries = 5_000;

/** undefined: the archive has no directory, or one that does not hold together. One with 64-bit sizes counts as that. */
export function listArchive(content: Buffer): ArchiveList | undefined {
  const end = findEnd(content);
  if (end === undefined) return undefined;
  const count = content.readUInt16LE(end + 10);
  let at = content.readUInt32LE(end + 16);
  if (count > mostEntries) return undefined;
  const names = new Set<string>();
  let unpackedBytes = 0;
  for (let entry = 0; entry < count; entry += 1) {
    if (at + entryLength > end || content.readUInt32LE(at) !== entryMark) return undefined;
    unpackedBytes += content.readUInt32LE(at + 24);
    const nameLength = content.readUInt16LE(at + 28);
    names.add(content.toString('utf8', at + entryLength, at + entryLength + nameLength));
    at += entryLength + nameLength + content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32);
  }
  return { names, unpackedBytes };
}

/** The directory's end stands at the end of the file, before a comment of bounded length. */
function findEnd(content: Buffer): number | undefined {
  const last = content.length - endLength;
  for (let at = last; at >= Math.max(0, last - longestComment); at -= 1) {
    if (content.readUInt32LE(at) === endMark) return at;
  }
  return undefined;
}

/** What kind of picture bytes are, by how they begin: nobody's file name or word counts. */

export type PictureKind = 'jpg' | 'png' | 'gif' | 'webp';

/** undefined: none of those that are taken. */
export function pictureKind(bytes: Uint8Array): PictureKind | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 12));
  if (head.startsWith('\xff\xd8\xff')) return 'jpg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'gif';
  return head.startsWith('RIFF') && head.slice(8) === 'WEBP' ? 'webp' : undefined;
}

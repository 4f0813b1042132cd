/** What a file is called when somebody keeps it: words as they are, without what no disk takes. */

const longest = 80;

/** Never empty, on one line, without characters that mean something to a file system or a header. */
export function fileTitle(words: string, extension: string): string {
  const plain = words
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}\\/:*?"<>|]+/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replaceAll(/^[.\s]+|[.\s]+$/gu, '');
  return `${[...plain].slice(0, longest).join('').trim() || 'export'}.${extension}`;
}

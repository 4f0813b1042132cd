/** Brings a rendered message into the shape in which it goes out. */

/** Controls but the line break, and marks that would turn the direction of the text around a name. */
const unwanted = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/gu;

/** What has to be replaced or dropped stands in few texts. */
const anyOdd = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069]/u;
const blankEnd = /[ \u3000](?:\n|$)/u;

/** Line breaks as `\n`, tabs as spaces, no control characters, no spaces at line ends, no blank lines. */
export function tidyText(text: string): string {
  const clean = anyOdd.test(text)
    ? text
        .replace(/\r\n?|[\u2028\u2029]/g, '\n')
        .replaceAll('\t', ' ')
        .replace(unwanted, '')
    : text;
  const trimmed = blankEnd.test(clean) ? clean.replace(/[ \u3000]+$/gm, '') : clean;
  const joined = trimmed.includes('\n\n') ? trimmed.replace(/\n{2,}/g, '\n') : trimmed;
  return joined.startsWith('\n') || joined.endsWith('\n') ? joined.replace(/^\n+|\n+$/g, '') : joined;
}

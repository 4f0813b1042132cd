/** Brings a rendered message into the shape in which it goes out. */

/** Controls but the line break, and marks that would turn the direction of the text around a name. */
const unwanted = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/gu;

/** Line breaks as `\n`, tabs as spaces, no control characters, no spaces at line ends, no blank lines. */
export function tidyText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(unwanted, '')
    .replace(/[ \u3000]+$/gm, '')
    .replace(/\n{2,}/g, '\n')
    .replace(/^\n+|\n+$/g, '');
}

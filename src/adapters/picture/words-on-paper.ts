/** Makes words fit for a picture: what nobody could read is left out, what the font lacks is shown as lacking, what is too long is cut. */

/** More of a name is never shown, however it is laid out. */
const longest = 200;
/** Stands for a character that the font has not: the printers' mark for a missing type. */
export const missingType = '〓';

const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu;
const joined = /^[\p{M}\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}]$/u;

export interface Legible {
  text: string;
  /** Something in it is not in the font. */
  lacks: boolean;
}

/** One line. Control and direction characters become a space; marks that are put on others are left out unless the font has them. */
export function legibleLine(given: string, covers: (codePoint: number) => boolean): Legible {
  const line = given
    .slice(0, 2 * longest)
    .replaceAll(invisible, ' ')
    .trim()
    .normalize('NFC');
  let lacks = false;
  const shown = [...line].slice(0, longest).map((character) => {
    if (covers(character.codePointAt(0) ?? 0)) return character;
    if (joined.test(character)) return '';
    lacks = true;
    return missingType;
  });
  return { text: shown.join(''), lacks };
}

/** Cut to a width with an ellipsis; `widthOf` grows with the text. */
export function cutTo(text: string, most: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= most) return text;
  const characters = [...text];
  let [fits, tooMany] = [0, characters.length];
  while (fits + 1 < tooMany) {
    const middle = (fits + tooMany) >> 1;
    if (widthOf(`${characters.slice(0, middle).join('')}…`) <= most) fits = middle;
    else tooMany = middle;
  }
  return `${characters.slice(0, fits).join('')}…`;
}

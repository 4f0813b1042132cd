/** Words about official documents: how their titles and numbers are written. */

const titleEnding = /(?:办法|制度|规定|细则|规则|规程|规范|章程|条例|准则)(?:[（(][^（()）]{1,12}[）)])?$/u;
/** What is to be done with a document is not its title. */
const doing = /^(?:修订|修改|制定|完善|建立|出台|印发|清理|落实|执行|学习|梳理|报|交|起草|废止)/u;
const longestTitle = 40;

/** Whether a text is nothing but the title of a document, with its title marks or without. */
export function isTitle(text: string): boolean {
  if (/^《[^《》]+》$/u.test(text)) return true;
  return text.length <= longestTitle && !/[《》，。；：、\s]/u.test(text) && titleEnding.test(text) && !doing.test(text);
}

/** A title in its marks; any other text as it is. */
export function titled(text: string): string {
  return isTitle(text) && !text.startsWith('《') ? `《${text}》` : text;
}

/** The issuer's word, perhaps a year in any brackets, a number: what a message begins with. */
const number =
  /^(?!\p{Script=Han}{0,8}[已印经了我你他们])(\p{Script=Han}{1,7}[发办函字文通令规告])\s*(?:[〔[【(（]\s*(\d{4})\s*[〕\]】)）]|(20\d\d)\s*年?(?=\s?\d))?\s*第?\s*(\d{1,4})\s*号(?=$|[\s,，。;；、)）])/u;

/**
 * A document's number as it is printed, with the year it is lacking: the year it was typed in. Other words are left as they are.
 */
export function withDocumentYear(words: string, year: number): string {
  const narrow = words.replace(/[０-９]/gu, (digit) => digit.normalize('NFKC'));
  const found = number.exec(narrow);
  if (found === null) return words;
  const [whole, issuer = '', bracketed, plain, no = ''] = found;
  return `${issuer}〔${bracketed ?? plain ?? year}〕${Number(no)}号${narrow.slice(whole.length)}`;
}

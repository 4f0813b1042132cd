/** Words a plan in the words of the question that asked for it. */

const whichDay = /哪一?天|什么时候|几时|何时|几号/u;

/** 打算哪天开？ and a day make 打算9月2日开. undefined: no part of the question asks for a day. */
export function planWords(question: string, day: string): string | undefined {
  const clause = question.split(/[，,。；;？?！!\n]/u).find((part) => whichDay.test(part));
  return clause?.trim().replace(whichDay, () => day);
}

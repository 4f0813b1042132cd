/**
 * Decides whether a word is likely to be another one mistyped. Most people type by sound, so in a word of two characters only a character that
 * sounds the same may stand for another: otherwise every short word would be near to some command.
 */

/** Characters that one types for another, by sound; only those of command words. */
const soundAlike = (
  '帮邦绑 助住注祝 功工公 菜采 单丹 我窝握 的得地 状壮撞 态太泰 情请清青 况矿框 进近尽禁 度渡杜肚 展站占 查茶察 看刊 催崔摧 办半板 ' +
  '逾预于余愈 过国果 超抄 期其起 题提体替 目木幕 逐主竹诸 跳挑条 说硕 明名命 答搭达 放方防访 行形型刑 不布步部 发法 再在载 已以己 到道倒 起启气'
)
  .split(' ')
  .map((group) => new Set(group));

/** One character off: another one, one too many, one missing, or two neighbours swapped. The same word is not mistyped. */
export function isMistyped(typed: string, word: string): boolean {
  const [left, right] = difference([...typed], [...word]);
  if (left.length === 2 && right.length === 2) return left[0] === right[1] && left[1] === right[0];
  if (left.length + right.length === 0 || left.length > 1 || right.length > 1) return false;
  if ([...word].length > 2) return true;
  const [one, other] = [left[0], right[0]];
  if (other === undefined) return true;
  return one !== undefined && soundAlike.some((group) => group.has(one) && group.has(other));
}

/** What remains of each when their common beginning and end are taken away. */
function difference(typed: string[], word: string[]): [string[], string[]] {
  const shorter = Math.min(typed.length, word.length);
  let start = 0;
  while (start < shorter && typed[start] === word[start]) start += 1;
  let end = 0;
  while (end < shorter - start && typed.at(-1 - end) === word.at(-1 - end)) end += 1;
  return [typed.slice(start, typed.length - end), word.slice(start, word.length - end)];
}

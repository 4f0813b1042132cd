/** Answers to the five questions of the monthly self-check as liaisons type them: not one like the other, all understood at once. */

const yes = ['是', '有', '研究过', '是的'];
const times = ['次', '回', '', ' 次'];
const words = ['无', '没有', '公开栏漏雨，在修', '低保户的材料还没补齐', '会计刚交接，账还在理'];

/** What the liaison of that number types in that round. */
export function typedBy(no: number, round: number): string {
  const turn = no * 7 + round;
  const day = `8.${1 + (turn % 24)}`;
  const separator = turn % 3 === 0 ? '，' : turn % 3 === 1 ? ' ' : '\n';
  return [
    `1${pick(yes, turn)}`,
    `2 ${turn % 40}${pick(times, turn >> 1)}`,
    `3${pick(['A', 'B'], turn)}`,
    `4 ${day}`,
    `5${pick(words, turn >> 2)}`,
  ].join(separator);
}

function pick(list: readonly string[], turn: number): string {
  return list[turn % list.length] ?? '';
}

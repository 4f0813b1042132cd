/** What the peers have in common: people who talk to them, and what a message of theirs takes of this process' time. */

const people = 400;
const roundMessages = 2_000;
/** With the first, which warms up and does not count. */
const rounds = 6;
const widths = [1, 20];

/**
 * Lets people talk in turns, one at a time and 20 at once; no two talks of one person overlap. Resolves with the median of the rounds for
 * each width, { 1, 20 }: µs of processor time a message, garbage collection and compilation included.
 */
export async function usedUs(messagesOfTalk, talk) {
  const figures = new Map(widths.map((width) => [width, []]));
  let no = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const width of widths) {
      const end = no + roundMessages / messagesOfTalk;
      const before = process.cpuUsage();
      const lane = async () => {
        while (no < end) {
          const turn = no;
          no += 1;
          await talk(`p${turn % people}`, turn);
        }
      };
      await Promise.all(Array.from({ length: width }, lane));
      const { user, system } = process.cpuUsage(before);
      if (round > 0) figures.get(width).push((user + system) / roundMessages);
    }
  }
  return Object.fromEntries(widths.map((width) => [width, median(figures.get(width))]));
}

function median(figures) {
  return figures.toSorted((one, other) => one - other)[figures.length >> 1];
}

/** An interview: what is asked, word for word. */
export const questions = ['今年专题研究过党风廉政吗？', '谈了几次？', '主要问题？'];

/** What a person says in an interview. */
export function saidInTurn(no) {
  return ['逐题', no % 2 === 0 ? '是' : '有', `${no % 40}次`, no % 3 === 0 ? '无' : '会计刚交接'];
}

/** What a person answers in one message. */
export function saidAtOnce(no) {
  return `1是 2 ${no % 40}次 3A 4 8.${1 + (no % 24)} 5${no % 3 === 0 ? '无' : '会计刚交接，账还在理'}`;
}

export const receiptOf = (no) => `已记录。\n回执 ${no}`;

export function expectReceipt(text) {
  if (!text?.includes('回执')) throw new Error(`not a receipt: ${text}`);
}

/** What the parent reads. */
export function print(figures) {
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  process.exit();
}

/** A yes or a no to what the bot has just proposed. */
import { plain } from './plain.js';
import { bare } from './wording.js';

const yes = new Set(
  '是 是的 是滴 对 对的 对对 对头 好 好的 好吧 嗯 嗯嗯 恩 确认 确定 可以 行 没错 正确 就这样 就是 ok okay y yes √ ✓ ✔ ✅ 👌 👍 [ok] [强]'.split(
    ' ',
  ),
);
const no = new Set('否 不 不是 不是的 不对 不用 不用了 不要 不改 不改了 不行 不确认 算了 别 别改 取消 错 错了 n no × ✗ ✘ ❌'.split(' '));

function word(text: string): string {
  return bare(plain(text)).toLowerCase();
}

/** A bare yes. A yes with anything behind it is none. */
export function isYes(text: string): boolean {
  return yes.has(word(text));
}

/** A bare no. */
export function isNo(text: string): boolean {
  return no.has(word(text));
}

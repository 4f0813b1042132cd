/**
 * What can be answered to a message of the bot, read off its own lines. Words that want something put in their place (a reason, a number) are
 * offered without it, to be completed.
 */
export interface Offer {
  words: string;
  /** Sent as it is; else something is to be added. */
  whole: boolean;
}

const most = 8;
const longest = 24;
/** What stands for what somebody has to fill in. */
const blank =
  /^(?:原因|题号|内容|单位|姓名|名称|天数|号|文号|号码|码|理由|说明|什么困难|怎么[\p{L}]*|到哪天|延到哪天|谁来办|换谁答|您[\p{L}]*|卡在哪|要补什么|看到什么|谁代|[….]+|……)$/u;

export function offersIn(text: string): Offer[] {
  const isHelp = text.includes('常用：');
  const takesLetter = /回字母|字母就行/u.test(text);
  const found: Offer[] = [];
  let follows: 'sample' | 'list' | undefined;
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (follows === 'sample') found.push({ words: line, whole: false });
    if (follows === 'list' && /^[\p{L}]+(?: [\p{L}]+){0,2}$/u.test(line)) {
      found.push(offerOf(line, false));
      continue;
    }
    follows = line.endsWith('照这样：') ? 'sample' : /(?:回|加)一句：$/u.test(line) ? 'list' : undefined;
    if (follows !== undefined) continue;
    if (takesLetter && /^[A-H] \S/u.test(line)) found.push({ words: line.charAt(0), whole: true });
    for (const part of line.split(/[\u3000｜|]/u)) found.push(...offersInPart(part.trim(), isHelp));
  }
  const seen = new Set<string>();
  const isNew = ({ words }: Offer): boolean => words.trim() !== '' && !seen.has(words.trim()) && Boolean(seen.add(words.trim()));
  return found.filter(isNew).slice(0, most);
}

function offersInPart(part: string, isHelp: boolean): Offer[] {
  const [, quoted] = /(?<!不用)回“([^”]+)”/u.exec(part) ?? [];
  if (quoted !== undefined) return [offerOf(quoted, false)];
  const [, said] = /^或：(.+)$/u.exec(part) ?? /回：(.+)$/u.exec(part) ?? (isHelp ? /^[^：]{1,8}：(.+)$/u.exec(part) : null) ?? [];
  if (said === undefined) return [];
  const wantsMore = /加[\p{L}]*(?:一句|天数|原因)/u.test(said);
  return said
    .replace(/[，,（(。].*$/u, '')
    .split(/、| 或 /u)
    .map((words) => words.trim())
    .filter((words) => words !== '' && words.length <= longest)
    .map((words) => offerOf(words, wantsMore));
}

function offerOf(words: string, wantsMore: boolean): Offer {
  const kept: string[] = [];
  for (const word of words.split(/\s+/u)) {
    if (blank.test(word)) break;
    kept.push(word);
  }
  const isWhole = !wantsMore && kept.length === words.split(/\s+/u).length;
  return { words: isWhole ? words : `${kept.join(' ')} `, whole: isWhole };
}

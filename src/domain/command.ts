/** Reads the words in chat: which command a text is, and which it was nearly meant to be. An answer is never a command and the reverse. */

/** A command as typed. Objects are still words: who looks them up knows what exists. */
export type Command =
  | { verb: 'help' }
  | { verb: 'mine'; period?: string }
  | { verb: 'status' }
  | { verb: 'pending' }
  | { verb: 'progress'; name?: string }
  | { verb: 'look'; unit?: string; period?: string }
  | { verb: 'urge'; unit?: string }
  | { verb: 'overdue' }
  | { verb: 'questions' }
  | { verb: 'one-by-one' }
  | { verb: 'skip' }
  | { verb: 'take-over' }
  | { verb: 'explain'; text?: string }
  | { verb: 'release'; no?: number; naming: boolean }
  | { verb: 'withhold'; no?: number; reason?: string }
  | { verb: 'resend'; no?: number }
  | { verb: 'arrived'; no?: number }
  | { verb: 'start'; name?: string }
  /** Known words that this version does not carry out. */
  | { verb: 'not-yet'; word: string };

export type Verb = Command['verb'];

interface Word {
  verb: Verb;
  /** The first is the one shown. */
  words: string[];
  /** What may follow: nothing, a number first, or any words. */
  takes: 'nothing' | 'number' | 'words';
}

const vocabulary: Word[] = [
  { verb: 'help', words: ['帮助', '怎么用', '怎么弄', '使用说明', '功能', '菜单', 'help'], takes: 'nothing' },
  { verb: 'mine', words: ['我的'], takes: 'words' },
  { verb: 'status', words: ['状态', '情况', '现在什么情况', '怎么样了', '总体情况'], takes: 'nothing' },
  { verb: 'pending', words: ['谁没交', '谁还没交', '哪些没交', '哪些还没交', '哪些还没交的', '没交的', '没交名单', '未交名单', '哪家没交', '还有谁没交'], takes: 'nothing' },
  { verb: 'progress', words: ['进度', '进展'], takes: 'words' },
  { verb: 'look', words: ['查一下', '查看', '查'], takes: 'words' },
  { verb: 'urge', words: ['催办', '催一下', '催'], takes: 'words' },
  { verb: 'overdue', words: ['逾期', '过期', '超期', '谁逾期了'], takes: 'nothing' },
  { verb: 'questions', words: ['题目', '看题', '再发一遍', '题目再发一遍', '发题'], takes: 'nothing' },
  { verb: 'one-by-one', words: ['逐题', '一题一题', '一题一题来', '一题一题答', '逐题答'], takes: 'nothing' },
  { verb: 'skip', words: ['跳过', '跳过这题'], takes: 'nothing' },
  { verb: 'take-over', words: ['我来答', '我答'], takes: 'nothing' },
  { verb: 'explain', words: ['说明'], takes: 'words' },
  { verb: 'release', words: ['放行'], takes: 'number' },
  { verb: 'withhold', words: ['不发'], takes: 'number' },
  { verb: 'resend', words: ['再发'], takes: 'number' },
  { verb: 'arrived', words: ['已到'], takes: 'number' },
  { verb: 'start', words: ['发起'], takes: 'words' },
  {
    verb: 'not-yet',
    words: ['延期', '有困难', '不适用', '改派', '请假', '调离', '绑定码', '绑定', '撤销', '暂停', '台账', '断链', '不同意', '同意', '协调', '督办', '已办', '销号', '退回'],
    takes: 'words',
  },
];

const trailing = /[\s。．.！!？?~～，,、]+$/u;
const maxArgument = 2000;

/** Reads a plain text (reading/plain) as a command. undefined: it is none. */
export function readCommand(plainText: string): Command | undefined {
  const text = plainText.trim();
  const bare = text.replace(trailing, '').replace(/\s+/g, '');
  for (const entry of vocabulary) {
    for (const word of entry.words) {
      const command = bare.toLowerCase() === word ? build(entry.verb, word, '') : entry.takes === 'nothing' ? undefined : readWithArgument(entry, word, text);
      if (command !== undefined) return command;
    }
  }
  return undefined;
}

function readWithArgument(entry: Word, word: string, text: string): Command | undefined {
  if (!text.startsWith(word)) return undefined;
  const argument = text.slice(word.length).replace(/^[\s:：]+/u, '').replace(trailing, '').slice(0, maxArgument);
  if (entry.takes === 'number' && !/^[(（]?\s*\d{1,9}/.test(argument)) return undefined;
  // A sentence that merely begins with the word is no command: an object is short and is followed by nothing.
  if (entry.verb !== 'explain' && entry.takes === 'words' && !looksLikeObject(argument, entry)) return undefined;
  return build(entry.verb, word, argument);
}

function looksLikeObject(argument: string, entry: Word): boolean {
  if (entry.verb === 'not-yet') return argument.length <= 60 && !/[吗呢么?？]$/u.test(argument);
  return argument.length <= 24 && !/[，。；！？,;!?了吗呢]/u.test(argument);
}

function build(verb: Verb, word: string, argument: string): Command {
  const [, digits = '', after = ''] = /^[(（]?\s*(\d{1,9})\s*号?[)）]?\s*([\s\S]*)$/u.exec(argument) ?? [];
  const no = digits === '' ? {} : { no: Number(digits) };
  switch (verb) {
    case 'release':
      return { verb, ...no, naming: /^点名$/u.test(after) };
    case 'withhold':
      return { verb, ...no, ...given('reason', after) };
    case 'resend':
    case 'arrived':
      return { verb, ...no };
    case 'look': {
      const [unit = '', period = ''] = argument.split(/\s+/u);
      return { verb, ...given('unit', unit), ...given('period', period) };
    }
    case 'urge':
      return { verb, ...given('unit', argument) };
    case 'progress':
    case 'start':
      return { verb, ...given('name', argument) };
    case 'mine':
      return { verb, ...given('period', argument) };
    case 'explain':
      return { verb, ...given('text', argument) };
    case 'not-yet':
      return { verb, word };
    default:
      return { verb };
  }
}

function given<K extends string>(key: K, value: string): { [P in K]?: string } {
  return value === '' ? {} : ({ [key]: value } as { [P in K]?: string });
}

/**
 * The command a text was nearly meant to be, as it should have been typed: its first word is one character off a word of two characters or
 * more. undefined: nothing is near.
 */
export function nearestCommand(plainText: string, allowed: (verb: Verb) => boolean): { typed: string; command: string } | undefined {
  const [, head = '', tail = ''] = /^(\S{2,6})(?:\s+(\S[\s\S]{0,40}))?$/u.exec(plainText.trim().replace(trailing, '')) ?? [];
  if (head === '') return undefined;
  for (const { verb, words, takes } of vocabulary) {
    if (verb === 'not-yet' || !allowed(verb)) continue;
    for (const word of words) {
      if ([...word].length < 2 || !oneCharacterOff([...head], [...word])) continue;
      if (tail !== '' && takes === 'nothing') continue;
      return { typed: head, command: tail === '' ? word : `${word} ${tail}` };
    }
  }
  return undefined;
}

/** One character replaced, missing, or too many, and one at least the same; two neighbours swapped count as well. */
function oneCharacterOff(typed: string[], word: string[]): boolean {
  if (Math.abs(typed.length - word.length) > 1 || typed.join('') === word.join('')) return false;
  let start = 0;
  while (start < typed.length && start < word.length && typed[start] === word[start]) start += 1;
  let end = 0;
  while (end < typed.length - start && end < word.length - start && typed.at(-1 - end) === word.at(-1 - end)) end += 1;
  const left = typed.slice(start, typed.length - end);
  const right = word.slice(start, word.length - end);
  if (start + end === 0) return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
  return (left.length <= 1 && right.length <= 1) || (left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]);
}

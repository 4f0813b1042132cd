/** Reads the words in chat: which command a text is, and which it was nearly meant to be. An answer is never a command and the reverse. */
import { readCalendarWish } from './calendar-wish.js';
import { accepts, maxObject, numbered, type Takes } from './command-argument.js';
import { isMistyped } from './mistyping.js';
import { readForgettable } from './own-topic.js';
import { Typed } from './reading/plain.js';
import { isQuestion } from './reading/wording.js';
import { matterVerbs, type Command, type MatterCommand, type MatterVerb, type Verb } from './verb.js';
import { vocabulary } from './vocabulary.js';

export type { Command, DecisionVerb, FindingVerb, MatterCommand, MatterVerb, Verb } from './verb.js';
export { wordOf } from './vocabulary.js';

/** The longest words first: 查一下 is not 查 with an object. */
const byLength = vocabulary
  .flatMap((entry) => entry.words.map((word) => ({ ...entry, word })))
  .sort((one, other) => other.word.length - one.word.length);

/** The same by their first characters. */
const byFirst = new Map<string, typeof byLength>();
for (const entry of byLength) {
  const first = entry.word.charAt(0);
  byFirst.set(first, [...(byFirst.get(first) ?? []), entry]);
}

/** What these do cannot be taken back, or reaches others: with a question mark they are a question. */
const acts: ReadonlySet<Verb> = new Set<Verb>([
  'release',
  'withhold',
  'resend',
  'arrived',
  'urge',
  'start',
  'pause',
  'leave',
  'back',
  'transfer',
  'bind-code',
  'export',
  'draw-number',
  'phone',
  ...matterVerbs,
]);

const trailing = /[\s。．.！!？?~～，,、:：]+$/u;
const maxArgument = 2000;

/** The number first, and nothing but the word behind it: 208同意, 61号已办. An answer that follows its question's number is none of these. */
const numberFirst = /^\(?(\d{1,9})\s*号?\)?[\s,:、]*(同意|批准|不同意|不批准|已办|办好了|办完了|销号|退回|已阅|撤销)[了吧]?$/u;

/** Reads what was typed, plain or not, as a command. undefined: it is none. An explanation and a reason keep the person's own words. */
export function readCommand(text: string): Command | undefined {
  const typed = Typed.of(text.slice(0, 2 * maxArgument));
  const asks = /[?？]/u.test(trailing.exec(typed.text)?.[0] ?? '');
  const squeezed = typed.text.length <= maxObject ? typed.text.replace(trailing, '').replace(/\s+/g, '').toLowerCase() : '';
  const spoken = squeezed.replace(/[啊呀吧呢哈]$/u, '');
  for (const entry of byFirst.get(typed.text.charAt(0).toLowerCase()) ?? []) {
    const { verb, word, takes } = entry;
    if (asks && acts.has(verb) && takes !== 'words') continue;
    const isBare = squeezed === word || ((takes === 'nothing' || takes === 'view') && spoken === word);
    const command = isBare ? build(verb, Typed.of('')) : takes === 'nothing' ? undefined : readWithArgument(verb, word, takes, typed);
    if (command !== undefined) return command;
  }
  const [, digits, word] = asks ? [] : (numberFirst.exec(typed.text.trim().replace(trailing, '')) ?? []);
  return digits === undefined || word === undefined ? undefined : readCommand(`${word} ${digits}`);
}

function readWithArgument(verb: Verb, word: string, takes: Exclude<Takes, 'nothing'>, typed: Typed): Command | undefined {
  const { text } = typed;
  if (!text.startsWith(word)) return undefined;
  const [gap = ''] = /^[\s:,、。.]*/u.exec(text.slice(word.length)) ?? [];
  const written = typed.slice(word.length + gap.length, word.length + gap.length + maxArgument);
  const argument = takes === 'text' || takes === 'words' ? written : written.slice(0, written.text.replace(trailing, '').length);
  return argument.text === '' || accepts(takes, argument.text, gap !== '') ? build(verb, argument) : undefined;
}

const periodAtEnd = /^(.+?)((?:\d{1,2}|[一二三四五六七八九十]{1,2})月\S*|第?[1-4一二三四]季度?\S*|\d{4}年\S*|上个?月|本月)$/u;

function build(verb: Verb, argument: Typed): Command | undefined {
  const { text } = argument;
  switch (verb) {
    case 'release':
    case 'withhold':
    case 'resend':
    case 'arrived':
      return buildNumbered(verb, argument);
    case 'look': {
      const [first = '', ...others] = text.split(/\s+/u);
      const [, unit = first, period = others.join('')] = others.length === 0 ? (periodAtEnd.exec(first) ?? []) : [];
      return { verb, ...given('unit', unit), ...given('period', period) };
    }
    case 'inspect': {
      const [unit = '', ...others] = text.split(/\s+/u);
      return { verb, ...given('unit', unit), ...given('checklist', others.join('')) };
    }
    case 'urge':
      return { verb, ...given('unit', text) };
    case 'ledger':
    case 'overdue':
      return { verb, ...given('about', text) };
    case 'progress':
    case 'campaign':
    case 'start':
      return { verb, ...given('name', text) };
    case 'mine':
      return { verb, ...given('period', text) };
    case 'explain':
      return { verb, ...given('text', argument.words) };
    case 'forget': {
      const what = readForgettable(text);
      return { verb, ...(what === undefined ? {} : { what }) };
    }
    case 'calendar': {
      const wish = readCalendarWish(text);
      return { verb, ...(wish === undefined ? {} : { wish }) };
    }
    case 'draw-number':
    case 'phone':
      return { verb, ...given('text', argument.words) };
    case 'draw': {
      const [, digits = ''] = numbered.exec(text) ?? [];
      return digits === '' ? { verb } : { verb, no: Number(digits) };
    }
    case 'bind-code':
      return { verb, ...given('name', text) };
    case 'bind':
      return { verb, ...given('code', text) };
    case 'duties':
      return { verb, ...given('of', text) };
    case 'export':
    case 'pause':
    case 'leave':
    case 'back':
    case 'transfer':
      return { verb, ...given('text', text) };
    default:
      return isMatterVerb(verb) ? aboutMatter(verb, argument) : { verb };
  }
}

function isMatterVerb(verb: Verb): verb is MatterVerb {
  return (matterVerbs as readonly Verb[]).includes(verb);
}

/** The compiler does not spread a verb over more than 25 commands. */
function aboutMatter(verb: MatterVerb, argument: Typed): MatterCommand {
  // What is brought up has no number yet: 3号井盖丢了 is all said of what was seen.
  if (verb === 'enter') return { verb, ...given('text', argument.words) };
  return { verb, ...matterWords(argument) } as MatterCommand;
}

function matterWords(argument: Typed): { no?: number; text?: string } {
  const [whole = '', digits = '', after = ''] = numbered.exec(argument.text) ?? [];
  if (digits === '') return given('text', argument.words);
  return { no: Number(digits), ...given('text', argument.slice(whole.length - after.length).words) };
}

/** Whatever else is said beside a release makes it none: what is in doubt does not go to the group. */
function buildNumbered(verb: 'release' | 'withhold' | 'resend' | 'arrived', argument: Typed): Command | undefined {
  const [whole = '', digits = '', after = ''] = numbered.exec(argument.text) ?? [];
  const no = digits === '' ? {} : { no: Number(digits) };
  if (after !== '' && isQuestion(after)) return undefined;
  switch (verb) {
    case 'release':
      return /^(?:点名)?吧?$/u.test(after) ? { verb, ...no, naming: after.startsWith('点名') } : undefined;
    case 'withhold':
      return { verb, ...no, ...given('reason', argument.slice(whole.length - after.length).words) };
    case 'resend':
      return /[别先]|不用|算了/u.test(after) ? undefined : { verb, ...no };
    case 'arrived':
      return /[没未不别]/u.test(after) ? undefined : { verb, ...no };
    default:
      return verb satisfies never;
  }
}

function given<K extends string>(key: K, value: string): { [P in K]?: string } {
  return value === '' ? {} : ({ [key]: value } as { [P in K]?: string });
}

/**
 * The command a text was nearly meant to be, as it should have been typed: its first word is a command's, mistyped. What is suggested reads as
 * that command. undefined: nothing is near.
 */
export function nearestCommand(plainText: string, allowed: (verb: Verb) => boolean): { typed: string; command: string } | undefined {
  const [, head = '', tail = ''] = /^(\S{2,6})(?:\s+(\S[\s\S]{0,40}))?$/u.exec(plainText.trim().replace(trailing, '')) ?? [];
  if (head === '') return undefined;
  for (const { verb, words } of vocabulary) {
    if (!allowed(verb)) continue;
    for (const word of words) {
      // What one character turns into its opposite is not offered for it.
      if (word.length < 2 || !isMistyped(head, word) || word === `不${head}` || head === `不${word}`) continue;
      const command = tail === '' ? word : `${word} ${tail}`;
      if (readCommand(command)?.verb === verb) return { typed: head, command };
    }
  }
  return undefined;
}

/** Whether a group message speaks to the bot, and what it says without the mention. */

export interface MentionFacts {
  /** The bot's account. */
  self: string;
  /** What people see as the bot's name in this room: its name, and its alias there. */
  names: readonly string[];
  /** The accounts the platform says are mentioned. Empty: the platform gives no list, which no puppet tells from nobody. */
  listed: readonly string[];
}

export interface Mention {
  mentioned: boolean;
  text: string;
}

/** U+2005 is what WeChat writes behind a name that was picked from the list. */
const picked = '\u2005';

const everyone = /[@＠](?:所有人|全体成员|all\b)/i;

/**
 * Decides whether the bot is mentioned and strips the mention. The platform's list is exact and is believed, except that `@所有人` is no
 * mention of the bot. Without a list the text is read: `@` and one of the names, not inside a word as in `a@name`, and followed by the end,
 * a blank or punctuation, so that a longer name that begins alike is not taken for the bot's.
 */
export function readMention(text: string, facts: MentionFacts): Mention {
  const spans = facts.names.flatMap((name) => mentionsOf(name, text));
  if (facts.listed.length === 0) return { mentioned: spans.length > 0, text: without(text, spans) };
  if (!facts.listed.includes(facts.self)) return { mentioned: false, text };
  if (spans.length > 0) return { mentioned: true, text: without(text, spans) };
  if (everyone.test(text)) return { mentioned: false, text };
  // Listed under a name nobody told us: with one mention it can only be the first one.
  return { mentioned: true, text: facts.listed.length === 1 ? without(text, firstMention(text)) : text };
}

interface Span {
  from: number;
  to: number;
}

function mentionsOf(name: string, text: string): Span[] {
  if (name === '') return [];
  const spelled = name.trim().split(/\s+/).map(escape).join('\\s+');
  const pattern = new RegExp(`(?<![A-Za-z0-9._%+-])[@＠]${spelled}(?=$|[\\s，,。！!？?：:；;、～~…])`, 'gu');
  return [...text.matchAll(pattern)]
    .map((match) => ({ from: match.index, to: match.index + match[0].length }))
    .filter((span) => !isPartOfLongerName(text, span.to));
}

/** `@name more<U+2005>`: somebody else was picked, whose name goes on after the blank. */
function isPartOfLongerName(text: string, end: number): boolean {
  if (text[end] !== ' ') return false;
  const rest = text.slice(end).split(/[@＠\n]/, 1)[0];
  return rest !== undefined && rest.includes(picked);
}

function firstMention(text: string): Span[] {
  const match = /(?<![A-Za-z0-9._%+-])[@＠][^\s@＠]+/.exec(text);
  return match === null ? [] : [{ from: match.index, to: match.index + match[0].length }];
}

function without(text: string, spans: readonly Span[]): string {
  let rest = text;
  for (const span of spans.toSorted((a, b) => b.from - a.from)) {
    const before = rest.slice(0, span.from).replace(/[ \t\u2005\u3000]+$/, '');
    const after = rest.slice(span.to).replace(/^[\s，,：:、]+/, '');
    rest = before !== '' && after !== '' && !before.endsWith('\n') ? `${before} ${after}` : before + after;
  }
  return rest;
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

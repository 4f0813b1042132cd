/** A receipt that somebody may have seen stands for something stored: under its number, by them, and readable as it was said. */
import { boundTo } from '../../../src/domain/responsibility.js';
import { mayHaveCome, type Sent } from './chat.js';
import { canariesIn, type View } from './view.js';

export function wrongReceipts(view: View): string[] {
  return view.freshSent
    .filter(mayHaveCome)
    .flatMap((sent) => receiptsIn(sent.text).flatMap(({ no, text }) => wrongReceipt(view, { ...sent, text }, no)));
}

/** Several may be repeated in one message; each ends with its number. */
function receiptsIn(text: string): { no: number; text: string }[] {
  let from = 0;
  return [...text.matchAll(/回执 ([A-Z0-9-]+)/gu)].map(({ index, 0: end, 1: no }) => {
    const to = index + end.length;
    const one = { no: Number(no), text: text.slice(from, to) };
    from = to;
    return one;
  });
}

function wrongReceipt(view: View, { to, person, text, by }: Sent, no: number): string[] {
  const entry = view.trail[no - 1];
  if (entry === undefined) return [`receipt ${no} stands for nothing`];
  if (entry.actor !== person && !hasJustRebound(view, { to, by }, entry.actor))
    return [`receipt ${no} went to ${person ?? to}, it was ${entry.actor} who ${entry.act} ${entry.object}`];
  const number = new RegExp(`回执 ${no}(?!\\d)`, 'u');
  const before = view.sent.find((sent) => !view.freshSent.includes(sent) && mayHaveCome(sent) && sent.to === to && number.test(sent.text));
  const words = (one: string): string => one.split('\n').slice(-2).join('\n');
  if (before !== undefined && !before.text.includes(words(text)) && !text.includes(words(before.text)))
    return [`receipt ${no} was given for two things`];
  switch (entry.act) {
    case 'recorded':
    case 'corrected':
      return unreadable(view, entry.about, Number(entry.part), text);
    case 'explained':
      return [];
    default:
      return entry.object.startsWith('matter/') || entry.act.startsWith('circular-') ? [] : [`receipt ${no} was given for ${entry.act}`];
  }
}

/** What an account said is answered to that account, also when its person has bound another one while it was being answered. */
function hasJustRebound({ rosters }: View, { to, by }: Pick<Sent, 'to' | 'by'>, actor: string): boolean {
  return by === 'reply' && rosters.some((roster) => boundTo(roster, to)?.id === actor);
}

function unreadable(view: View, about: string, version: number, text: string): string[] {
  const versions = view.versions.get(about) ?? [];
  const receipted = versions.find((one) => one.version === version);
  if (receipted === undefined) return [`version ${version} of ${about} was receipted and is not there`];
  const known = JSON.stringify(versions.filter((one) => one.version <= version));
  return canariesIn(text, view).flatMap(({ words, by }) =>
    known.includes(words) ? [] : [`the receipt for version ${version} of ${about} says ${words}, said by ${by}, which is not stored`],
  );
}

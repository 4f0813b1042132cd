/** Reads a reply to a question of which day something was done. */
import type { DateQuestion } from '../question.js';
import type { DateText } from '../time.js';
import { readSpokenDate } from './date-words.js';
import type { Typed } from './plain.js';
import { type Reading, unclear, understood } from './reading.js';
import { headEnd, tailOf, takesBack } from './remark.js';
import { readVerbForm } from './verb-form.js';
import { resolvePast, weekdayOf } from './which-day.js';
import { bare, isForgotten, isNone, isNotKnown } from './wording.js';

function readNone(question: DateQuestion, input: Typed): Reading | undefined {
  const none = (text: string): boolean => isNone(text) || readVerbForm(question.text, text) === 'not-done';
  const text = bare(input.text);
  if (none(text)) return understood({ type: 'date', date: null });
  const end = headEnd(text);
  if (!none(text.slice(0, end))) return undefined;
  const tail = tailOf(input, end);
  if (tail.kind !== 'remark') return understood({ type: 'date', date: null });
  if (takesBack(tail.text)) return unclear('contradiction', { guess: { type: 'date', date: null } });
  return understood({ type: 'date', date: null, remark: tail.words });
}

/**
 * Guarantees a day of the calendar that is not after today, or null for none. The year, month or week that is not said is the latest possible;
 * where that is a stretch (28号 on the 26th) it is only proposed.
 */
export function readDate(question: DateQuestion, input: Typed, today: DateText): Reading {
  const none = readNone(question, input);
  if (none) return none;
  const { text } = input;
  if (isForgotten(text)) return unclear('forgotten');
  if (isNotKnown(text)) return unclear('not-known');
  const spoken = readSpokenDate(text);
  if (!spoken) return unclear('not-understood');
  const tail = tailOf(input, spoken.end);
  const resolved = resolvePast(spoken.words, today);
  if (tail.kind === 'glued') {
    if (/^(?:-|~|—|到|至|和|或|\/)/.test(text.slice(spoken.end))) return unclear('several');
    const named = resolved.kind === 'day' && /month|full|^day/.test(spoken.words.kind);
    return named ? unclear('unsure', { guess: { type: 'date', date: resolved.date } }) : unclear('not-understood');
  }
  if (resolved.kind === 'doubt') {
    const guess = resolved.guess === undefined ? {} : { guess: { type: 'date', date: resolved.guess } as const };
    return unclear(resolved.why, { ...guess, ...(resolved.detail ? { detail: resolved.detail } : {}) });
  }
  const answer = { type: 'date', date: resolved.date } as const;
  if (spoken.about) return unclear('about', { guess: answer });
  if (spoken.weekday !== undefined && spoken.weekday !== weekdayOf(resolved.date)) return unclear('weekday-differs', { guess: answer });
  if (tail.kind === 'none') return understood(answer);
  if (takesBack(tail.text)) return unclear('unsure', { guess: answer });
  const another = readSpokenDate(tail.text);
  if (another && another.words.kind !== 'vague' && another.words.kind !== 'offset') return unclear('several', { guess: answer });
  return understood({ ...answer, remark: tail.words });
}

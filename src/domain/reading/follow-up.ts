/** Reads the reply to the follow-up of an unfavourable answer: for which day is it planned? */
import type { DateText } from '../time.js';
import { readSpokenDate } from './date-words.js';
import { Typed } from './plain.js';
import type { ReadingContext } from './reading.js';
import { tailOf, takesBack } from './remark.js';
import { resolveAhead } from './which-day.js';
import { bare, isNone } from './wording.js';

export type FollowUpReading =
  | { kind: 'date'; date: DateText; remark?: string }
  /** 没定 and the like. */
  | { kind: 'undecided' }
  /** Anything else, in the person's words. */
  | { kind: 'text'; text: string };

const undecided =
  /^(?:还|暂时|目前|时间|日期|具体){0,4}(?:没定|未定|没有定|没确定|未确定|待定|不确定|定不了|说不准|不知道|不清楚|没想好|没安排|再说|看情况|等通知)[呢啊了]?$/;

const plan = /^(?:我们|村里|暂)?(?:打算|准备|计划|预计|定在|定于|定了|安排在|放在){0,2}[\s,:]*/;

/** Decides the planned day. Guarantees that it is not before today; a day in doubt or one that has passed stays text. */
export function readFollowUp(text: string, context: ReadingContext): FollowUpReading {
  const whole = Typed.of(text);
  const input = whole.slice(plan.exec(whole.text)?.[0].length ?? 0);
  const words = bare(input.text).slice(0, 40);
  if (undecided.test(words) || isNone(words)) return { kind: 'undecided' };
  const spoken = readSpokenDate(input.text);
  const date = spoken ? resolveAhead(spoken.words, context.today) : undefined;
  if (!spoken || date === undefined || spoken.about) return { kind: 'text', text: whole.words };
  const tail = tailOf(input, spoken.end);
  if (tail.kind === 'none') return { kind: 'date', date };
  if (tail.kind === 'glued' || takesBack(tail.text)) return { kind: 'text', text: whole.words };
  return { kind: 'date', date, remark: tail.words };
}

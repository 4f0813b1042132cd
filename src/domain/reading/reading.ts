/** What a piece of typing was found to mean: values, never errors. */
import type { Answer, Answers, QuestionId } from '../question.js';
import type { DateText } from '../time.js';

export interface ReadingContext {
  /** The committee's date of the message. */
  today: DateText;
  /** When the prompt was first sent. A copied sample is looked for from that day to `today`; absent: today's sample only. */
  askedOn?: DateText;
  /** Questions the prompt offered to carry over; they are left out of its sample line. */
  carried?: readonly QuestionId[];
  /** Questions not answered yet; replies without numbers go to these, and only these can be missing. Absent: all. */
  open?: readonly QuestionId[];
}

/** Why a reply could not be recorded. The ask-again template is chosen by it. */
export type UnclearReason =
  /** Nothing but punctuation. */
  | 'empty'
  | 'not-understood'
  /** A number where yes or no, or a date, was asked. */
  | 'bare-number'
  /** Hedged (应该有吧), or a lead that the rest takes back. `guess` is what it leans to. */
  | 'unsure'
  | 'contradiction'
  | 'partly'
  | 'double-negative'
  /** Can be taken either way (没问题, 有没有都行). */
  | 'ambiguous'
  /** Planned, not done: `guess` is no. */
  | 'planned'
  /** The person does not know (不清楚): other ways out are offered. */
  | 'not-known'
  /** Yes where a number was asked. */
  | 'how-many'
  | 'range'
  | 'vague'
  | 'rate'
  | 'bound'
  | 'not-whole'
  | 'out-of-range'
  | 'other-measure'
  /** 同上月 where each period is answered afresh. */
  | 'not-lasting'
  /** 同上月 where the last period has no answer. */
  | 'no-record'
  /** 同上: the same as which? */
  | 'same-as-what'
  /** More than one answer to one question. */
  | 'several'
  | 'no-such-option'
  | 'which-option'
  /** A date with 左右; three digits; a day of the month still to come; a weekday still to come. All have a guess. */
  | 'about'
  | 'which-date'
  | 'other-month'
  | 'other-week'
  | 'other-year'
  | 'weekday-differs'
  /** A date that has not come yet. */
  | 'not-yet'
  | 'no-such-day'
  | 'lunar'
  | 'forgotten'
  | 'attachment'
  /** Only stock phrases; `guess` holds the words, to be kept when the person says they are true. */
  | 'boilerplate'
  /** The number may belong to the words (5人参加). */
  | 'doubtful-number'
  /** The reply to this question was itself a question. */
  | 'question'
  | 'photo-wanted'
  /** 不适用 without a word why. */
  | 'reason-wanted';

/** Values for the ask-again template. */
export interface UnclearDetail {
  from?: number;
  to?: number;
  min?: number;
  max?: number;
  /** The letters that may be meant, or that exist. */
  letters?: readonly string[];
  month?: number;
  day?: number;
  date?: DateText;
}

export interface Unclear {
  kind: 'unclear';
  why: UnclearReason;
  /** What it would be recorded as if the person says yes. */
  guess?: Answer;
  detail?: UnclearDetail;
}

/** Talk beside the matter. `already-sent`: an answer is said to have been given before. Thanks deserve no reply. */
export type IdleKind = 'thanks' | 'already-sent' | 'later' | 'not-yet' | 'hello' | 'robot' | 'recall' | 'forwarded';

/** A reply to one question. */
export type Reading =
  | { kind: 'understood'; answer: Answer }
  | Unclear
  /** It asks something about the question. */
  | { kind: 'question' }
  /** It is talk (收到, 晚点). */
  | { kind: 'no-answer'; what: IdleKind }
  /** 属实: the words given before are true as they stand. */
  | { kind: 'attested' }
  /** 同上月, where the question allows it. */
  | { kind: 'carry' }
  /** 不适用: a request somebody else decides. `reason` in the person's words. */
  | { kind: 'not-applicable'; reason?: string };

/** One question of a whole reply that must be asked again. */
export interface OpenPoint {
  question: QuestionId;
  why: UnclearReason;
  guess?: Answer;
  detail?: UnclearDetail;
}

/** A reply that answers at least one question. Nothing in it is recorded twice: each question stands in one of the lists. */
export interface WholeAnswers {
  kind: 'answers';
  answers: Answers;
  unclear: OpenPoint[];
  /** Confirmed as unchanged. */
  carry: QuestionId[];
  attested: QuestionId[];
  notApplicable: { question: QuestionId; reason?: string }[];
  /** Open questions not mentioned. Optional ones may be left out and are never missing. */
  missing: QuestionId[];
  /** Read by order, without numbers: the echo matters more. */
  inOrder: boolean;
}

export interface Change {
  question: QuestionId;
  reading: Reading;
}

export type WholeUnclearReason =
  /** `number` says which. */
  | 'same-question-twice'
  | 'no-such-question'
  /** 都没有: to be asked one by one. */
  | 'all-none'
  /** The prompt's own sample came back; `answers` are recorded once the person says 属实. */
  | 'sample-copied'
  /** An answer to something, without a number. */
  | 'which-question'
  /** Works both as numbered answers and in order. */
  | 'order-or-number'
  /** A correction without its new value or number. */
  | 'change-what';

/** A message meant for the whole prompt. */
export type WholeReading =
  | WholeAnswers
  /** `strict` acts at once; free wording is confirmed first. */
  | { kind: 'change'; strict: boolean; changes: Change[] }
  | { kind: 'unclear'; why: WholeUnclearReason; number?: number; answers?: Answers; carry?: QuestionId[] }
  | { kind: 'carry-all' }
  | { kind: 'attested' }
  | { kind: 'question'; question?: QuestionId }
  | { kind: 'idle'; what: IdleKind }
  | { kind: 'nothing' };

export function understood(answer: Answer): Reading {
  return { kind: 'understood', answer };
}

export function unclear(why: UnclearReason, more: { guess?: Answer; detail?: UnclearDetail } = {}): Unclear {
  return { kind: 'unclear', why, ...more };
}

/** The questions of a self-check and the answers to them, as understood, never as typed. */
import type { DateText } from './time.js';

export type QuestionId = string;

interface QuestionBase {
  id: QuestionId;
  /** The question as asked. */
  text: string;
  /** Two to six characters that name the question in an echo; absent: the question's text is used. */
  label?: string;
  /** May be left out; an absent answer is not asked again. */
  optional: boolean;
  /** Lasting: may be confirmed as unchanged since the last period (同上月). */
  carry: boolean;
  /** Answers a question about this question, privately or in the group. */
  note?: string;
}

export interface YesNoQuestion extends QuestionBase {
  type: 'yes-no';
  /** The answer that gets one private follow-up, and the words of that follow-up. */
  followUp?: { on: 'yes' | 'no'; text?: string };
}

export interface NumberQuestion extends QuestionBase {
  type: 'number';
  min: number;
  max: number;
  /** The measure word put behind the number, e.g. the word for times. */
  measure?: string;
}

export interface ChoiceQuestion extends QuestionBase {
  type: 'choice';
  /** In order; the first is A. Two to eight. */
  options: string[];
}

export interface TextQuestion extends QuestionBase {
  type: 'text';
}

export interface DateQuestion extends QuestionBase {
  type: 'date';
}

export interface PhotoQuestion extends QuestionBase {
  type: 'photo';
  /** What the photo is for, told with the question: no photo without a stated reason. */
  reason: string;
}

export type Question = YesNoQuestion | NumberQuestion | ChoiceQuestion | TextQuestion | DateQuestion | PhotoQuestion;

/** One answer as it was understood. `remark` keeps what the person added beside it. */
export type Answer = AnswerValue & { remark?: string };

export type AnswerValue =
  | { type: 'yes-no'; yes: boolean }
  | { type: 'number'; number: number; about?: boolean }
  | { type: 'choice'; letter: string }
  /** `date: null` means: none, it did not take place. */
  | { type: 'date'; date: DateText | null }
  /** `text: ''` never occurs; the word for none is stored as typed in its shortest form (无). `attested`: the person said the words are true as they stand (属实). */
  | { type: 'text'; text: string; attested?: boolean }
  /** Generated file names under data/files, in the order received. */
  | { type: 'photo'; files: string[] }
  /** A whole document in place of words, for a part of a report. Generated file names under data/files, in the order received. */
  | { type: 'file'; files: string[] }
  /** It does not apply to the unit, in its own words; somebody above agrees or not. */
  | { type: 'not-applicable'; reason: string }
  /** Left unanswered on the person's word (跳过). */
  | { type: 'skipped' };

export type Answers = Record<QuestionId, Answer>;

/** The letter of a choice's option by its place: 0 is A. */
export function letterOf(index: number): string {
  return String.fromCharCode(65 + index);
}

/** The first answer that gets a private follow-up and has not had one. */
export function followUpOf(
  questions: readonly Question[],
  answers: Answers,
  before: Answers | undefined,
): { question: QuestionId; no: number; text: string } | undefined {
  for (const [index, question] of questions.entries()) {
    const answer = answers[question.id];
    if (question.type !== 'yes-no' || question.followUp?.text === undefined || answer?.type !== 'yes-no') continue;
    const same = before?.[question.id];
    const asked = answer.remark !== undefined || (same?.type === 'yes-no' && same.yes === answer.yes);
    if (answer.yes === (question.followUp.on === 'yes') && !asked)
      return { question: question.id, no: index + 1, text: question.followUp.text };
  }
  return undefined;
}

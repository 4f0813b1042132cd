/** The form on which a prompt is answered outside the chat: how long its link is good, and what a filled-in field means. */
import { daysOf } from './civil-day.js';
import { letterOf, type Answer, type Question } from './question.js';
import { legible } from './reading/index.js';
import { dayMs, hourMs, type DateText } from './time.js';

export const formLinkMs = 24 * hourMs;
/** By the machine's clock; the committee's may have been put forward meanwhile. */
export const formLinkKeptMs = 7 * dayMs;
export const longestFormText = 5_000;
export const longestFormRemark = 200;
export const mostFormPhotos = 9;

/** What was filled in for one question. What does not belong to the question's type is not looked at. */
export interface FormEntry {
  yes?: boolean | undefined;
  number?: number | undefined;
  letter?: string | undefined;
  /** null: it did not take place. */
  date?: string | null | undefined;
  text?: string | undefined;
  /** The words stand as they are. */
  attested?: boolean | undefined;
  /** To a follow-up. */
  remark?: string | undefined;
  photos?: Uint8Array[] | undefined;
}

export type FormProblem = 'empty' | 'not-a-number' | 'range' | 'not-an-option' | 'not-a-date' | 'too-long' | 'too-many';

/** `left`: an optional question without an answer. Photos are looked into, and words read, by whoever asks. */
export type FormField =
  | { kind: 'answer'; answer: Exclude<Answer, { type: 'photo' | 'file' }> }
  | { kind: 'photos'; photos: Uint8Array[] }
  | { kind: 'left' }
  | { kind: 'problem'; why: FormProblem };

export function readFormField(question: Question, entry: FormEntry): FormField {
  if (isEmpty(question, entry)) return question.optional ? { kind: 'left' } : problem('empty');
  switch (question.type) {
    case 'yes-no': {
      const remark = legible(entry.remark ?? '').trim();
      if (remark.length > longestFormRemark) return problem('too-long');
      return answer({ type: 'yes-no', yes: entry.yes === true, ...(remark === '' ? {} : { remark }) });
    }
    case 'number': {
      const { number = Number.NaN } = entry;
      if (!Number.isSafeInteger(number)) return problem('not-a-number');
      return number < question.min || number > question.max ? problem('range') : answer({ type: 'number', number });
    }
    case 'choice': {
      const place = question.options.findIndex((_, index) => letterOf(index) === entry.letter);
      return place < 0 ? problem('not-an-option') : answer({ type: 'choice', letter: letterOf(place) });
    }
    case 'date':
      return readDate(entry.date ?? null);
    case 'text': {
      const text = legible(entry.text ?? '').trim();
      if (text.length > longestFormText) return problem('too-long');
      return answer({ type: 'text', text, ...(entry.attested === true ? { attested: true } : {}) });
    }
    case 'photo': {
      const { photos = [] } = entry;
      return photos.length > mostFormPhotos ? problem('too-many') : { kind: 'photos', photos };
    }
    default:
      return question satisfies never;
  }
}

function isEmpty({ type }: Question, { yes, number, letter, date, text, photos }: FormEntry): boolean {
  switch (type) {
    case 'yes-no':
      return yes === undefined;
    case 'number':
      return number === undefined;
    case 'choice':
      return letter === undefined;
    case 'date':
      return date === undefined;
    case 'text':
      return legible(text ?? '').trim() === '';
    case 'photo':
      return (photos ?? []).length === 0;
    default:
      return type satisfies never;
  }
}

function readDate(date: DateText | null): FormField {
  if (date === null) return answer({ type: 'date', date });
  return daysOf(date) === undefined ? problem('not-a-date') : answer({ type: 'date', date });
}

function answer(given: Exclude<Answer, { type: 'photo' | 'file' }>): FormField {
  return { kind: 'answer', answer: given };
}

function problem(why: FormProblem): FormField {
  return { kind: 'problem', why };
}

/** The sample answer under a prompt, and whether a reply is a copy of it. */
import dayjs from 'dayjs';
import { addDays, daysBetween } from '../date-text.js';
import { letterOf, type Question, type QuestionId } from '../question.js';
import type { DateText } from '../time.js';
import { plain } from './plain.js';
import type { ReadingContext } from './reading.js';

const sampleAgeDays = 13;
/** A prompt is sent again with the sample of that day; older ones are not looked for. */
const mostDays = 120;

function sampleOf(question: Question, today: DateText): string | undefined {
  switch (question.type) {
    case 'yes-no':
      return question.followUp?.on === 'yes' ? '是' : '否';
    case 'number':
      return String(Math.max(0, question.min));
    case 'choice':
      return letterOf(1);
    case 'date':
      return dayjs(today).subtract(sampleAgeDays, 'day').format('M.D');
    case 'text':
      return '无';
    case 'photo':
      return undefined;
    default:
      return question satisfies never;
  }
}

/**
 * Builds the line that shows how to answer: 1否 2 0 3B 4 8.12 5无. It is the unflattering answer, so that nobody copies a pass; dates lie thirteen
 * days before `today`; photos cannot be typed and are left out. Questions offered for 同上月 (`carried`) are left out too and the words added.
 */
export function sampleLine(questions: readonly Question[], today: DateText, carried: readonly QuestionId[] = []): string {
  const parts = questions.flatMap((question, index) => {
    const sample = carried.includes(question.id) ? undefined : sampleOf(question, today);
    if (sample === undefined) return [];
    if (questions.length === 1) return [sample];
    return [/^\d/.test(sample) ? `${index + 1} ${sample}` : `${index + 1}${sample}`];
  });
  const offered = questions.some(({ id }) => carried.includes(id));
  return [...parts, ...(offered ? ['同上月'] : [])].join(' ');
}

function compact(line: string): string {
  return plain(line).replace(/\s/g, '').toLowerCase();
}

/** For each prompt, by day: a late reply is compared with the samples of many days. */
const compactSamples = new WeakMap<readonly Question[], Map<string, string>>();

function compactSample(questions: readonly Question[], day: DateText, carried: readonly QuestionId[] = []): string {
  const known = compactSamples.get(questions) ?? new Map<string, string>();
  compactSamples.set(questions, known);
  const key = [day, ...carried].join(' ');
  const line = known.get(key) ?? compact(sampleLine(questions, day, carried));
  known.set(key, line);
  return line;
}

/**
 * Decides whether a reply is the sample of any day since the prompt was sent, blanks and forms aside. A single question has no telling sample:
 * its unflattering answer is an honest answer.
 */
export function isSample(questions: readonly Question[], text: string, context: ReadingContext): boolean {
  if (questions.length < 2 || text.length > 400) return false;
  const given = compact(text);
  const days = Math.max(0, Math.min(mostDays, daysBetween(context.askedOn ?? context.today, context.today)));
  for (let back = 0; back <= days; back += 1) {
    if (given === compactSample(questions, addDays(context.today, -back), context.carried)) return true;
  }
  return false;
}

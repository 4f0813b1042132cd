/** Reads replies to a prompt by its kind: a self-check is a form, a report is prose. */
import type { Question } from '../question.js';
import type { AskingSchedule } from '../schedule.js';
import { readAnswer } from './answer.js';
import type { Reading, ReadingContext, WholeReading } from './reading.js';
import { readPart, readReport } from './report.js';
import { readWhole } from './whole.js';

type Asked = Pick<AskingSchedule, 'kind' | 'questions'>;

/** Decides what a message meant for the whole prompt means. */
export function readPrompt({ kind, questions }: Asked, text: string, context: ReadingContext): WholeReading {
  return kind === 'report' ? readReport(questions, text, context) : readWhole(questions, text, context);
}

/** Decides what a message means while one question of the prompt is asked by itself. */
export function readReply({ kind, questions }: Asked, question: Question, text: string, context: ReadingContext): Reading {
  return kind === 'report' ? readPart(questions, question, text, context) : readAnswer(question, text, context);
}

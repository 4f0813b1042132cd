/**
 * An answer under way: which question is asked next, and when there is nothing left to ask. One by one, every question is put in its order; as a
 * whole, only what is missing or was not understood.
 */
import type { Answers, Question, QuestionId } from './question.js';
import type { OpenPoint } from './reading/index.js';

export interface Session {
  mode: 'one-by-one' | 'whole';
  /** The question last put by itself. */
  asking?: QuestionId;
  /** How often it was put again because the reply was not understood. */
  asked: number;
  /** What was not understood and is still to be asked again, in order. */
  points: OpenPoint[];
}

export type NextAsk =
  /** The reply to one question was not understood: it is asked again, that question only. */
  | { kind: 'again'; point: OpenPoint }
  | { kind: 'question'; question: QuestionId }
  /** Several are missing: they are named together. */
  | { kind: 'missing'; questions: QuestionId[] }
  | { kind: 'complete' };

/** What is to be asked after `answers` have been understood. */
export function nextAsk(questions: readonly Question[], answers: Answers, session: Session): NextAsk {
  const point = session.points.find(({ question }) => answers[question] === undefined);
  if (point !== undefined) return { kind: 'again', point };
  const open = unanswered(questions, answers, session.mode);
  const [first] = open;
  if (first === undefined) return { kind: 'complete' };
  return open.length === 1 || session.mode === 'one-by-one' ? { kind: 'question', question: first } : { kind: 'missing', questions: open };
}

/** One by one, optional questions are put as well; as a whole, they may be left out. */
export function unanswered(questions: readonly Question[], answers: Answers, mode: Session['mode']): QuestionId[] {
  return questions.filter(({ id, optional }) => answers[id] === undefined && (mode === 'one-by-one' || !optional)).map(({ id }) => id);
}

/** The session after a question was put, or put `again`: counts how often. */
export function asAsked(session: Session, question: QuestionId | undefined, again: boolean): Session {
  const { mode, points } = session;
  if (question === undefined) return { mode, points, asked: 0 };
  const before = session.asking === question ? session.asked : 0;
  return { mode, points, asking: question, asked: again ? before + 1 : before };
}

/** Put again this often, a question may be left out (跳过). */
export const asksBeforeSkipping = 2;

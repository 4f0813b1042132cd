/** Puts the readings of single questions together into one whole reply. */
import type { Question, QuestionId } from '../question.js';
import type { Reading, ReadingContext, WholeAnswers } from './reading.js';

export interface Read {
  question: Question;
  reading: Reading;
}

function add(whole: WholeAnswers, question: QuestionId, reading: Reading): void {
  switch (reading.kind) {
    case 'understood':
      whole.answers[question] = reading.answer;
      break;
    case 'unclear': {
      const { why, guess, detail } = reading;
      whole.unclear.push({ question, why, ...(guess ? { guess } : {}), ...(detail ? { detail } : {}) });
      break;
    }
    case 'question':
      whole.unclear.push({ question, why: 'question' });
      break;
    case 'no-answer':
      whole.unclear.push({ question, why: 'not-understood' });
      break;
    case 'attested':
      whole.attested.push(question);
      break;
    case 'carry':
      whole.carry.push(question);
      break;
    case 'not-applicable':
      whole.notApplicable.push({ question, ...(reading.reason === undefined ? {} : { reason: reading.reason }) });
      break;
    default:
      reading satisfies never;
  }
}

/** Gathers readings; with `carryRest`, lasting questions that are open and not mentioned are confirmed as unchanged. */
export function gather(
  questions: readonly Question[],
  read: readonly Read[],
  context: ReadingContext,
  more: { inOrder: boolean; carryRest?: boolean },
): WholeAnswers {
  const whole: WholeAnswers = {
    kind: 'answers',
    answers: {},
    unclear: [],
    carry: [],
    attested: [],
    notApplicable: [],
    missing: [],
    inOrder: more.inOrder,
  };
  for (const { question, reading } of read) add(whole, question.id, reading);
  const mentioned = new Set(read.map(({ question }) => question.id));
  for (const { id, optional, carry } of questions) {
    if (mentioned.has(id) || (context.open && !context.open.includes(id))) continue;
    if (carry && more.carryRest) whole.carry.push(id);
    else if (!optional) whole.missing.push(id);
  }
  return whole;
}

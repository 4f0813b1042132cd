/** The words of an answer in few characters: most of what Redis holds is answers, and each is sealed and opened as a whole. */
import type { ReplyBody } from '../../domain/cycle.js';
import type { Answer } from '../../domain/question.js';

/** What most answers are made of stands as the bare value; null: skipped. */
type ShortAnswer = Answer | string | number | boolean | null;
type ShortAnswers = Record<string, ShortAnswer>;
/** With supplements: a list. */
type ShortBody = ShortAnswers | [ShortAnswers, (Omit<ReplyBody['supplements'][number], 'answers'> & { answers: ShortAnswers })[]];

export function shortBody({ answers, supplements }: ReplyBody): object {
  const short = mapped(answers, shortAnswer);
  if (supplements.length === 0) return short satisfies ShortBody;
  return [short, supplements.map((one) => ({ ...one, answers: mapped(one.answers, shortAnswer) }))] satisfies ShortBody;
}

export function bodyOf(short: object): ReplyBody {
  const body = short as ShortBody;
  if (!Array.isArray(body)) return { answers: mapped(body, longAnswer), supplements: [] };
  const [answers, supplements] = body;
  return {
    answers: mapped(answers, longAnswer),
    supplements: supplements.map((one) => ({ ...one, answers: mapped(one.answers, longAnswer) })),
  };
}

function shortAnswer(answer: Answer): ShortAnswer {
  const [first, second, third] = Object.keys(answer);
  // The order counts as well: answers are compared by their JSON.
  if (first !== 'type' || third !== undefined) return answer;
  if (answer.type === 'text' && second === 'text') return answer.text;
  if (answer.type === 'number' && second === 'number') return answer.number;
  if (answer.type === 'yes-no' && second === 'yes') return answer.yes;
  if (answer.type === 'skipped' && second === undefined) return null;
  return answer;
}

function longAnswer(short: ShortAnswer): Answer {
  switch (typeof short) {
    case 'string':
      return { type: 'text', text: short };
    case 'number':
      return { type: 'number', number: short };
    case 'boolean':
      return { type: 'yes-no', yes: short };
    default:
      return short ?? { type: 'skipped' };
  }
}

function mapped<From, To>(answers: Record<string, From>, change: (answer: From) => To): Record<string, To> {
  const changed: Record<string, To> = {};
  for (const [question, answer] of Object.entries(answers)) changed[question] = change(answer);
  return changed;
}

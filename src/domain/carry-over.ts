/** What of an earlier reply still stands where a question is lasting (同上月). */
import { letterOf, type Answer, type Answers, type Question } from './question.js';

/**
 * The earlier answers that may be confirmed as unchanged: of lasting questions only, as far as the same question, or one that takes the same
 * answer, is asked again. What was skipped, and photos, are asked afresh.
 */
export function lastingAnswers(questions: readonly Question[], before: { questions: readonly Question[]; answers: Answers }): Answers {
  const lasting = questions.filter(({ carry }) => carry);
  return Object.fromEntries(
    lasting.flatMap((question) => {
      const answer = before.answers[question.id];
      const asked = before.questions.find(({ id }) => id === question.id);
      return answer !== undefined && asked !== undefined && stillFits(question, asked, answer) ? [[question.id, answer] as const] : [];
    }),
  );
}

function stillFits(question: Question, asked: Question, answer: Answer): boolean {
  if (question.type !== answer.type || asked.type !== answer.type) return false;
  switch (question.type) {
    case 'choice':
      return answer.type === 'choice' && optionOf(question, answer.letter) === optionOf(asked, answer.letter);
    case 'number':
      return answer.type === 'number' && answer.number >= question.min && answer.number <= question.max;
    case 'yes-no':
    case 'date':
    case 'text':
      return true;
    case 'photo':
      return false;
    default:
      return question satisfies never;
  }
}

function optionOf(question: Question, letter: string): string | undefined {
  return question.type === 'choice' ? question.options.find((_, index) => letterOf(index) === letter) : undefined;
}

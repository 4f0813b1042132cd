/** Checks the questions of a schedule beside each other and within themselves. */
import type { FaultList } from './fault.js';
import { entries } from './names.js';
import type { Place } from './place.js';
import { defaultMax, defaultMin } from './question-file.js';
import { checkDistinct } from './references.js';

export function checkQuestions(root: Place, list: 'questions' | 'parts', faults: FaultList): void {
  const questions = entries(root, list);
  checkDistinct(
    questions.map((question) => ({ place: question.get('id') })),
    'duplicate-id',
    faults,
  );
  for (const question of questions) {
    checkDistinct(
      entries(question, 'options').map((place) => ({ place })),
      'duplicate-option',
      faults,
    );
    checkBounds(question, faults);
    const text = question.get('follow-up-text');
    if (text && !question.get('follow-up')) faults.add(text.file, text.keyAt, 'follow-up-text-alone');
  }
}

function checkBounds(question: Place, faults: FaultList): void {
  if (question.get('type')?.text() !== 'number') return;
  const place = question.get('max') ?? question.get('min');
  const min = question.get('min')?.number() ?? defaultMin;
  const max = question.get('max')?.number() ?? defaultMax;
  if (place && min > max) faults.add(place.file, place.at, 'min-above-max', { min, max });
}

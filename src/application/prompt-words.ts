/** A self-check as it is put to somebody: the whole prompt, or one question of it. */
import type { Cycle } from '../domain/cycle.js';
import { addDays, dateOf } from '../domain/date-text.js';
import { unitDeadline } from '../domain/ladder.js';
import { letterOf, type Question } from '../domain/question.js';
import { sampleLine } from '../domain/reading/index.js';
import type { UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { clerkName, dateWords, labelOf, titleOf, unitName } from './words.js';
import type { Facts } from './messages.js';
import { workContext, type World } from './world.js';

/** How many days before today the date lies that stands as an example. */
const exampleDaysBack = 13;

export function promptFacts(
  world: World,
  prompt: { cycle: Cycle; unit: UnitId; number: number | null; salute: string | null; promptAt: Instant; now: Instant },
): Facts<'self-check'> {
  const { cycle, unit, number, salute, promptAt, now } = prompt;
  const { questions, basis } = cycle.schedule;
  return {
    salute,
    unit: unitName(world, unit, cycle),
    title: titleOf(world, cycle),
    number,
    deadline: dateWords(world, unitDeadline(cycle, { promptAt }, workContext(world))),
    count: questions.length,
    questions: questions.map((question, index) => questionFacts(world, question, index + 1, now)),
    sample: sampleLine(questions, dateOf(now, world.config().settings.timezone)),
    basis: basis ?? null,
    clerk: clerkName(world),
  };
}

export function questionFacts(world: World, question: Question, no: number, now: Instant): Facts<'question'>['question'] & object {
  const [, month = 0, day = 0] = addDays(dateOf(now, world.config().settings.timezone), -exampleDaysBack).split('-').map(Number);
  return {
    no,
    type: question.type,
    text: question.text,
    label: labelOf(question),
    reason: question.type === 'photo' ? question.reason : null,
    measure: question.type === 'number' ? (question.measure ?? null) : null,
    zero: question.type === 'number' && question.min <= 0,
    example: `${month}.${day}`,
    options: question.type === 'choice' ? question.options.map((text, index) => ({ letter: letterOf(index), text })) : [],
  };
}

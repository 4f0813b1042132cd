/** What units are asked, as it is put to somebody: the whole prompt, or one question of it. */
import type { Cycle } from '../domain/cycle.js';
import { addDays, dateOf } from '../domain/date-text.js';
import { unitDeadline } from '../domain/ladder.js';
import { letterOf, type Question } from '../domain/question.js';
import { sampleLine } from '../domain/reading/index.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { isByForm } from '../domain/schedule.js';
import { formPrompt } from './form-prompt.js';
import { isReport } from './hand-over-report.js';
import { isMonthly, lastAnswers } from './last-answers.js';
import { reportFacts } from './report-prompt.js';
import { isSpot } from './spot-check.js';
import { spotCheckPrompt } from './spot-check-words.js';
import { answerWords, clerkName, dateWords, labelOf, titleOf, unitName } from './words.js';
import type { Facts } from './messages.js';
import { workContext, type World } from './world.js';

/** How many days before today the date lies that stands as an example. */
const exampleDaysBack = 13;

interface Prompt {
  cycle: Cycle;
  unit: UnitId;
  number: number | null;
  salute: string | null;
  /** Who reads it. */
  to?: PersonId;
  promptAt: Instant;
  /** By when, if that is not counted from `promptAt`. */
  deadline?: Instant;
  now: Instant;
}

/** Said at the head and the end of a prompt of any kind. */
type HeadFact = keyof ReturnType<typeof headFacts> | 'deadline';

/** The prompt in the words of its schedule's template. */
export async function promptWords(world: World, prompt: Prompt): Promise<string> {
  const { cycle } = prompt;
  const until = prompt.deadline ?? unitDeadline(cycle, prompt, workContext(world));
  if (isByForm(cycle.schedule)) return formPrompt(world, prompt, headFacts(world, prompt), until);
  if (isSpot(cycle)) return spotCheckPrompt(world, cycle, prompt.unit, prompt.number, until);
  const facts = isReport(cycle) ? await reportFacts(world, cycle, prompt.unit) : await promptFacts(world, prompt);
  return world.texts.render(cycle.schedule.prompt, { ...headFacts(world, prompt), ...facts, deadline: dateWords(world, until) });
}

/** What every prompt says, of whatever kind. */
function headFacts(world: World, { cycle, unit, number, salute }: Prompt) {
  const { questions, basis } = cycle.schedule;
  return {
    salute,
    unit: unitName(world, unit, cycle),
    title: titleOf(world, cycle),
    number,
    count: questions.length,
    basis: basis ?? null,
    clerk: clerkName(world),
  };
}

async function promptFacts(world: World, { cycle, unit, to, now }: Prompt): Promise<Omit<Facts<'self-check'>, HeadFact>> {
  const { questions } = cycle.schedule;
  const last = await lastAnswers(world, cycle, unit);
  const kept = last?.answers ?? {};
  const numbered = questions.map((question, index) => ({ question, no: index + 1, answer: kept[question.id] }));
  return {
    questions: numbered.filter(({ answer }) => answer === undefined).map(({ question, no }) => questionFacts(world, question, no, now)),
    carried: numbered.flatMap(({ question, no, answer }) =>
      answer === undefined ? [] : [{ no, text: labelOf({ text: question.text }), answer: answerWords(world, question, answer) }],
    ),
    lastMonth: last?.lastMonth ?? false,
    month: isMonthly(world, cycle),
    mine: last !== undefined && last.by === to,
    sample: sampleLine(questions, dateOf(now, world.config().settings.timezone), Object.keys(kept)),
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

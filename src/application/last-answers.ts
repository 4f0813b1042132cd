/** What a unit answered when it was last asked the same, as far as it may be confirmed by 同上月. */
import { lastingAnswers } from '../domain/carry-over.js';
import type { Cycle } from '../domain/cycle.js';
import { cycleName } from '../domain/cycle-name.js';
import type { Answers, QuestionId } from '../domain/question.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import { dayMs } from '../domain/time.js';
import type { World } from './world.js';

export interface LastAnswers {
  /** Of lasting questions that take the same answer now. */
  answers: Answers;
  by: PersonId;
  /** They are of the calendar month before this one. */
  lastMonth: boolean;
}

/** Older answers are not offered. */
const offeredMs = 400 * dayMs;
const lookedBack = 12;

/** undefined: nothing of this schedule is lasting, or the unit has no answer to offer. */
export async function lastAnswers(world: World, cycle: Cycle, unit: UnitId): Promise<LastAnswers | undefined> {
  const { questions } = cycle.schedule;
  if (!questions.some(({ carry }) => carry)) return undefined;
  for (const earlier of await cyclesBefore(world, cycle)) {
    const reply = earlier.units.includes(unit) ? await world.stores.replies.latest(earlier.id, unit) : undefined;
    if (reply === undefined) continue;
    const answers = lastingAnswers(questions, { questions: earlier.schedule.questions, answers: reply.answers });
    const lastMonth = monthsBetween(world, earlier, cycle) === 1;
    return Object.keys(answers).length === 0 ? undefined : { answers, by: reply.by, lastMonth };
  }
  return undefined;
}

/** The last answers to these questions, as far as there are any. */
export async function keptAnswers(
  world: World,
  { cycle, unit }: { cycle: Cycle; unit: UnitId },
  questions: readonly QuestionId[],
): Promise<Answers> {
  const last = questions.length === 0 ? undefined : await lastAnswers(world, cycle, unit);
  return Object.fromEntries(Object.entries(last?.answers ?? {}).filter(([id]) => questions.includes(id)));
}

/** The questions the prompt of a unit offers to carry over. */
export async function carriedQuestions(world: World, cycle: Cycle, unit: UnitId): Promise<QuestionId[]> {
  return Object.keys((await lastAnswers(world, cycle, unit))?.answers ?? {});
}

/** Whether the schedule is one for each month. */
export function isMonthly(world: World, cycle: Cycle): boolean {
  return cycleName(cycle, world.config().settings.timezone).period === 'month';
}

/** No cycle is ever added before another: looked up once for each. */
const before = new WeakMap<Cycle, readonly Cycle[]>();

async function cyclesBefore(world: World, cycle: Cycle): Promise<readonly Cycle[]> {
  const known = before.get(cycle);
  if (known !== undefined) return known;
  const recent = await world.stores.cycles.cyclesSince(cycle.plannedAt - offeredMs);
  const found = recent
    .filter(({ schedule, plannedAt }) => schedule.id === cycle.schedule.id && plannedAt < cycle.plannedAt)
    .toSorted((one, other) => other.plannedAt - one.plannedAt)
    .slice(0, lookedBack);
  before.set(cycle, found);
  return found;
}

function monthsBetween(world: World, earlier: Cycle, later: Cycle): number {
  const [one, other] = [earlier, later].map((cycle) => cycleName(cycle, world.config().settings.timezone));
  return one === undefined || other === undefined ? 0 : (other.year - one.year) * 12 + other.month - one.month;
}

/** What a unit said of itself that an inspection saw otherwise: its answer to the question that the checklist's item names, as it stood then. */
import type { Contradicted } from '../domain/checklist.js';
import type { Finding } from '../domain/finding.js';
import type { Answer } from '../domain/question.js';
import { isByForm } from '../domain/schedule.js';
import type { PersonId } from '../domain/roster.js';
import { dayMs } from '../domain/time.js';
import type { Facts } from './messages.js';
import { noteReads } from './note-read.js';
import { asInspection } from './inspection-book.js';
import { problemText } from './inspection-words.js';
import { oneLine } from './task-words.js';
import { answerWords, dayWords, titleOf } from './words.js';
import type { World } from './world.js';

/** Older answers are not held against anybody. */
const lookedBackMs = 400 * dayMs;
const most = 12;

/** What the unit answered, and what the inspection saw: both records. */
export type Contradiction = NonNullable<Facts<'finding'>['contradicts']>;

/**
 * For whoever decides on the finding, and nobody else: that they read the answer is on record before it is shown, once for each `showing`.
 * null: nothing contradicts it.
 */
export async function findContradiction(
  world: World,
  finding: Finding,
  { reader, showing = reader }: { reader: PersonId; showing?: string },
  now: number,
): Promise<Contradiction | null> {
  const { origin, unit, no } = finding;
  if (origin.kind !== 'inspection') return null;
  const inspection = asInspection(await world.stores.matters.matter(origin.inspection));
  const item = inspection?.checklist.items.find(({ id }) => id === origin.item);
  const contradicted = item?.contradicts;
  if (inspection === undefined || item === undefined || contradicted === undefined) return null;
  const { cycles, replies } = world.stores;
  const asked = (await cycles.cyclesSince(finding.at - lookedBackMs))
    .filter(({ schedule, units, plannedAt }) => schedule.id === contradicted.schedule && units.includes(unit) && plannedAt <= finding.at)
    // What was answered on a page is not told in chat.
    .filter(({ schedule }) => !isByForm(schedule))
    .toSorted((one, other) => other.plannedAt - one.plannedAt)
    .slice(0, most);
  for (const cycle of asked) {
    const versions = cycle.expiredAt === undefined ? await replies.versions(cycle.id, unit) : [];
    // What was corrected once an inspector had been there does not undo what was said before.
    const reply = versions.findLast(({ at }) => at <= finding.at) ?? versions.at(-1);
    const index = cycle.schedule.questions.findIndex(({ id }) => id === contradicted.question);
    const question = cycle.schedule.questions[index];
    const answer = question === undefined ? undefined : reply?.answers[question.id];
    if (question === undefined || answer === undefined) continue;
    if (!saysAllIsWell(answer, contradicted)) return null;
    await noteReads(world, reader, [{ object: `${cycle.id}/${unit}`, unit }], `contradiction/${no}/${showing}`, now);
    const record = inspection.records[item.id];
    return {
      title: titleOf(world, cycle),
      number: index + 1,
      answer: answerWords(world, question, answer, 'echo'),
      at: dayWords(world, record?.said.at(-1)?.at ?? inspection.at),
      checklist: inspection.checklist.name,
      saw: record === undefined ? '' : oneLine(problemText(world, item, record, true)),
    };
  }
  return null;
}

const none = /^(?:无|没有?|暂无|没有问题|无问题)$/u;

function saysAllIsWell(answer: Answer, { answers }: Contradicted): boolean {
  switch (answer.type) {
    case 'choice':
      return answers.includes(answer.letter);
    case 'yes-no':
      return answers.includes(answer.yes ? 'yes' : 'no');
    case 'text':
      return answers.includes('none') && none.test(answer.text.trim());
    case 'number':
    case 'date':
    case 'photo':
    case 'file':
    case 'not-applicable':
    case 'skipped':
      return false;
    default:
      return answer satisfies never;
  }
}

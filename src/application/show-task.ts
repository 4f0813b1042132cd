/** 看 of a task: what it is, whose it is, how it stands, and the integrity duty that goes with it (一岗双责). */
import { isTitle, titled } from '../domain/document-words.js';
import { obligationsOf } from '../domain/duty.js';
import type { Task } from '../domain/matter.js';
import { may } from '../domain/permission.js';
import type { TaskSchedule } from '../domain/schedule.js';
import { tiesToTask } from '../domain/ties.js';
import { findingTrouble } from './finding-trouble.js';
import type { Facts } from './messages.js';
import { saying, type Response, type Said } from './said.js';
import { booked, isLate, isRegister } from './task-book.js';
import { asTask } from './task-notices.js';
import { evidenceWords, oneLine } from './task-words.js';
import { dateWords, dayWords, personName, unitName } from './words.js';
import { say, type World } from './world.js';

/** undefined: the number is no task's. One that the reader has no part in is told of as one that does not exist. */
export async function showTask(world: World, said: Said, no: number | undefined): Promise<Response | undefined> {
  const task = no === undefined ? undefined : asTask(await world.stores.matters.matter(no));
  if (task === undefined) return undefined;
  const { person, now } = said;
  const [one] = await booked(world, [task], now);
  if (one === undefined || !maySee(world, person.id, task)) return findingTrouble(world, person, 'unknown', task.no);
  const { schedule, due } = one;
  const allows = (verb: 'done' | 'close'): boolean =>
    may(world.config().roster, person.id, verb, { unit: task.unit, ties: tiesToTask(world.config().roster, schedule, task, person.id) });
  const last = task.evidence.at(-1);
  const back = task.sentBack.at(-1);
  return saying(
    say(world, 'task', {
      number: task.no,
      text: titled(oneLine(task.text)),
      titled: isTitle(task.text),
      rules: isRegister(schedule),
      unit: unitName(world, task.unit),
      lead: task.lead === undefined || task.lead === task.unit ? null : unitName(world, task.lead),
      support: task.support.map((unit) => unitName(world, unit)),
      due: dateWords(world, due, false),
      state: task.state,
      held: task.heldBy !== undefined,
      late: isLate(one, now),
      duty: dutyOf(world, schedule, task),
      shown: last === undefined ? null : { at: dayWords(world, last.at), words: evidenceWords(world, task) },
      sentBack: back === undefined ? null : { at: dayWords(world, back.at), words: oneLine(back.words) },
      mayReport: task.state === 'open' && allows('done'),
      mayClose: task.state === 'reported' && allows('close'),
    }),
  );
}

/** The unit that owes it, and those that lead it or help. */
function maySee(world: World, person: string, { unit, lead, support }: Task): boolean {
  const { roster } = world.config();
  return [unit, ...(lead === undefined ? [] : [lead]), ...support].some((one) => may(roster, person, 'show', { unit: one }));
}

/** As it is in the task's own unit; null: it carries none, or the unit has no such duty. */
function dutyOf(world: World, { items }: TaskSchedule, task: Task): Facts<'task'>['duty'] {
  const { roster, duties = [] } = world.config();
  const carried = items.find(({ id }) => id === task.item)?.duty;
  const found = obligationsOf(roster, duties).find(({ id, unit }) => id === carried && unit === task.unit);
  if (found === undefined) return null;
  const { text, duty, holder } = found;
  return { text, kind: say(world, 'duty', { duty }), holder: holder === undefined ? null : personName(world, holder) };
}

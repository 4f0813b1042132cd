/** The words of notices about tasks and the rules register, made from the books: what is not true any more is not said. */
import type { Task } from '../domain/matter.js';
import type { PersonId } from '../domain/roster.js';
import type { TaskSchedule } from '../domain/schedule.js';
import { climbs, fairTaskDeadline } from '../domain/task.js';
import { titled } from '../domain/document-words.js';
import type { Instant } from '../domain/time.js';
import type { Composer, DueNotice, Reader } from './due-notice.js';
import { pressed, supervised } from './compose-task-rung.js';
import type { taskNoticeKinds } from './notices.js';
import { booked, isLate, isRegister, scheduleOf, totalsOf, type BookedTask } from './task-book.js';
import { asTask, tasksOf } from './task-notices.js';
import { itemsOf } from './task-round.js';
import { evidenceWords, oneLine, taskFacts } from './task-words.js';
import { clerkName, dateWords, personName, unitName } from './words.js';
import { say, workContext, type World } from './world.js';

/** Reminders of tasks are said with all others, by compose-remind.ts. */
type TaskSection = Exclude<(typeof taskNoticeKinds)[number], 'task-remind'>;

export const taskComposers: Record<TaskSection, Composer> = {
  'task-round': round,
  'task-press': pressed,
  'task-supervise': supervised,
  'task-reported': reported,
  'task-closed': closed,
  'task-sent-back': sentBack,
};

async function round(world: World, items: DueNotice[], reader: Reader, now: Instant): Promise<string[]> {
  const ids = new Set(items.map(({ notice }) => notice.schedule));
  const sections: string[] = [];
  for (const schedule of [...ids].map((id) => world.config().schedules.get(id ?? ''))) {
    if (schedule?.kind !== 'task' || reader.to.kind !== 'person') continue;
    const open = await itemsOf(world, schedule, reader.to.person, now);
    if (open.length === 0) continue;
    sections.push(await roundWords(world, schedule, open, sections.length === 0 ? reader.name : null, now));
  }
  return sections;
}

async function roundWords(
  world: World,
  schedule: TaskSchedule,
  open: readonly BookedTask[],
  salute: string | null,
  now: Instant,
): Promise<string> {
  return say(world, 'task-round', {
    salute,
    schedule: schedule.name,
    rules: isRegister(schedule),
    count: open.length,
    items: open.map((item) => ({ ...taskFacts(world, item), late: isLate(item, now), held: item.task.heldBy !== undefined })),
    first: open[0]?.task.no ?? null,
    ...(await totalsOf(world, [schedule])),
    basis: schedule.basis ?? null,
    clerk: clerkName(world),
  });
}

/** To those who close: all that was reported, in one list. */
async function reported(world: World, items: DueNotice[], _reader: Reader, now: Instant): Promise<string[]> {
  const waiting = (
    await booked(
      world,
      await tasksOf(
        world,
        items.map(({ notice }) => notice),
      ),
      now,
    )
  ).filter(({ task }) => task.state === 'reported');
  if (waiting.length === 0) return [];
  const facts = waiting.map((item) => ({ ...taskFacts(world, item), words: evidenceWords(world, item.task) }));
  const again = items.every(({ notice }) => (notice.facts as { again?: true }).again === true);
  return [say(world, 'task-reported', { items: facts, first: facts[0]?.number ?? null, waiting: again })];
}

/** To the owner that it is closed; to a leader it had gone up to that it is off their desk. */
async function closed(world: World, items: DueNotice[]): Promise<string[]> {
  const sections: string[] = [];
  for (const { notice } of items) {
    const { no, closer } = notice.facts as { no: number; closer?: PersonId };
    const task = asTask(await world.stores.matters.matter(no));
    if (task === undefined) continue;
    if (closer === undefined) sections.push(...relieved(world, task));
    else if (task.state === 'closed')
      sections.push(say(world, 'task-closed', { number: no, closer: personName(world, closer), words: evidenceWords(world, task) }));
  }
  return sections;
}

function relieved(world: World, task: Task): string[] {
  if (climbs(task)) return [];
  return [say(world, 'task-relieved', { number: task.no, text: titled(task.text), unit: unitName(world, task.unit) })];
}

async function sentBack(world: World, items: DueNotice[], _reader: Reader, now: Instant): Promise<string[]> {
  const sections: string[] = [];
  for (const { notice } of items) {
    const { no, closer, reason } = notice.facts as { no: number; closer: PersonId; reason: string };
    const task = asTask(await world.stores.matters.matter(no));
    const schedule = task === undefined ? undefined : scheduleOf(world, task);
    if (task?.state !== 'open' || schedule === undefined) continue;
    const outages = await world.stores.household.outages(task.at, now);
    sections.push(
      say(world, 'task-sent-back', {
        number: no,
        closer: personName(world, closer),
        reason: oneLine(reason),
        due: dateWords(world, fairTaskDeadline(schedule, task, outages, workContext(world)), false),
        rules: isRegister(schedule),
      }),
    );
  }
  return sections;
}

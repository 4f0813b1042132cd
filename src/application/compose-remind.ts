/** Reminders: whatever is due soon to one person is one list, the nearest date first, whether it is an answer or a task. */
import { cycleName } from '../domain/cycle-name.js';
import type { Instant } from '../domain/time.js';
import { isByForm } from '../domain/schedule.js';
import { askedOf, climbs } from '../domain/task.js';
import { findingsOf } from './compose-finding.js';
import { isTo, unitMatters, type DueNotice, type Reader } from './due-notice.js';
import type { Facts } from './messages.js';
import { promptNumber } from './open-prompts.js';
import { tasksOf } from './task-notices.js';
import { booked, isRegister } from './task-book.js';
import { clerkName, dateWords, titleOf, unitName } from './words.js';
import { climbing, fairDue, findingTitle, findingUnit } from './finding-book.js';
import { taskTitle } from './task-words.js';
import { say, type World } from './world.js';

type Item = Facts<'remind'>['items'][number];

export async function remind(world: World, items: DueNotice[], reader: Reader, now: Instant): Promise<string[]> {
  const all = [
    ...unansweredItems(world, items, reader),
    ...(await taskItems(world, items, reader, now)),
    ...(await findingItems(world, items, now)),
  ];
  if (all.length === 0) return [];
  const sorted = all.toSorted((one, other) => one.at - other.at).map(({ item }) => item);
  const units = new Set(sorted.map(({ unit }) => unit));
  const facts = {
    salute: reader.name,
    unit: units.size === 1 ? (sorted[0]?.unit ?? null) : null,
    late: sorted.every(({ late }) => late),
    items: sorted,
    clerk: clerkName(world),
  };
  return [say(world, 'remind', facts)];
}

function unansweredItems(world: World, items: readonly DueNotice[], { numbered }: Reader): { at: Instant; item: Item }[] {
  return unitMatters(items).map(({ cycle, unit, deadline }) => {
    const item = {
      unit: unitName(world, unit, cycle),
      title: titleOf(world, cycle),
      number: numbered ? promptNumber(cycle, unit) : null,
      deadline: dateWords(world, deadline),
      basis: cycle.schedule.basis ?? null,
      task: null,
      finding: null,
      short: cycleName(cycle, world.config().settings.timezone).short,
      late: false,
      rules: false,
      form: isByForm(cycle.schedule),
    };
    return { at: deadline, item };
  });
}

/** Without what was reported meanwhile, waits for a decision, or is in other hands now. A task is named once, however many reminders of it are due. */
async function taskItems(world: World, items: readonly DueNotice[], reader: Reader, now: Instant): Promise<{ at: Instant; item: Item }[]> {
  const reminders = items.filter(({ notice }) => notice.kind === 'task-remind');
  const tasks = await tasksOf(
    world,
    reminders.map(({ notice }) => notice),
  );
  const open = await booked(world, tasks, now);
  return open
    .filter(({ task, schedule }) => climbs(task) && isTo(reader, askedOf(world.config().roster, schedule, task)))
    .map(({ task, schedule, due }) => {
      const item = {
        unit: unitName(world, task.unit),
        title: taskTitle(world, task),
        number: null,
        deadline: dateWords(world, due),
        basis: schedule.basis ?? null,
        task: task.no,
        finding: null,
        short: null,
        late: now > due,
        rules: isRegister(schedule),
        form: false,
      };
      return { at: due, item };
    });
}

/** Without what was reported or objected to meanwhile, or waits for a decision. */
async function findingItems(world: World, items: readonly DueNotice[], now: Instant): Promise<{ at: Instant; item: Item }[]> {
  const findings = await findingsOf(
    world,
    items.filter(({ notice }) => notice.kind === 'finding-remind'),
  );
  const open = findings.filter((finding) => climbs(climbing(finding)));
  return Promise.all(
    open.map(async (finding) => {
      const due = await fairDue(world, finding, now);
      const item = {
        unit: findingUnit(world, finding),
        title: findingTitle(world, finding),
        number: null,
        deadline: dateWords(world, due),
        basis: finding.basis ?? null,
        task: null,
        finding: finding.no,
        short: null,
        late: now > due,
        rules: false,
        form: false,
      };
      return { at: due, item };
    }),
  );
}

/** 台账: what is not done yet, the overdue first, as far as the reader oversees it or has to do with it; and how much is done. */
import { visible } from '../domain/permission.js';
import { unitsOf } from '../domain/responsibility.js';
import type { Person, UnitId } from '../domain/roster.js';
import type { TaskItem, TaskSchedule } from '../domain/schedule.js';
import type { Instant } from '../domain/time.js';
import { ledgerFigures } from './ledger-figures.js';
import type { Facts } from './messages.js';
import { isLate, isRegister, openTasks, taskSchedules, totalsOf, type BookedTask } from './task-book.js';
import { taskFacts } from './task-words.js';
import { dayWords } from './words.js';
import { say, type World } from './world.js';

/** A list longer than a phone's screen helps nobody. */
const listed = 20;
const listedFindings = 9;

type Register = Facts<'ledger'>['registers'][number];

/** The units whose tasks a reader sees, and those of them that are their own. */
interface View {
  seen: ReadonlySet<UnitId>;
  own: ReadonlySet<UnitId>;
  now: Instant;
}

export async function tellLedger(world: World, person: Person, now: Instant): Promise<string> {
  const { roster } = world.config();
  const view: View = {
    seen: new Set(visible(roster, person.id, [...roster.units.keys()])),
    own: new Set(unitsOf(roster, person.id)),
    now,
  };
  const open = await openTasks(world, now);
  const schedules = taskSchedules(world).filter(({ items }) => items.some((item) => isShown(item, view)));
  return say(world, 'ledger', {
    registers: await Promise.all(schedules.map((schedule) => registerFacts(world, schedule, open, view))),
    findings: await ledgerFigures(world, person, now, listedFindings),
  });
}

async function registerFacts(world: World, schedule: TaskSchedule, open: readonly BookedTask[], view: View): Promise<Register> {
  const shown = open.filter((item) => item.schedule.id === schedule.id && isShown(item.task, view));
  const lateFirst = shown.toSorted((one, other) => Number(isLate(other, view.now)) - Number(isLate(one, view.now)));
  return {
    schedule: schedule.name,
    rules: isRegister(schedule),
    ...(await totalsOf(world, [schedule])),
    open: shown.length,
    items: lateFirst.slice(0, listed).map((item) => itemFacts(world, item, view)),
    more: Math.max(0, shown.length - listed),
  };
}

function isShown({ unit, lead, support }: Pick<TaskItem, 'unit' | 'lead' | 'support'>, { seen, own }: View): boolean {
  return seen.has(unit) || (lead !== undefined && own.has(lead)) || support.some((helper) => own.has(helper));
}

function itemFacts(world: World, item: BookedTask, { seen, own, now }: View): Register['items'][number] {
  const { task, due } = item;
  const facts = taskFacts(world, item);
  return {
    ...facts,
    // Whoever sees but their own need not be told whose it is.
    unit: seen.size === 1 && own.has(task.unit) ? null : facts.unit,
    due: dayWords(world, due),
    late: isLate(item, now),
    state: task.state === 'reported' ? 'reported' : task.heldBy !== undefined ? 'held' : 'open',
    helps: seen.has(task.unit) ? null : task.lead !== undefined && own.has(task.lead) ? 'lead' : 'support',
  };
}

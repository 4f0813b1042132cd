/** 台账: what is not done yet, the overdue first, as far as the reader oversees it or has to do with it; and how much is done. */
import { visible } from '../domain/permission.js';
import { unitsOf } from '../domain/responsibility.js';
import type { Person, UnitId } from '../domain/roster.js';
import type { TaskItem, TaskSchedule } from '../domain/schedule.js';
import type { Instant } from '../domain/time.js';
import { ledgerFigures } from './ledger-figures.js';
import { readView, refusedView, viewName, type View } from './ledger-view.js';
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
interface Sight {
  seen: ReadonlySet<UnitId>;
  own: ReadonlySet<UnitId>;
  now: Instant;
}

export async function tellLedger(world: World, person: Person, now: Instant, about?: string): Promise<string> {
  const { roster } = world.config();
  const narrowed = about === undefined ? undefined : readView(world, about);
  const refused = refusedView(world, person, narrowed);
  if (refused !== undefined) return refused;
  if (narrowed !== undefined) return narrowedLedger(world, person, now, narrowed);
  const view: Sight = {
    seen: new Set(visible(roster, person.id, [...roster.units.keys()])),
    own: new Set(unitsOf(roster, person.id)),
    now,
  };
  const open = await openTasks(world, now);
  const schedules = taskSchedules(world).filter(({ items }) => items.some((item) => isShown(item, view)));
  return say(world, 'ledger', {
    registers: await Promise.all(schedules.map((schedule) => registerFacts(world, schedule, open, view))),
    findings: await ledgerFigures(world, person, now, listedFindings),
    about: null,
  });
}

/** The findings of one field or person; of one unit with its tasks. */
async function narrowedLedger(world: World, person: Person, now: Instant, view: View): Promise<string> {
  const findings = await ledgerFigures(world, person, now, listedFindings, view);
  const registers: Register[] = [];
  if (view.of === 'unit') {
    const sight: Sight = { seen: new Set([view.unit]), own: new Set(unitsOf(world.config().roster, person.id)), now };
    const open = (await openTasks(world, now)).filter(({ task }) => task.unit === view.unit);
    for (const schedule of taskSchedules(world))
      if (open.some((item) => item.schedule.id === schedule.id)) registers.push(await registerFacts(world, schedule, open, sight));
  }
  return say(world, 'ledger', { registers, findings, about: viewName(world, view) });
}

async function registerFacts(world: World, schedule: TaskSchedule, open: readonly BookedTask[], view: Sight): Promise<Register> {
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

function isShown({ unit, lead, support }: Pick<TaskItem, 'unit' | 'lead' | 'support'>, { seen, own }: Sight): boolean {
  return seen.has(unit) || (lead !== undefined && own.has(lead)) || support.some((helper) => own.has(helper));
}

function itemFacts(world: World, item: BookedTask, { seen, own, now }: Sight): Register['items'][number] {
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

/** 谁没交, 逾期 and 进度: lists for those who oversee, each only of what they oversee. */
import type { Cycle, UnitRecord } from '../domain/cycle.js';
import { visible } from '../domain/permission.js';
import type { Person, PersonId, UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { isExtended } from './count-units.js';
import { cycleDeadline, fairDeadlines } from './fair-deadline.js';
import { findCycles, cycleTitles } from './find-cycle.js';
import { leaderOf } from './find-stuck.js';
import type { Facts } from './messages.js';
import { unreachedWhy } from './state-words.js';
import { askedPost } from './unreached-units.js';
import { isLate, openTasks } from './task-book.js';
import { findingTitle, findingUnit } from './finding-book.js';
import { overdueFindings } from './ledger-figures.js';
import { readView, refusedView, type View } from './ledger-view.js';
import { taskTitle } from './task-words.js';
import { partedCycles, spotCheckLines } from './tell-spot-checks.js';
import { openVisible, visibleCounts } from './tell-status.js';
import { clerkName, dateWords, dayWords, personName, titleOf, unitName } from './words.js';
import { say, type World } from './world.js';

/** A list longer than a phone's screen helps nobody. */
const listed = 30;

export async function tellPending(world: World, person: Person): Promise<string> {
  const { spots, others: cycles } = partedCycles(await world.stores.cycles.openCycles());
  if (spots.length + cycles.length === 0) return say(world, 'no-cycles', {});
  const lines = await spotCheckLines(world, spots, person, true);
  if (cycles.length === 0 && lines.length > 0) return lines.join('\n');
  const now = world.clock.now();
  const deadlineOf = await fairDeadlines(world);
  const facts = await Promise.all(
    cycles.map(async (cycle) => {
      const open = await openVisible(world, person, cycle);
      const pending = open.filter(([, record]) => record.state === 'pending' && !isExtended(record, now));
      const extended = open.filter(([, record]) => isExtended(record, now));
      const unreached = open.filter(([, { state }]) => state === 'unreached');
      return {
        title: titleOf(world, cycle),
        pending: await Promise.all(pending.slice(0, listed).map(([unit, record]) => item(world, person, cycle, unit, record))),
        more: Math.max(0, pending.length - listed),
        extended: extended
          .slice(0, listed)
          .map(([unit, record]) => ({ unit: unitName(world, unit, cycle), until: dateWords(world, deadlineOf(cycle, record), false) })),
        unreached: unreached
          .slice(0, listed)
          .map(([unit]) => ({ unit: unitName(world, unit, cycle), why: unreachedWhy(world, cycle, unit), post: askedPost(world, cycle) })),
      };
    }),
  );
  const words = say(world, 'pending', { cycles: facts, clerk: person.roles.includes('clerk') ? null : clerkName(world) });
  return [words, ...lines].join('\n');
}

export async function tellOverdue(world: World, person: Person, now: Instant, about?: string): Promise<string> {
  const view = about === undefined ? undefined : readView(world, about);
  const refused = refusedView(world, person, view);
  if (refused !== undefined) return refused;
  // Answers have no field, and are owed by units.
  if (view !== undefined && view.of !== 'unit') return say(world, 'overdue', { items: await lateFindings(world, person, now, view) });
  const items: Facts<'overdue'>['items'][number][] = [];
  const deadlineOf = await fairDeadlines(world);
  for (const cycle of partedCycles(await world.stores.cycles.openCycles()).others) {
    for (const [unit, record] of await openVisible(world, person, cycle)) {
      const deadline = deadlineOf(cycle, record);
      if (record.state !== 'pending' || now <= deadline || (view !== undefined && unit !== view.unit)) continue;
      const due = dayWords(world, deadline);
      items.push({ unit: unitName(world, unit, cycle), title: titleOf(world, cycle), due, ...whereIs(world, person, unit, record) });
    }
  }
  items.push(...(await overdueTasks(world, person, now, view?.unit)), ...(await lateFindings(world, person, now, view)));
  return say(world, 'overdue', { items: items.slice(0, listed) });
}

async function overdueTasks(world: World, person: Person, now: Instant, of?: UnitId): Promise<Facts<'overdue'>['items'][number][]> {
  const late = (await openTasks(world, now)).filter((task) => isLate(task, now));
  const seen = new Set(
    visible(
      world.config().roster,
      person.id,
      late.map(({ task }) => task.unit),
    ),
  );
  return late
    .filter(({ task }) => seen.has(task.unit) && (of === undefined || task.unit === of))
    .map(({ task, due }) => ({
      unit: unitName(world, task.unit),
      title: taskTitle(world, task),
      due: dayWords(world, due),
      ...whereIs(world, person, task.unit, task),
    }));
}

async function lateFindings(world: World, person: Person, now: Instant, view?: View): Promise<Facts<'overdue'>['items'][number][]> {
  const late = await overdueFindings(world, person, now, listed, view);
  return late.map((finding) => ({
    unit: findingUnit(world, finding),
    title: findingTitle(world, finding),
    due: dayWords(world, finding.until ?? finding.dueAt ?? finding.at),
    ...whereIs(world, person, finding.unit, finding),
  }));
}

export async function tellProgress(world: World, person: Person, name: string | undefined, now: Instant): Promise<string> {
  const found = await findCycles(world, name, now);
  if (found.length === 0) {
    const names = await cycleTitles(world, now);
    return name === undefined || names.length === 0 ? say(world, 'no-cycles', {}) : say(world, 'no-such-cycle', { typed: name, names });
  }
  const deadlineOf = await fairDeadlines(world);
  const words = await Promise.all(
    partedCycles(found).others.map(async (cycle) =>
      say(world, 'progress', {
        title: titleOf(world, cycle),
        due: dayWords(world, cycleDeadline(deadlineOf, cycle)),
        ...(await visibleCounts(world, person, cycle)),
        opened: dayWords(world, cycle.openedAt),
        closed: cycle.closedAt !== undefined,
      }),
    ),
  );
  return [...words, ...(await spotCheckLines(world, partedCycles(found).spots, person, false))].join('\n');
}

async function item(
  world: World,
  person: Person,
  cycle: Cycle,
  unit: UnitId,
  record: UnitRecord,
): Promise<Facts<'pending'>['cycles'][number]['pending'][number]> {
  const found = world.config().roster.units.get(unit);
  const self = found?.principal === person.id || found?.liaison === person.id;
  const request = record.terms?.heldBy === undefined ? undefined : await world.stores.matters.matter(record.terms.heldBy);
  const decider = request?.kind === 'request' && request.ask !== 'reassign' ? request.to : undefined;
  return { unit: unitName(world, unit, cycle), self, ...placeOf(world, person, decider ?? leaderOf(world, unit, record)) };
}

/** With whom it lies; `here`: with the reader. */
function whereIs(world: World, person: Person, unit: UnitId, record: Pick<UnitRecord, 'level'>): { with: string | null; here: boolean } {
  return placeOf(world, person, leaderOf(world, unit, record));
}

function placeOf(world: World, person: Person, leader: PersonId | undefined): { with: string | null; here: boolean } {
  const here = leader === person.id;
  return { with: leader === undefined || here ? null : personName(world, leader), here };
}

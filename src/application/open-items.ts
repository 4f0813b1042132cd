/** What is open with somebody: what whoever follows them takes over. */
import { dateOf } from '../domain/date-text.js';
import { isOwed } from '../domain/finding.js';
import type { MatterNo } from '../domain/matter.js';
import type { HeldPost } from '../domain/posting.js';
import { audienceUnits } from '../domain/responsibility.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import { isAsking } from '../domain/schedule.js';
import { unitsOfPosts } from '../domain/transfer-rules.js';
import { dayMs, type Instant } from '../domain/time.js';
import { fairDeadlines } from './fair-deadline.js';
import { fairDue } from './finding-book.js';
import { nextOpening } from './openings.js';
import { isUnanswered } from './open-prompts.js';
import { dayOfMonthWords } from './posting-facts.js';
import { openTasks } from './task-book.js';
import { dateWords, titleOf, unitName } from './words.js';
import { say, type World } from './world.js';

export type ItemKind = 'task' | 'finding' | 'request' | 'reading' | 'part' | 'leave' | 'inspection';

export interface OpenItem {
  kind: ItemKind;
  no: MatterNo | null;
  unit: UnitId;
  /** Of a part in a cycle. */
  title: string | null;
  due: Instant | null;
}

const order: readonly ItemKind[] = ['task', 'finding', 'part', 'request', 'reading', 'inspection', 'leave'];

/** What lies with a person in their posts and by name, in the order of its kinds, the nearest date first. Closed and reported things are not in it. */
export async function openItems(world: World, person: PersonId, posts: readonly HeldPost[], now: Instant): Promise<OpenItem[]> {
  const found = await Promise.all([
    tasksOf(world, posts, now),
    findingsOf(world, person, posts, now),
    partsOf(world, person, posts),
    waitingFor(world, person),
    joinedIn(world, person),
  ]);
  const due = (item: OpenItem): number => item.due ?? Number.POSITIVE_INFINITY;
  return found
    .flat()
    .toSorted(
      (one, other) => order.indexOf(one.kind) - order.indexOf(other.kind) || due(one) - due(other) || (one.no ?? 0) - (other.no ?? 0),
    );
}

async function tasksOf(world: World, posts: readonly HeldPost[], now: Instant): Promise<OpenItem[]> {
  const open = await openTasks(world, now);
  const theirs = open.filter(
    ({ task, schedule }) => task.state === 'open' && posts.some(({ unit, post }) => unit === task.unit && post === schedule.ask),
  );
  return theirs.map(({ task, due }) => ({ kind: 'task', no: task.no, unit: task.unit, title: null, due }));
}

async function findingsOf(world: World, person: PersonId, posts: readonly HeldPost[], now: Instant): Promise<OpenItem[]> {
  const items: OpenItem[] = [];
  for (const unit of unitsOfPosts(posts)) {
    for (const matter of await world.stores.matters.open({ unit })) {
      if (matter.kind !== 'finding' || !isOwed(matter) || (matter.owner !== person && !matter.joint.includes(person))) continue;
      items.push({ kind: 'finding', no: matter.no, unit, title: null, due: await fairDue(world, matter, now) });
    }
  }
  return items;
}

/** Questions that wait for an answer from their post, or were passed on to them. */
async function partsOf(world: World, person: PersonId, posts: readonly HeldPost[]): Promise<OpenItem[]> {
  const items: OpenItem[] = [];
  const deadlineOf = await fairDeadlines(world);
  for (const cycle of await world.stores.cycles.openCycles()) {
    const units = unitsOfPosts(posts).filter((unit) => cycle.units.includes(unit));
    for (const [unit, record] of await world.stores.cycles.records(cycle.id, units)) {
      const asked = posts.some((held) => held.unit === unit && held.post === cycle.schedule.ask);
      const assignee = record.terms?.assignee;
      if (!isUnanswered({ record }) || (assignee === undefined ? !asked : assignee !== person)) continue;
      items.push({ kind: 'part', no: null, unit, title: titleOf(world, cycle), due: deadlineOf(cycle, record) });
    }
  }
  return items;
}

/** Requests they decide on, reports they read, and what they were offered. */
async function waitingFor(world: World, person: PersonId): Promise<OpenItem[]> {
  const { matters } = world.stores;
  const [requests, readings] = await Promise.all([
    matters.open({ kind: 'request', waitsFor: person }),
    matters.open({ kind: 'reading', waitsFor: person }),
  ]);
  const theirs = [...requests.filter(({ ask }) => ask !== 'reassign'), ...readings.filter(({ reader }) => reader === person)];
  return theirs.map(({ kind, no, unit }) => ({ kind, no, unit, title: null, due: null }));
}

async function joinedIn(world: World, person: PersonId): Promise<OpenItem[]> {
  const { matters } = world.stores;
  const [leaves, inspections] = await Promise.all([matters.open({ kind: 'leave' }), matters.open({ kind: 'inspection' })]);
  const covered = leaves.filter(({ deputy, answer }) => deputy === person && answer === 'agreed');
  const walked = inspections.filter(({ inspectors, state }) => state === 'open' && inspectors.includes(person));
  return [...covered, ...walked].map(({ kind, no, unit }) => ({ kind, no, unit, title: null, due: null }));
}

/** All of them in one line: numbers by kind, questions by their titles. */
export function itemsWords(world: World, items: readonly OpenItem[]): string {
  const severalUnits = new Set(items.map(({ unit }) => unit)).size > 1;
  const groups = [...new Set(items.map(({ kind }) => kind))].map((kind) => ({
    kind,
    words: items
      .filter((item) => item.kind === kind)
      .map((item) =>
        item.no === null
          ? `${severalUnits ? unitName(world, item.unit) : ''}${item.title ?? ''}`
          : say(world, 'number', { number: item.no }),
      ),
  }));
  return say(world, 'open-items', { groups });
}

const comingMs = 31 * dayMs;

/** What will be asked of these posts within a month, one line for each schedule. */
export function comingFacts(world: World, posts: readonly HeldPost[], now: Instant): { title: string; day: string }[] {
  const { roster, schedules, settings } = world.config();
  return [...schedules.values()].filter(isAsking).flatMap((schedule) => {
    const units = new Set(audienceUnits(roster, schedule.audience));
    if (!posts.some(({ unit, post }) => post === schedule.ask && units.has(unit))) return [];
    const opening = nextOpening(world, schedule, now);
    if (opening === undefined || opening > now + comingMs) return [];
    const date = dateOf(opening, settings.timezone);
    const sameMonth = date.slice(0, 7) === dateOf(now, settings.timezone).slice(0, 7);
    return [{ title: titleOf(world, { schedule, plannedAt: opening }), day: dayOfMonthWords(world, date, sameMonth) }];
  });
}

/** The lines of the message in which they are handed over. */
export function itemFacts(world: World, items: readonly OpenItem[]) {
  return items.map(({ kind, no, unit, title, due }) => ({
    kind,
    number: no,
    unit: unitName(world, unit),
    title,
    due: due === null ? null : dateWords(world, due, false),
  }));
}

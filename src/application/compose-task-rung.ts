/** 催办 and 督办 of tasks: what was sent, what ends it and what comes next; several of one unit are one section. */
import { reachedBy } from '../domain/responsibility.js';
import type { Instant } from '../domain/time.js';
import { climbs } from '../domain/task.js';
import type { DueNotice, Reader } from './due-notice.js';
import { booked, isRegister, type BookedTask } from './task-book.js';
import { taskHistory, tasksOf, type TaskHistory } from './task-notices.js';
import { taskFacts } from './task-words.js';
import { clerkName, dayWords, leaderName, nearDayWords, personName, unitName } from './words.js';
import { say, type World } from './world.js';

interface RungTask extends BookedTask {
  nextDue: Instant | null;
}

export async function pressed(world: World, items: DueNotice[], reader: Reader, now: Instant): Promise<string[]> {
  const groups = await groupsOf(world, items, now);
  return Promise.all(
    groups.map(async (group, index) => {
      const { first, facts, history } = await rungFacts(world, group, index === 0 ? reader.name : null);
      const next = first.nextDue;
      return say(world, 'task-press', {
        ...facts,
        reminded: history.reminded === undefined ? null : dayWords(world, history.reminded),
        next: next === null ? null : nearDayWords(world, next, now, true),
        nextTo: next === null ? null : nextLeader(world, first),
      });
    }),
  );
}

export async function supervised(world: World, items: DueNotice[], reader: Reader, now: Instant): Promise<string[]> {
  const groups = await groupsOf(world, items, now);
  return Promise.all(
    groups.map(async (group, index) => {
      const { facts, history } = await rungFacts(world, group, index === 0 ? reader.name : null);
      return say(world, 'task-supervise', {
        ...facts,
        reminded: history.reminded === undefined ? null : dayWords(world, history.reminded),
        pressed: history.pressed === undefined ? null : dayWords(world, history.pressed.at),
        pressedWho: history.pressed === undefined ? null : personName(world, history.pressed.who),
      });
    }),
  );
}

/** What is still open and not held, by schedule and unit, the nearest date first. */
async function groupsOf(world: World, items: readonly DueNotice[], now: Instant): Promise<[RungTask, ...RungTask[]][]> {
  const nextDues = new Map(
    items.map(({ notice }) => {
      const { no, nextDue } = notice.facts as { no: number; nextDue: Instant | null };
      return [no, nextDue] as const;
    }),
  );
  const tasks = await tasksOf(
    world,
    items.map(({ notice }) => notice),
  );
  const open = await booked(world, tasks.filter(climbs), now);
  const groups = new Map<string, [RungTask, ...RungTask[]]>();
  for (const item of open) {
    const entry: RungTask = { ...item, nextDue: nextDues.get(item.task.no) ?? null };
    const key = `${item.schedule.id} ${item.task.unit}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return [...groups.values()];
}

async function rungFacts(world: World, group: readonly [RungTask, ...RungTask[]], salute: string | null) {
  const [first] = group;
  const history: TaskHistory = await taskHistory(world, first.schedule, first.task);
  const facts = {
    salute,
    unit: unitName(world, first.task.unit),
    rules: isRegister(first.schedule),
    count: group.length,
    items: group.map((item) => taskFacts(world, item)),
    first: first.task.no,
    basis: first.schedule.basis ?? null,
    clerk: clerkName(world),
  };
  return { first, facts, history };
}

/** To whom the next rung goes. */
function nextLeader(world: World, { schedule, task }: BookedTask): string | null {
  const next = schedule.escalate.find(({ level }) => level !== 'press');
  const [leader] = next === undefined ? [] : reachedBy(world.config().roster, task.unit, next);
  return leader === undefined ? null : leaderName(world, leader);
}

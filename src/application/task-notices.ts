/** Notices about tasks: how they are made, and what of them was really sent. Their words are made from the books when they go out. */
import type { Matter, MatterNo, Task } from '../domain/matter.js';
import { askedOf, climbs, taskResumesAt } from '../domain/task.js';
import { holders } from '../domain/responsibility.js';
import type { PersonId } from '../domain/roster.js';
import type { TaskSchedule } from '../domain/schedule.js';
import type { Instant } from '../domain/time.js';
import { resolveStep } from '../domain/workdays.js';
import { noticesTo, type taskNoticeKinds } from './notices.js';
import type { Notice, NoticeState } from './ports.js';
import { workContext, type World } from './world.js';

export type TaskNoticeKind = (typeof taskNoticeKinds)[number];

/** Reported tasks that nobody looked at are brought up again after this. */
const lookWorkdays = 2;

/** The same to each of several people, under an id that the same version of the task gives again. */
export function taskNotices(
  world: World,
  schedule: TaskSchedule,
  task: Pick<Task, 'no' | 'version' | 'unit'>,
  matter: { kind: TaskNoticeKind; to: readonly PersonId[]; mark?: string; facts?: object },
  now: Instant,
): Notice[] {
  const { kind, to, mark, facts } = matter;
  const stem = noticeStem(task.no, task.version, mark ?? kind);
  return noticesTo(world, stem, to, { kind, schedule, unit: task.unit, facts: { no: task.no, ...facts } }, now);
}

export function noticeStem(no: MatterNo, version: number, mark: string): string {
  return `task/${no}@${version}/${mark}`;
}

/** When a task is to be looked at next, seen from a change that somebody makes now. Infinity: not by itself. */
export function nextLook(world: World, schedule: TaskSchedule, task: Task, now: Instant): Instant {
  const context = workContext(world);
  if (task.state === 'reported') return resolveStep({ kind: 'workdays', days: lookWorkdays }, now, context);
  return taskResumesAt({ schedule, task, outages: [], now, context });
}

/** Where the notices of one kind to these people went, whichever version of the task they belong to. */
async function sentOf(
  world: World,
  task: Task,
  kind: TaskNoticeKind,
  people: readonly PersonId[],
): Promise<{ who: PersonId; state: NoticeState; at: Instant }[]> {
  const ids = new Map<string, PersonId>();
  for (let version = 1; version < task.version; version += 1) {
    for (const who of people) ids.set(`${noticeStem(task.no, version, kind)}/${who}`, who);
  }
  const found = await world.stores.outbox.byIds([...ids.keys()]);
  return found.flatMap(({ id, state, settledAt, at }) => {
    const who = ids.get(id);
    return who === undefined ? [] : [{ who, state, at: settledAt ?? at }];
  });
}

export interface TaskHistory {
  /** The newest. */
  reminded?: Instant;
  pressed?: { at: Instant; who: PersonId };
}

/** What was really sent about a task, by the outbox's word: the rungs name it. */
export async function taskHistory(world: World, schedule: TaskSchedule, task: Task): Promise<TaskHistory> {
  const [reminders, presses] = await Promise.all([
    sentOf(world, task, 'task-remind', ownersOf(world, schedule, task)),
    sentOf(world, task, 'task-press', reachedByRungs(world, schedule, task, 'press')),
  ]);
  const [last] = sentOnes(reminders);
  const [press] = sentOnes(presses);
  return {
    ...(last === undefined ? {} : { reminded: last.at }),
    ...(press === undefined ? {} : { pressed: { at: press.at, who: press.who } }),
  };
}

/** Whether the newest rung certainly reached nobody: all its messages were refused. */
export async function rungFailed(world: World, schedule: TaskSchedule, task: Task): Promise<boolean> {
  const kind = task.level === 'press' ? 'task-press' : task.level === 'supervise' ? 'task-supervise' : undefined;
  if (kind === undefined) return false;
  const sent = await sentOf(world, task, kind, reachedByRungs(world, schedule, task, task.level));
  return sent.length > 0 && sent.every(({ state }) => state === 'failed');
}

export function isTaskRung({ kind }: Pick<Notice, 'kind'>): boolean {
  return kind === 'task-press' || kind === 'task-supervise';
}

/** After a rung's message was refused: if it reached nobody else, the next rung is looked at at once. */
export async function passTaskOn(world: World, notice: Pick<Notice, 'facts'>, now: Instant): Promise<void> {
  const [task] = await tasksOf(world, [notice]);
  const schedule = task === undefined ? undefined : world.config().schedules.get(task.schedule);
  if (task === undefined || schedule?.kind !== 'task' || !climbs(task)) return;
  if (await rungFailed(world, schedule, task)) await world.stores.matters.postpone(task.no, task.version, now);
}

/** Those to whom the matter went above the owner: they hear when it is over. */
export async function supervisedBy(world: World, schedule: TaskSchedule, task: Task): Promise<PersonId[]> {
  const sent = await sentOf(world, task, 'task-supervise', reachedByRungs(world, schedule, task, 'supervise'));
  return [...new Set(sent.filter(({ state }) => state !== 'dropped' && state !== 'failed').map(({ who }) => who))];
}

/** The tasks that notices are about, each once, as they are now. */
export async function tasksOf(world: World, notices: readonly Pick<Notice, 'facts'>[]): Promise<Task[]> {
  const numbers = new Set(notices.map(({ facts }) => (facts as { no: number }).no));
  const tasks = await Promise.all([...numbers].map(async (no) => asTask(await world.stores.matters.matter(no))));
  return tasks.filter((task) => task !== undefined);
}

/** A matter by its number, if it is a task. */
export function asTask(matter: Matter | undefined): Task | undefined {
  return matter?.kind === 'task' ? matter : undefined;
}

function ownersOf(world: World, schedule: TaskSchedule, task: Task): PersonId[] {
  const { roster } = world.config();
  return [
    ...new Set([
      ...askedOf(roster, schedule, task),
      ...holders(roster, schedule.ask, task.unit),
      ...holders(roster, 'principal', task.unit),
    ]),
  ];
}

function reachedByRungs(world: World, { escalate }: TaskSchedule, task: Task, level: Task['level']): PersonId[] {
  const roles = escalate.filter((rung) => rung.level === level).flatMap(({ to }) => to);
  return [...new Set(roles.flatMap((role) => holders(world.config().roster, role, task.unit)))];
}

function sentOnes(sent: readonly { who: PersonId; state: NoticeState; at: Instant }[]): { who: PersonId; at: Instant }[] {
  return sent.filter(({ state }) => state === 'sent').toSorted((one, other) => other.at - one.at);
}

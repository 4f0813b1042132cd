/** 销号 and 退回: who closes tasks looks at what was reported done. The first word counts; nobody closes their own. */
import { reachable } from '../domain/ladder.js';
import type { Task } from '../domain/matter.js';
import { may } from '../domain/permission.js';
import type { PersonId } from '../domain/roster.js';
import type { TaskSchedule } from '../domain/schedule.js';
import { askedOf, isOwn, stepBehindReminders } from '../domain/task.js';
import { tiesToTask } from '../domain/ties.js';
import { unitsOf } from '../domain/responsibility.js';
import { dialogAfter } from './complete-request.js';
import { receiptMark, type Notice } from './ports.js';
import { responseTo, saying, type Response, type Said } from './said.js';
import { openTasks, scheduleOf } from './task-book.js';
import { asTask, nextLook, taskNotices } from './task-notices.js';
import { notOpen, trouble } from './task-trouble.js';
import { say, workContext, type World } from './world.js';

export interface Judgement {
  verb: 'close' | 'send-back';
  no?: number;
  text?: string;
}

export async function judgeTask(world: World, said: Said, judgement: Judgement): Promise<Response> {
  const { no } = judgement;
  if (no !== undefined) return judge(world, said, judgement, no, asTask(await world.stores.matters.matter(no)));
  const reported = (await openTasks(world, said.now)).filter(
    ({ task, schedule }) => task.state === 'reported' && mayJudge(world, said, judgement.verb, task, schedule),
  );
  const [only] = reported;
  if (only === undefined) return trouble(world, 'none-reported');
  if (reported.length === 1) return judge(world, said, judgement, only.task.no, only.task);
  return saying(say(world, 'task-which', { numbers: reported.map(({ task }) => task.no), verb: judgement.verb, rules: false }));
}

async function judge(world: World, said: Said, { verb, text }: Judgement, no: number, task: Task | undefined): Promise<Response> {
  const { roster } = world.config();
  const schedule = task === undefined ? undefined : scheduleOf(world, task);
  const refused = notOpen(world, said.person, no, task);
  if (refused !== undefined) return refused;
  if (task === undefined || schedule === undefined) return trouble(world, 'unknown', { no });
  if (!mayJudge(world, said, verb, task, schedule)) {
    const own = isOwn(roster, task, said.person.id) || unitsOf(roster, said.person.id).includes(task.unit);
    return trouble(world, own ? 'own' : 'not-closer', { no, task });
  }
  if (task.state !== 'reported') return trouble(world, 'not-reported', { no, task });
  if (verb === 'close') return close(world, said, task, schedule);
  return text === undefined ? trouble(world, 'reason', { no, task }) : sendBack(world, said, task, schedule, text);
}

function mayJudge(world: World, { person }: Said, verb: Judgement['verb'], task: Task, schedule: TaskSchedule): boolean {
  const { roster } = world.config();
  return may(roster, person.id, verb, { unit: task.unit, ties: tiesToTask(roster, schedule, task, person.id) });
}

async function close(world: World, said: Said, task: Task, schedule: TaskSchedule): Promise<Response> {
  const { person, now } = said;
  const after: Task = { ...task, state: 'closed', settledAt: now, closedBy: person.id };
  const facts = { closer: person.id };
  const notices = taskNotices(world, schedule, task, { kind: 'task-closed', to: ownersOf(world, schedule, task, person.id), facts }, now);
  return write(world, said, task, { after, act: 'task-closed', notices, receipt: 'receipt-task-closed', waitsFor: [] });
}

/** The due date stays. A reminder whose time passed while it was reported is said by the reason itself. */
async function sendBack(world: World, said: Said, task: Task, schedule: TaskSchedule, reason: string): Promise<Response> {
  const { person, now } = said;
  const open: Task = { ...task, state: 'open', sentBack: [...task.sentBack, { by: person.id, at: said.at, words: reason }] };
  const after = { ...open, step: stepBehindReminders(schedule, open, now, workContext(world)) };
  const facts = { closer: person.id, reason };
  const notices = taskNotices(
    world,
    schedule,
    task,
    { kind: 'task-sent-back', to: ownersOf(world, schedule, task, person.id), facts },
    now,
  );
  const due = nextLook(world, schedule, after, now);
  return write(world, said, task, { after, act: 'task-sent-back', notices, receipt: 'receipt-task-sent-back', waitsFor: [], due });
}

async function write(
  world: World,
  said: Said,
  before: Task,
  change: {
    after: Task;
    act: string;
    notices: Notice[];
    receipt: 'receipt-task-closed' | 'receipt-task-sent-back';
    waitsFor: PersonId[];
    due?: number;
  },
): Promise<Response> {
  const { messageId, person, now } = said;
  const { after, act, notices, receipt, waitsFor, due = Number.POSITIVE_INFINITY } = change;
  const text = say(world, receipt, { number: before.no, no: receiptMark });
  const recorded = await world.stores.matters.write(
    {
      matter: after,
      after: before.version,
      ...(Number.isFinite(due) ? { due } : {}),
      waitsFor,
      actor: person.id,
      act,
      notices,
      said: { messageId, receipt: { to: person.id, text }, ...dialogAfter(said) },
    },
    now,
  );
  return responseTo(recorded);
}

/** Who reported it, and whom of the owner it is put to; not the one who speaks. */
function ownersOf(world: World, schedule: TaskSchedule, task: Task, by: PersonId): PersonId[] {
  const { roster } = world.config();
  const reporter = task.evidence.at(-1)?.by;
  const owners = new Set([...(reporter === undefined ? [] : [reporter]), ...askedOf(roster, schedule, task)]);
  return reachable(roster, [...owners]).filter((person) => person !== by);
}

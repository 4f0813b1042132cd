/** 已办: an owner says that a task is done, with a document's number or a word about it; somebody else looks and closes it. */
import { wordOf } from '../domain/command.js';
import { isTitle, titled } from '../domain/document-words.js';
import { reachable } from '../domain/ladder.js';
import type { Task } from '../domain/matter.js';
import { may } from '../domain/permission.js';
import type { Person } from '../domain/roster.js';
import type { TaskSchedule } from '../domain/schedule.js';
import type { Instant } from '../domain/time.js';
import { closersOf } from '../domain/task.js';
import { tiesToPart } from '../domain/ties.js';
import { dialogAfter } from './complete-request.js';
import { overtakeReported } from './overtake-request.js';
import { receiptMark, type Notice } from './ports.js';
import { responseTo, saying, type Response, type Said } from './said.js';
import { isRegister, openTasks, scheduleOf, type BookedTask } from './task-book.js';
import { asTask, nextLook, supervisedBy, taskNotices } from './task-notices.js';
import { closerName, notOpen, trouble } from './task-trouble.js';
import { shownEvidence } from './task-words.js';
import { say, type World } from './world.js';

/** What was said each time is kept: nobody reports one task so often in earnest. */
const mostEvidence = 50;

export async function reportTask(world: World, said: Said, { no, text }: { no?: number; text?: string }): Promise<Response> {
  if (no !== undefined) return reportNumbered(world, said, no, text);
  const open = await openFor(world, said);
  const [only] = open;
  if (only === undefined) return trouble(world, 'none-open');
  return open.length === 1 ? report(world, said, only.task, only.schedule, text) : askWhich(world, open, text);
}

export async function hasOpenTask(world: World, said: Pick<Said, 'person' | 'now'>): Promise<boolean> {
  return (await openFor(world, said)).length > 0;
}

/** What a person may report, the nearest date first. */
async function openFor(world: World, { person, now }: Pick<Said, 'person' | 'now'>): Promise<BookedTask[]> {
  return (await openTasks(world, now)).filter(({ task }) => task.state === 'open' && isTheirs(world, person, task));
}

/** The next words name it, and may say more. */
function askWhich(world: World, open: readonly BookedTask[], text: string | undefined): Response {
  const facts = { numbers: open.map(({ task }) => task.no), verb: 'done', rules: open.every(({ schedule }) => isRegister(schedule)) };
  return saying(say(world, 'task-which', facts), {
    dialog: { kind: 'complete', head: `${wordOf('done')} `, tail: text === undefined ? '' : ` ${text}` },
  });
}

async function reportNumbered(world: World, said: Said, no: number, text: string | undefined): Promise<Response> {
  const task = asTask(await world.stores.matters.matter(no));
  const schedule = task === undefined ? undefined : scheduleOf(world, task);
  const refused = notOpen(world, said.person, no, task);
  if (refused !== undefined) return refused;
  if (task === undefined || schedule === undefined || !isTheirs(world, said.person, task)) return trouble(world, 'unknown', { no });
  return report(world, said, task, schedule, text);
}

async function report(world: World, said: Said, task: Task, schedule: TaskSchedule, text: string | undefined): Promise<Response> {
  const { no } = task;
  const words = text ?? '';
  if (task.state === 'reported' && (words === '' || words === task.evidence.at(-1)?.words)) return trouble(world, 'reported', { no, task });
  const head = `${wordOf('done')} ${no} `;
  const asked = said.dialog?.kind === 'complete' && said.dialog.head === head;
  if (words === '' && !asked) {
    const facts = { number: no, text: titled(task.text), rules: isTitle(task.text) };
    return saying(say(world, 'task-evidence', facts), { dialog: { kind: 'complete', head, tail: '' } });
  }
  if (task.evidence.length >= mostEvidence) return trouble(world, 'reported', { no, task });
  return record(world, said, task, schedule, words);
}

async function record(world: World, said: Said, task: Task, schedule: TaskSchedule, words: string): Promise<Response> {
  const { messageId, person, now } = said;
  const { heldBy: _released, ...kept } = task;
  const evidence = [...task.evidence, { by: person.id, at: said.at, words, files: [] }];
  const after: Task = { ...kept, state: 'reported', evidence };
  const closers = closersOf(world.config().roster, schedule, after);
  const text = say(world, 'receipt-task-done', {
    number: task.no,
    words: words === '' ? null : shownEvidence(world, words, said.at),
    closer: closerName(world, after),
    document: isTitle(task.text),
    no: receiptMark,
  });
  const recorded = await world.stores.matters.write(
    {
      matter: after,
      after: task.version,
      due: nextLook(world, schedule, after, now),
      waitsFor: closers,
      actor: person.id,
      act: 'task-reported',
      notices: await noticesOf(world, schedule, task, closers, said),
      said: { messageId, receipt: { to: person.id, text }, ...dialogAfter(said) },
    },
    now,
  );
  const response = responseTo(recorded);
  if (response.kind === 'recorded') await overtakeRequest(world, task, now);
  return response;
}

/** What was recorded stands whatever happens here: the request's own next look finds the same. */
async function overtakeRequest(world: World, task: Task, now: Instant): Promise<void> {
  try {
    await overtakeReported(world, task, now);
  } catch (error) {
    world.log.warn({ err: error, task: task.no }, 'a request is overtaken by its next look');
  }
}

/** Those who close it, and the leaders it had gone up to: it is off their desk. */
async function noticesOf(world: World, schedule: TaskSchedule, task: Task, closers: string[], { person, now }: Said): Promise<Notice[]> {
  const { roster } = world.config();
  const relieved = task.state === 'open' ? await supervisedBy(world, schedule, task) : [];
  const released = reachable(roster, relieved).filter((one) => one !== person.id && !closers.includes(one));
  return [
    ...taskNotices(world, schedule, task, { kind: 'task-reported', to: reachable(roster, closers) }, now),
    ...taskNotices(world, schedule, task, { kind: 'task-closed', to: released, mark: 'relieved' }, now),
  ];
}

/** Whether somebody answers for the task: a person of its owner unit, or of the one that leads. */
function isTheirs(world: World, person: Person, task: Task): boolean {
  const { roster } = world.config();
  const ties = tiesToPart(roster, task, person.id);
  return [task.unit, task.lead].some((unit) => unit !== undefined && may(roster, person.id, 'done', { unit, ties }));
}

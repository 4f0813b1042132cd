/** Finds what has been lying with somebody for longest: undecided requests, units at their leader's rung, overdue tasks. */
import { titled } from '../domain/document-words.js';
import { overseersOf, waitingAs } from '../domain/finding.js';
import type { Request, Task } from '../domain/matter.js';
import { visible } from '../domain/permission.js';
import type { Person, PersonId, UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { resolveDeadline } from '../domain/workdays.js';
import { fairDeadlines } from './fair-deadline.js';
import { leaderOf, levelFor } from './find-stuck.js';
import { lyingReports, overdueFindings } from './ledger-figures.js';
import { ladderHistory } from './ladder-history.js';
import type { Facts } from './messages.js';
import { subjectOf, subjectTitle } from './request-subject.js';
import { isLate, openTasks } from './task-book.js';
import { oneLine } from './task-words.js';
import { openVisible } from './tell-status.js';
import { dayWords, personName, titleOf, unitName } from './words.js';
import { workContext, type World } from './world.js';

/** Of findings so many are looked at, the oldest first. */
const searched = 20;

type Stuck = Facts<'digest'>['stuck'][number];

interface Lying {
  no: number | null;
  unit: UnitId;
  what: string;
  since: Instant;
  with: PersonId | undefined;
}

/** The longest first, as far as the reader oversees. What went up about a secretary is known to discipline alone. */
export async function findOverlong(world: World, person: Person, now: Instant, atMost: number): Promise<Stuck[]> {
  const { roster } = world.config();
  const found = (
    await Promise.all([
      undecided(world, now),
      supervised(world, person),
      overdueTasks(world, person, now),
      stuckFindings(world, person, now),
    ])
  ).flat();
  const longest = found.filter(({ unit }) => visible(roster, person.id, [unit]).length > 0).sort((one, other) => one.since - other.since);
  return longest.slice(0, atMost).map((item) => ({
    no: item.no,
    unit: unitName(world, item.unit),
    what: item.what,
    since: dayWords(world, item.since),
    with: item.with === undefined || item.with === person.id ? null : personName(world, item.with),
    here: item.with === person.id,
  }));
}

/** A request is stuck once whoever decides has had a whole workday for it. */
async function undecided(world: World, now: Instant): Promise<Lying[]> {
  const open = await world.stores.matters.open<'request'>({ kind: 'request' });
  const waiting = open.filter(
    ({ ask, at, to, state }) =>
      ask !== 'reassign' &&
      state === 'open' &&
      to !== undefined &&
      resolveDeadline({ kind: 'workdays', days: 1 }, at, workContext(world)) < now,
  );
  return Promise.all(
    waiting.map(async (request) => ({
      no: request.no,
      unit: request.unit,
      what: await aboutWords(world, request),
      since: request.at,
      with: request.to,
    })),
  );
}

/** What a request is about, by its name. */
export async function aboutWords(world: World, request: Pick<Request, 'about' | 'unit'>): Promise<string> {
  const subject = await subjectOf(world, request);
  return subject === undefined ? '' : subjectTitle(world, subject);
}

async function supervised(world: World, person: Person): Promise<Lying[]> {
  const found: Lying[] = [];
  const deadlineOf = await fairDeadlines(world);
  for (const cycle of await world.stores.cycles.openCycles()) {
    for (const [unit, record] of await openVisible(world, person, cycle)) {
      const level = levelFor(world, unit, record, person);
      if ((level !== 'supervise' && level !== 'circulate') || record.terms?.heldBy !== undefined) continue;
      const history = await ladderHistory(world, cycle, unit, record);
      // A unit without anybody above it lies with its own principal.
      const holder = leaderOf(world, unit, record) ?? leaderOf(world, unit, { level: 'press' });
      found.push({ no: null, unit, what: titleOf(world, cycle), since: history.supervised?.at ?? deadlineOf(cycle, record), with: holder });
    }
  }
  return found;
}

/** What a request holds waits for somebody else. */
async function overdueTasks(world: World, person: Person, now: Instant): Promise<Lying[]> {
  const late = (await openTasks(world, now)).filter((booked) => isLate(booked, now) && booked.task.heldBy === undefined);
  return late.map(({ task, due }) => ({
    no: task.no,
    unit: task.unit,
    what: titled(task.text),
    since: due,
    with: holderOf(world, person, task),
  }));
}

/** Overdue findings, with whom they lie; and what whoever oversees them has not looked at for two workdays. What a request holds waits for somebody else. */
async function stuckFindings(world: World, person: Person, now: Instant): Promise<Lying[]> {
  const late = (await overdueFindings(world, person, now, searched)).filter(({ heldBy }) => heldBy === undefined);
  const overdue = late.map((finding): Lying => {
    const { no, unit, text, until, dueAt = finding.at } = finding;
    const level = finding.level === 'none' || finding.level === 'remind' ? 'press' : finding.level;
    return { no, unit, what: oneLine(text), since: until ?? dueAt, with: leaderOf(world, unit, { level }) ?? finding.owner };
  });
  const unread = (await lyingReports(world, person, searched)).flatMap((finding): Lying[] => {
    const since = waitingAs(finding)?.since ?? now;
    if (resolveDeadline({ kind: 'workdays', days: 2 }, since, workContext(world)) >= now) return [];
    return [
      { no: finding.no, unit: finding.unit, what: oneLine(finding.text), since, with: overseersOf(world.config().roster, finding)[0] },
    ];
  });
  return [...overdue, ...unread];
}

/** An overdue task lies with its owner, and with the leader once it was supervised. */
function holderOf(world: World, person: Person, task: Task): PersonId | undefined {
  const level = levelFor(world, task.unit, task, person);
  return leaderOf(world, task.unit, { level: level === 'none' || level === 'remind' ? 'press' : level });
}

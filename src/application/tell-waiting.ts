/** 待定: what waits for the reader's own word. */
import type { Matter } from '../domain/matter.js';
import { waitingAs, waitsForOf } from '../domain/finding.js';
import { may } from '../domain/permission.js';
import type { Person } from '../domain/roster.js';
import { waitsForOfficers } from '../domain/spot-check.js';
import type { Instant } from '../domain/time.js';
import { tiesToDraw, tiesToExport, tiesToPart, tiesToReading, tiesToRequest, tiesToTask } from '../domain/ties.js';
import { titled } from '../domain/document-words.js';
import { findingUnit } from './finding-book.js';
import { inspectedName, waitsForSignatureOf } from './inspection-book.js';
import { mayRelease } from './draft-circular.js';
import { isReport } from './hand-over-report.js';
import type { Facts } from './messages.js';
import { askedToChoose } from './lying-with.js';
import { exportTitle } from './export-subject.js';
import { subjectOf, subjectTitle, subjectUnit } from './request-subject.js';
import { leaveFacts } from './posting-facts.js';
import { scheduleOf } from './task-book.js';
import { oneLine } from './task-words.js';
import { dateWords, dayWords, leaderName, nearDayWords, personName, titleOf, unitName } from './words.js';
import { say, type World } from './world.js';

/** A list longer than a phone's screen helps nobody. */
const listed = 20;

type Waiting = Facts<'waiting'>;
type Lists = {
  [Key in
    | 'requests'
    | 'offers'
    | 'tasks'
    | 'readings'
    | 'findings'
    | 'signatures'
    | 'draws'
    | 'leaves'
    | 'exports']: Waiting[Key][number][];
};

export async function tellWaiting(world: World, person: Person, now: Instant): Promise<string> {
  const lists: Lists = {
    requests: [],
    offers: [],
    tasks: [],
    readings: [],
    findings: [],
    signatures: [],
    draws: [],
    leaves: [],
    exports: [],
  };
  const [matters, drafts, chosen] = await Promise.all([
    mattersFor(world, person),
    draftsFor(world, person),
    askedToChoose(world, { person, now }),
  ]);
  for (const matter of matters.slice(0, listed)) await add(world, lists, matter, person, now);
  const rungs = chosen.slice(0, listed).map((subject) => ({
    number: subject.kind === 'task' ? subject.task.no : subject.kind === 'finding' ? subject.finding.no : null,
    unit: subjectUnit(world, subject),
    title: subjectTitle(world, subject),
  }));
  const first = rungs[0] === undefined ? null : String(rungs[0].number ?? rungs[0].unit);
  return say(world, 'waiting', {
    ...lists,
    rungs,
    choose: first,
    drafts,
    more: Math.max(0, matters.length - listed),
    ways: waysOf(lists, drafts),
  });
}

/** What waits for a person, the lowest number first; what is no longer theirs to decide is left out. */
export async function mattersFor(world: World, person: Person): Promise<Matter[]> {
  const matters = await world.stores.matters.open({ waitsFor: person.id });
  const theirs = await Promise.all(matters.map((matter) => isTheirs(world, person, matter)));
  return matters.filter((_, index) => theirs[index]);
}

/** It waited for them when it was last written; whether it still is theirs, the roster in force says. */
async function isTheirs(world: World, { id }: Person, matter: Matter): Promise<boolean> {
  const { unit } = matter;
  const { roster } = world.config();
  switch (matter.kind) {
    case 'request':
      return may(roster, id, matter.ask === 'reassign' ? 'accept' : 'agree', { unit, ties: tiesToRequest(roster, matter, id) });
    case 'task': {
      const schedule = scheduleOf(world, matter);
      return schedule !== undefined && may(roster, id, 'close', { unit, ties: tiesToTask(roster, schedule, matter, id) });
    }
    case 'reading': {
      if (matter.state === 'asked-back') return may(roster, id, 'answer', { unit, ties: tiesToPart(roster, { unit }, id) });
      const cycle = await world.stores.cycles.cycle(matter.cycle);
      if (cycle === undefined || !isReport(cycle)) return false;
      return may(roster, id, 'read', { unit, ties: tiesToReading(roster, cycle.schedule.readers, matter, id) });
    }
    case 'leave':
      return matter.deputy === id && matter.answer === 'asked' && may(roster, id, 'accept', { ties: new Set(['offered']) });
    case 'finding':
      return waitsForOf(roster, matter).includes(id);
    case 'inspection':
      return waitsForSignatureOf(world, matter, id);
    case 'draw':
      return waitsForOfficers(matter) && tiesToDraw(roster, matter, id).has('officer');
    case 'export':
      return matter.state === 'asked' && may(roster, id, 'agree', { ties: tiesToExport(roster, matter, id) });
    case 'pause':
    case 'transfer':
      return false;
    default:
      return matter satisfies never;
  }
}

/** One example of each word that answers something in the list: the first number it fits. */
function waysOf(
  { requests, offers, tasks, readings, findings, signatures, draws, leaves, exports }: Lists,
  drafts: readonly number[],
): Waiting['ways'] {
  return {
    agree:
      requests.find(({ ask }) => ask !== 'difficulty')?.number ??
      findings.find(({ as }) => as === 'objected')?.number ??
      exports[0]?.number ??
      null,
    coordinate: requests.find(({ ask }) => ask === 'difficulty')?.number ?? null,
    accept: offers[0]?.number ?? leaves[0]?.number ?? null,
    close: tasks[0]?.number ?? findings.find(({ as }) => as === 'reported')?.number ?? null,
    establish: findings.find(({ as }) => as === 'proposed')?.number ?? null,
    reopen: findings.find(({ as }) => as === 'relapsed')?.number ?? null,
    recheck: findings.find(({ as }) => as === 'recheck')?.number ?? null,
    read: readings.find(({ asks }) => asks === null)?.number ?? null,
    release: drafts[0] ?? null,
    sign: signatures[0]?.number ?? null,
    draw: draws.some(({ calling }) => !calling),
    phone: draws.some(({ calling }) => calling),
    supplement: readings.some(({ asks }) => asks !== null),
  };
}

async function add(world: World, lists: Lists, matter: Matter, reader: Person, now: Instant): Promise<void> {
  const { no } = matter;
  const unit = unitName(world, matter.unit);
  switch (matter.kind) {
    case 'request': {
      const subject = await subjectOf(world, matter);
      const title = subject === undefined ? null : subjectTitle(world, subject);
      const until = matter.until === undefined ? null : dateWords(world, matter.until, false);
      if (matter.ask === 'reassign') lists.offers.push({ number: no, unit, title, by: personName(world, matter.by) });
      else {
        const lies = matter.to === undefined || matter.to === reader.id ? null : leaderName(world, matter.to);
        lists.requests.push({ number: no, unit, title, ask: matter.ask, until, at: nearDayWords(world, matter.at, now), with: lies });
      }
      return;
    }
    case 'task':
      lists.tasks.push({ number: no, unit, text: titled(matter.text) });
      return;
    case 'reading': {
      const cycle = await world.stores.cycles.cycle(matter.cycle);
      lists.readings.push({
        number: no,
        unit,
        title: cycle === undefined ? null : titleOf(world, cycle),
        asks: matter.state === 'asked-back' ? personName(world, matter.reader) : null,
      });
      return;
    }
    case 'finding': {
      const waiting = waitingAs(matter);
      const since = dayWords(world, waiting?.since ?? matter.at);
      lists.findings.push({ number: no, unit: findingUnit(world, matter), text: oneLine(matter.text), as: waiting?.as ?? null, since });
      return;
    }
    case 'leave':
      lists.leaves.push(leaveFacts(world, matter));
      return;
    case 'inspection':
      lists.signatures.push({
        number: no,
        unit: inspectedName(world, matter),
        checklist: matter.checklist.name,
        by: personName(world, matter.signed[0]?.by ?? matter.inspectors[0] ?? ''),
        at: nearDayWords(world, matter.signed[0]?.at ?? matter.at, now),
      });
      return;
    case 'draw':
      lists.draws.push({ number: no, name: matter.schedule.name, calling: matter.state === 'calling' });
      return;
    case 'export':
      lists.exports.push({
        number: no,
        by: personName(world, matter.by),
        title: await exportTitle(world, matter.subject),
        until: dateWords(world, matter.until, false),
      });
      return;
    case 'pause':
    case 'transfer':
      return;
    default:
      matter satisfies never;
  }
}

/** The drafts that the person may release. */
export async function draftsFor(world: World, person: Person): Promise<number[]> {
  const numbers: number[] = [];
  for (const { no, cycle, units } of await world.stores.circulars.openCirculars()) {
    const about = await world.stores.cycles.cycle(cycle);
    if (about !== undefined && mayRelease(world, { cycle: about, units }, person.id)) numbers.push(no);
  }
  return numbers;
}

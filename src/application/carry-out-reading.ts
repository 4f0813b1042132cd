/** 已阅 and 退回: whoever a report went to has read it, or wants to know more. Whose mark counts is asked at this moment; the first one does. */
import { wordOf, type Command } from '../domain/command.js';
import type { Reading } from '../domain/matter.js';
import { may } from '../domain/permission.js';
import { tiesToReading } from '../domain/ties.js';
import type { Instant } from '../domain/time.js';
import { dialogAfter } from './complete-request.js';
import { handOver, isReport, nextLook, readingOf, waitsFor, type ReportCycle } from './hand-over-report.js';
import { noticesTo } from './notices.js';
import { receiptMark, type MatterChange, type Notice } from './ports.js';
import { authorOf } from './report-words.js';
import { responseTo, saying, silent, type Response, type Said } from './said.js';
import { dayWords, leaderName, personName, titleOf, unitName } from './words.js';
import { say, type World } from './world.js';

export type ReadingCommand = Extract<Command, { verb: 'read' | 'send-back' }>;

/** Whether 退回 is said about a report: of the number's kind, or, without one, because only reports wait for this person. */
export async function isReading(world: World, { person }: Said, no: number | undefined): Promise<boolean> {
  if (no !== undefined) return (await readingOf(world, no)) !== undefined;
  return (await waitingReports(world, person.id)).length > 0;
}

/** The reports that wait to be read by a person who still may, the oldest first. */
export async function waitingReports(world: World, person: string): Promise<Reading[]> {
  const found = (await world.stores.matters.open({ kind: 'reading', waitsFor: person })).filter(({ state }) => state === 'open');
  const theirs = await Promise.all(
    found.map(async (reading) => {
      const cycle = await world.stores.cycles.cycle(reading.cycle);
      return cycle !== undefined && isReport(cycle) && mayJudge(world, person, 'read', { cycle, reading });
    }),
  );
  return found.filter((_, index) => theirs[index]);
}

function mayJudge(world: World, person: string, verb: ReadingCommand['verb'], { cycle, reading }: Found): boolean {
  const { roster } = world.config();
  return may(roster, person, verb, { unit: reading.unit, ties: tiesToReading(roster, cycle.schedule.readers, reading, person) });
}

export async function carryOutReading(world: World, said: Said, command: ReadingCommand): Promise<Response> {
  const waiting = await waitingReports(world, said.person.id);
  const [only, ...others] = waiting;
  // Without a number, and with nothing to be read, 已阅 is courtesy.
  if (command.no === undefined && only === undefined) return command.verb === 'read' ? silent : noSuchReport(world, undefined, waiting);
  if (command.no === undefined && others.length > 0) return saying(await which(world, waiting, command.verb));
  const no = command.no ?? only?.no ?? 0;
  // Several numbers behind 已阅 are several reports: all of them, or none when one is not theirs.
  const numbers = [...new Set([no, ...(command.verb === 'read' ? numbersIn(command.text) : [])])];
  const found: Found[] = [];
  for (const number of numbers) {
    const one = await upToDate(world, number, said.now);
    if (one === undefined) return noSuchReport(world, number, waiting);
    if (!mayJudge(world, said.person.id, command.verb, one)) return saying(say(world, 'denied', {}));
    found.push(one);
  }
  const [first] = found;
  if (first === undefined) return noSuchReport(world, no, waiting);
  if (command.verb === 'send-back') return askBack(world, said, first, command.text);
  return markRead(world, said, found);
}

interface Found {
  cycle: ReportCycle;
  reading: Reading;
}

/** The report of a number, with what a crash left undone made good; undefined: there is none, or nothing was handed in. */
async function upToDate(world: World, no: number, now: Instant): Promise<Found | undefined> {
  const stored = await readingOf(world, no);
  if (stored === undefined) return undefined;
  const reading = (await handOver(world, stored, now)) ? await readingOf(world, no) : stored;
  const cycle = await world.stores.cycles.cycle(stored.cycle);
  return reading?.handedIn === undefined || cycle === undefined || !isReport(cycle) ? undefined : { cycle, reading };
}

/** The last one carries the receipt for all: should the others be marked and this one not be, the same words mark it the next time. */
async function markRead(world: World, said: Said, found: readonly Found[]): Promise<Response> {
  const open = found.filter(({ reading }) => reading.state !== 'read');
  const last = open.at(-1);
  const [first] = found;
  if (last === undefined) return first === undefined ? silent : saying(settled(world, first));
  const changes = open.map(({ cycle, reading }) => {
    const read: Reading = { ...reading, reader: said.person.id, state: 'read', settledAt: said.now };
    const notices = tellAuthor(world, cycle, read, { kind: 'report-read', facts: { reader: said.person.id } }, said.now);
    return changeOf(world, read, 'report-read', notices, said.person.id);
  });
  for (const change of changes.slice(0, -1)) await world.stores.matters.write(change, said.now);
  const authors = [...new Set(open.flatMap(({ cycle, reading }) => authorNames(world, cycle, reading)))];
  const text = say(world, 'report-marked', { reports: open.map((one) => named(world, one)), authors, no: receiptMark });
  return decide(world, said, changes.at(-1), text);
}

function numbersIn(text: string | undefined): number[] {
  const plain = (text ?? '').normalize('NFKC');
  return /^(?:\d{1,9}\s*号?[\s,、;。和]*)+$/u.test(plain) ? [...plain.matchAll(/\d{1,9}/gu)].map(([digits]) => Number(digits)) : [];
}

async function askBack(world: World, said: Said, { cycle, reading }: Found, text: string | undefined): Promise<Response> {
  if (text === undefined)
    return saying(say(world, 'report-ask-how', { number: reading.no }), {
      dialog: { kind: 'complete', head: `${wordOf('send-back')} ${reading.no} `, tail: '' },
    });
  const { settledAt: _settled, ...rest } = reading;
  const asked: Reading = {
    ...rest,
    reader: said.person.id,
    state: 'asked-back',
    asked: [...reading.asked, { at: said.now, words: text }],
    reminded: 0,
  };
  const notices = tellAuthor(world, cycle, asked, { kind: 'report-asked-back', facts: { no: reading.no } }, said.now);
  const facts = { ...named(world, { cycle, reading }), authors: authorNames(world, cycle, reading), no: receiptMark };
  return decide(world, said, changeOf(world, asked, 'report-asked-back', notices, said.person.id), say(world, 'report-asked', facts));
}

type Change = ReturnType<typeof changeOf>;

async function decide(world: World, said: Said, change: Change | undefined, text: string): Promise<Response> {
  if (change === undefined) return silent;
  const receipt = { to: said.person.id, text };
  const recorded = await world.stores.matters.write(
    { ...change, said: { messageId: said.messageId, receipt, ...dialogAfter(said) } },
    said.now,
  );
  if (recorded.kind === 'recorded') await noteAct(world, said, change.act);
  return responseTo(recorded);
}

/** What a leader did in person is counted; that it cannot be now takes nothing from what was decided. */
async function noteAct(world: World, { messageId, person, now }: Said, act: string): Promise<void> {
  try {
    await world.stores.household.noteAct(messageId, person.id, act, now);
  } catch (error) {
    world.log.warn({ err: error }, 'an act could not be noted');
  }
}

function changeOf(world: World, matter: Reading, act: string, notices: Notice[], actor: string): Omit<MatterChange, 'said'> {
  return { matter, after: matter.version, due: nextLook(world, matter), waitsFor: waitsFor(matter), actor, act, notices };
}

function tellAuthor(
  world: World,
  cycle: ReportCycle,
  reading: Reading,
  { kind, facts }: { kind: 'report-read' | 'report-asked-back'; facts: object },
  now: Instant,
): Notice[] {
  const stem = `reading/${reading.no}/${reading.version + 1}`;
  return noticesTo(world, stem, authorOf(world, cycle, reading), { kind, cycle, unit: reading.unit, facts }, now);
}

function authorNames(world: World, cycle: ReportCycle, reading: Reading): string[] {
  return authorOf(world, cycle, reading).map((person) => personName(world, person));
}

function named(world: World, { cycle, reading }: Found): { number: number; unit: string; title: string } {
  return { number: reading.no, unit: unitName(world, reading.unit, cycle), title: titleOf(world, cycle) };
}

function settled(world: World, found: Found): string {
  const { reader, settledAt } = found.reading;
  const at = settledAt === undefined ? null : dayWords(world, settledAt);
  return say(world, 'report-settled', { ...named(world, found), reader: leaderName(world, reader), at });
}

async function which(world: World, waiting: readonly Reading[], verb: ReadingCommand['verb']): Promise<string> {
  const items = await Promise.all(
    waiting.map(async ({ no, unit, cycle: id }) => {
      const cycle = await world.stores.cycles.cycle(id);
      return { no, unit: unitName(world, unit, cycle), title: cycle === undefined ? null : titleOf(world, cycle) };
    }),
  );
  return say(world, 'report-which', { items, sendsBack: verb === 'send-back', first: waiting[0]?.no ?? null });
}

function noSuchReport(world: World, typed: number | undefined, waiting: readonly Reading[]): Response {
  return saying(say(world, 'no-such-report', { number: typed ?? null, waiting: waiting.map(({ no }) => no) }));
}

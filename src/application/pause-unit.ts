/** 暂停: the clerk leaves a unit alone until a day. What it owes now is let off, what opens meanwhile is not asked of it. */
import { wordOf } from '../domain/command.js';
import type { Cycle, UnitRecord } from '../domain/cycle.js';
import { askedPeople, askPrincipalStep, reachable, resumedAt } from '../domain/ladder.js';
import type { Pause } from '../domain/matter.js';
import { may } from '../domain/permission.js';
import { endOf } from '../domain/request.js';
import { readExtension } from '../domain/request-words.js';
import { holders } from '../domain/responsibility.js';
import type { PersonId, Unit } from '../domain/roster.js';
import { tiesToUnit } from '../domain/ties.js';
import { asking, dialogAfter } from './complete-request.js';
import { findUnit } from './find-cycle.js';
import { noticesTo } from './notices.js';
import { requestNumber } from './open-request.js';
import { scopesOf } from './open-cycle.js';
import { isUnanswered } from './open-prompts.js';
import { receiptMark, type Notice, type TermsChange } from './ports.js';
import { responseTo, saying, today, type Response, type Said } from './said.js';
import { isSpot } from './spot-check.js';
import { dateWords, titleOf, unitName } from './words.js';
import { say, workContext, type World } from './world.js';

export async function pauseUnit(world: World, said: Said, text: string | undefined): Promise<Response> {
  const named = unitAtStart(world, text ?? '');
  if (named === undefined) return saying(say(world, 'pause-how', { typed: text ?? null }));
  const { unit, rest } = named;
  const { roster } = world.config();
  const { id } = said.person;
  if (!may(roster, id, 'pause', { unit: unit.id, ties: tiesToUnit(roster, unit.id, id) })) return saying(say(world, 'denied', {}));
  const { wish, reason } = readExtension(rest, today(world, said.at));
  if (wish === undefined || wish.kind === 'days') return asking(world, { what: 'pause' }, `${wordOf('pause')} ${unit.name} 至 `, '');
  const until = wish.kind === 'date' ? endOf(wish.date, workContext(world)) : 0;
  if (until <= said.now) return asking(world, { what: 'past' }, `${wordOf('pause')} ${unit.name} 至 `, '');
  const before = await pausesOf(world, unit.id, said.now);
  const [other] = before;
  if (other !== undefined) {
    return saying(say(world, 'pause-already', { number: other.no, unit: unit.name, until: dateWords(world, other.until, false) }));
  }
  return open(world, said, unit, until, reason);
}

/** The open pauses of a unit that have not run out. */
export async function pausesOf(world: World, unit: string, now: number): Promise<Pause[]> {
  return (await world.stores.matters.open({ kind: 'pause', unit })).filter(({ until }) => until > now);
}

async function open(world: World, said: Said, unit: Unit, until: number, reason: string): Promise<Response> {
  const { id: by } = said.person;
  const no = await requestNumber(world, said);
  const owed = await owedBy(world, unit.id);
  const pause: Pause = { kind: 'pause', no, unit: unit.id, at: said.now, version: 0, by, until, reason, state: 'open' };
  const text = say(world, 'paused', {
    number: no,
    unit: unit.name,
    until: dateWords(world, until, false),
    titles: owed.map(({ cycle }) => titleOf(world, cycle)),
    told: false,
    no: receiptMark,
  });
  const recorded = await world.stores.matters.write(
    {
      matter: pause,
      after: 0,
      due: until,
      waitsFor: [],
      terms: owed.map((part) => excused(part, unit.id)),
      actor: by,
      act: 'pause-opened',
      notices: tellUnit(
        world,
        pause,
        peopleOf(world, unit).filter((person) => person !== by),
        said.now,
      ),
      said: { messageId: said.messageId, receipt: { to: by, text }, ...dialogAfter(said) },
    },
    said.now,
  );
  return responseTo(recorded);
}

interface Part {
  cycle: Cycle;
  record: UnitRecord;
}

/** An open request about it is noticed by its next look. */
function excused({ cycle, record }: Part, unit: string): TermsChange {
  const terms = record.terms === undefined ? {} : { before: record.terms, after: record.terms };
  return { cycle: cycle.id, unit, ...terms, excuse: { reason: 'paused', scopes: scopesOf(cycle.tree, unit) } };
}

async function owedBy(world: World, unit: string): Promise<Part[]> {
  const parts: Part[] = [];
  for (const cycle of await world.stores.cycles.openCycles()) {
    const record = cycle.units.includes(unit) ? (await world.stores.cycles.records(cycle.id, [unit])).get(unit) : undefined;
    // Nobody is let off a spot check that has begun.
    if (record !== undefined && !isSpot(cycle) && isUnanswered({ record })) parts.push({ cycle, record });
  }
  return parts;
}

/** Ended by the clerk before its time: what it let off is asked again, and the unit hears so. */
export async function endPause(world: World, said: Said, pause: Pause): Promise<Response> {
  const { no, unit } = pause;
  if (pause.settledAt !== undefined) return saying(say(world, 'pause-over', { number: no, unit: unitName(world, unit) }));
  const { id: by } = said.person;
  await reopen(world, said, pause);
  const text = say(world, 'pause-ended', { number: no, unit: unitName(world, unit), no: receiptMark });
  const recorded = await world.stores.matters.write(
    {
      matter: { ...pause, state: 'withdrawn', settledAt: said.now },
      after: pause.version,
      waitsFor: [],
      actor: by,
      act: 'pause-withdrawn',
      notices: [],
      said: { messageId: said.messageId, receipt: { to: by, text }, ...dialogAfter(said) },
    },
    said.now,
  );
  return responseTo(recorded);
}

async function reopen(world: World, said: Said, pause: Pause): Promise<void> {
  const { unit } = pause;
  for (const cycle of await world.stores.cycles.openCycles()) {
    const record = cycle.units.includes(unit) ? (await world.stores.cycles.records(cycle.id, [unit])).get(unit) : undefined;
    if (record?.state !== 'excused' || record.reason !== 'paused') continue;
    const pending = { state: 'pending', reason: '', scopes: scopesOf(cycle.tree, unit) } as const;
    const going = goingOn(world, pause, { cycle, record }, said.now);
    await world.stores.cycles.takeStep({ cycle: cycle.id, unit, step: record.step, ...going, ...pending }, said.person.id, said.now);
  }
}

/** Who was not asked yet is, as at the opening; else the question goes out once more, and the ladder goes on from where it stood. */
function goingOn(
  world: World,
  { no, unit }: Pause,
  { cycle, record }: Part,
  now: number,
): { next: number; nextDue: number; notices: Notice[] } {
  if (record.promptAt === undefined || record.step <= askPrincipalStep) return { next: 0, nextDue: now, notices: [] };
  const { roster } = world.config();
  const asked = askedPeople({ cycle, unit, record, roster });
  const notices = noticesTo(world, `pause/${no}/${cycle.id}/${unit}`, asked, { kind: 'prompt', cycle, unit }, now);
  return { next: record.step, nextDue: resumedAt(cycle, record, now, workContext(world)), notices };
}

function peopleOf(world: World, unit: Unit): PersonId[] {
  const { roster } = world.config();
  const people = [...holders(roster, 'liaison', unit.id), ...holders(roster, 'principal', unit.id)];
  return reachable(roster, [...new Set(people)]);
}

function tellUnit(world: World, pause: Pause, people: readonly PersonId[], now: number): Notice[] {
  return noticesTo(world, `pause/${pause.no}`, people, { kind: 'paused', unit: pause.unit, facts: { no: pause.no } }, now);
}

function unitAtStart(world: World, text: string): { unit: Unit; rest: string } | undefined {
  const { roster } = world.config();
  const trimmed = text.trim();
  const named = [...roster.units.values()]
    .filter(({ name }) => trimmed.startsWith(name))
    .sort((one, other) => other.name.length - one.name.length);
  const [exact] = named;
  if (exact !== undefined) return { unit: exact, rest: trimmed.slice(exact.name.length) };
  const [, typed = '', rest = ''] = /^(\S+?)\s*((?:至|到|停到|\s)[\s\S]*)$/u.exec(trimmed) ?? [];
  const found = findUnit(roster, typed);
  return 'unit' in found ? { unit: found.unit, rest } : undefined;
}

/** 查: one unit's record, and with a period what it answered, for those who oversee it and for itself. */
import { wordOf } from '../domain/command.js';
import type { Cycle, UnitRecord } from '../domain/cycle.js';
import { dateOf, instantOf } from '../domain/date-text.js';
import { obligationsOf } from '../domain/duty.js';
import { countDifficulties } from '../domain/digest.js';
import { may, standings, visible } from '../domain/permission.js';
import { isUnderSecretary } from '../domain/request.js';
import { ancestors, concerns, holders, overseenBy, unitsOf } from '../domain/responsibility.js';
import type { Person, Unit } from '../domain/roster.js';
import { isByForm } from '../domain/schedule.js';
import { dayMs, type Instant } from '../domain/time.js';
import { fairDeadlines } from './fair-deadline.js';
import { findKeptCycle, findUnit, shortName } from './find-cycle.js';
import { isReport } from './hand-over-report.js';
import { unitFindings } from './unit-findings.js';
import { lookAtReport } from './look-at-report.js';
import { actsSince } from './note-act.js';
import { noteReads } from './note-read.js';
import { partNotes, type PartNotes } from './part-notes.js';
import { inspectionsOfUnit } from './tell-inspections.js';
import { stateWords } from './state-words.js';
import { taskSchedules, totalsOf } from './task-book.js';
import { answerLines, dateWords, dayWords, leaderName, personName, titleOf, unitName } from './words.js';
import { say, type World } from './world.js';

const recentMs = 60 * dayMs;
const shown = 3;

export async function lookAtUnit(
  world: World,
  person: Person,
  typed: string | undefined,
  period: string | undefined,
  operationId: string,
  now: Instant,
): Promise<string> {
  const allowed = allowedUnit(world, person, typed, 'look');
  if (allowed.kind === 'refused') return allowed.text;
  const { unit } = allowed;
  if (period === undefined) {
    const sections = [await overview(world, person, unit, now), await inspectionsOfUnit(world, person, unit, now)];
    return sections.filter((section) => section !== '').join('\n');
  }
  return answersOf(world, person, unit, period, operationId, now);
}

/** The unit a person named, if it exists and they may; otherwise what to tell them. Which units exist beyond one's own is not told. */
export function allowedUnit(
  world: World,
  person: Person,
  typed: string | undefined,
  verb: 'look' | 'urge',
): { kind: 'unit'; unit: Unit } | { kind: 'refused'; text: string } {
  const { roster } = world.config();
  const own = visible(roster, person.id, [...roster.units.keys()]);
  const seesAll = own.length === roster.units.size;
  const found = findUnit(roster, typed ?? '');
  if ('unit' in found && may(roster, person.id, verb, { unit: found.unit.id })) return { kind: 'unit', unit: found.unit };
  const [only] = own;
  if (typed === undefined && own.length === 1 && only !== undefined && may(roster, person.id, verb, { unit: only })) {
    const unit = roster.units.get(only);
    if (unit !== undefined) return { kind: 'unit', unit };
  }
  const near =
    'near' in found && found.near !== undefined && may(roster, person.id, verb, { unit: found.near.id }) ? found.near.name : null;
  if (seesAll || near !== null)
    return { kind: 'refused', text: say(world, 'no-such-unit', { typed: typed ?? null, near, word: wordOf(verb) }) };
  return { kind: 'refused', text: say(world, 'denied-unit', { own: own.slice(0, 20).map((id) => roster.units.get(id)?.name ?? id) }) };
}

async function overview(world: World, person: Person, unit: Unit, now: Instant): Promise<string> {
  const recent = (await world.stores.cycles.cyclesSince(now - recentMs)).filter(({ units }) => units.includes(unit.id)).slice(0, shown);
  const deadlineOf = await fairDeadlines(world);
  const cycles = await Promise.all(
    recent.map(async (cycle) => {
      const record = (await world.stores.cycles.records(cycle.id, [unit.id])).get(unit.id);
      const title = titleOf(world, cycle);
      return {
        title,
        state:
          record === undefined
            ? null
            : stateWords(world, deadlineOf, cycle, unit.id, record, person, await notesOf(world, cycle, unit, record)),
        answered: (record?.version ?? 0) > 0,
        period: shortName(world, cycle, recent),
      };
    }),
  );
  const { roster } = world.config();
  const [principal] = holders(roster, 'principal', unit.id);
  const [supervisor] = holders(roster, 'supervisor', unit.id);
  return say(world, 'look', {
    unit: unit.name,
    principal: principal === undefined ? null : personName(world, principal),
    title: principal === undefined ? null : (roster.people.get(principal)?.title ?? null),
    supervisor: supervisor === undefined ? null : personName(world, supervisor),
    above: chainAbove(world, unit),
    cycles,
    tasks: await totalsOf(world, taskSchedules(world), unit.id),
    difficulties: await difficultiesOf(world, unit, recent),
    findings: await unitFindings(world, person, unit.id, now),
    acts: await principalsActs(world, person, unit, now),
    duties: obligationsOf(roster, world.config().duties ?? []).filter((one) => one.unit === unit.id && one.own !== undefined).length,
  });
}

/** Who answers for it level by level, the nearest first; right below the top there is nothing to tell. */
function chainAbove(world: World, { id }: Unit): string[] {
  const { roster } = world.config();
  const above = ancestors(roster, id);
  if (above.length < 2) return [];
  return above.map((unit) => {
    const [principal] = holders(roster, 'principal', unit);
    return `${unitName(world, unit)}${principal === undefined ? '' : personName(world, principal)}`;
  });
}

/** What the unit's principal did in person this month, to those above them; of a secretary to discipline alone. */
async function principalsActs(world: World, reader: Person, unit: Unit, now: Instant): Promise<{ act: string; count: number }[]> {
  const { roster, settings } = world.config();
  const [principal] = holders(roster, 'principal', unit.id);
  const standing = standings(roster, reader.id);
  const isAbove = standing.has('discipline') || (!isUnderSecretary(roster, unit.id) && overseenBy(roster, reader.id).includes(unit.id));
  if (principal === undefined || !isAbove || concerns(roster, unit.id, reader.id)) return [];
  const month = `${dateOf(now, settings.timezone).slice(0, 7)}-01`;
  return actsSince(world, principal, instantOf(month, 0, settings.timezone));
}

function notesOf(world: World, cycle: Cycle, unit: Unit, record: UnitRecord): Promise<PartNotes> {
  return partNotes(world, cycle, [[unit.id, record]]);
}

/** What the unit asked for and what became of it, in the cycles that are shown. */
async function difficultiesOf(world: World, unit: Unit, cycles: readonly Cycle[]): Promise<{ asked: number; answered: number } | null> {
  const [oldest] = cycles.map(({ openedAt }) => openedAt).sort((one, other) => one - other);
  if (oldest === undefined) return null;
  const requests = await world.stores.matters.since(oldest, 'request');
  const { asked, answered } = countDifficulties(requests.filter((request) => request.unit === unit.id));
  return { asked, answered };
}

/** `三季度2题`: one part of what was answered. */
function partOf(typed: string): { period: string; part: number | undefined } {
  const [, period = typed, digits] = /^(.+?)第?(\d{1,2})[题项]$/u.exec(typed.normalize('NFKC').replace(/\s+/gu, '')) ?? [];
  return { period, part: digits === undefined ? undefined : Number(digits) };
}

/** What a unit answered in one period; of a report also one part of it. That somebody of another unit reads it is on record before they do. */
export async function answersOf(
  world: World,
  person: Person,
  unit: Unit,
  typed: string,
  operationId: string,
  now: Instant,
): Promise<string> {
  const { period, part } = partOf(typed);
  const cycle = await findKeptCycle(world, period, unit.id, now);
  if (cycle === undefined) return say(world, 'no-such-cycle', { typed, names: [] });
  const record = (await world.stores.cycles.records(cycle.id, [unit.id])).get(unit.id);
  const reply = await world.stores.replies.latest(cycle.id, unit.id);
  if (cycle.expiredAt !== undefined) return expiredWords(world, person, unit, cycle, record);
  if (reply !== undefined && isByForm(cycle.schedule)) return formWords(world, person, unit, cycle, record);
  if (reply !== undefined) await noteReads(world, person.id, [{ object: `${cycle.id}/${unit.id}`, unit: unit.id }], operationId, now);
  const { questions } = cycle.schedule;
  if (isReport(cycle) && reply !== undefined) {
    const state = record === undefined ? null : stateWords(world, await fairDeadlines(world), cycle, unit.id, record, person);
    return lookAtReport(world, unit, cycle, reply, { state, part, period });
  }
  return say(world, 'look-answers', {
    unit: unit.name,
    title: titleOf(world, cycle),
    state:
      record === undefined
        ? null
        : stateWords(world, await fairDeadlines(world), cycle, unit.id, record, person, await notesOf(world, cycle, unit, record)),
    lines: reply === undefined ? [] : answerLines(world, questions, reply.answers),
    supplements: (reply?.supplements ?? []).flatMap(({ at, answers }) =>
      answerLines(world, questions, answers).map((line) => ({ ...line, on: dayWords(world, at) })),
    ),
    filesGone: cycle.filesExpiredAt !== undefined && Object.values(reply?.answers ?? {}).some(({ type }) => type === 'photo'),
    by: reply === undefined ? null : leaderName(world, reply.by),
    at: reply === undefined ? null : dayWords(world, reply.at),
  });
}

/** What was said on a page is not said in chat, to nobody: when it came, and where to look. */
async function formWords(world: World, person: Person, unit: Unit, cycle: Cycle, record: UnitRecord | undefined): Promise<string> {
  const state = record === undefined ? null : stateWords(world, await fairDeadlines(world), cycle, unit.id, record, person);
  return say(world, 'look-form', {
    unit: unit.name,
    title: titleOf(world, cycle),
    state,
    own: unitsOf(world.config().roster, person.id).includes(unit.id),
  });
}

/** Nobody can read any more what was said; whether it came, and when, is still known. */
async function expiredWords(world: World, person: Person, unit: Unit, cycle: Cycle, record: UnitRecord | undefined): Promise<string> {
  const state = record === undefined ? null : stateWords(world, await fairDeadlines(world), cycle, unit.id, record, person);
  return say(world, 'look-expired', {
    unit: unit.name,
    title: titleOf(world, cycle),
    state,
    on: cycle.expiredAt === undefined ? null : dateWords(world, cycle.expiredAt, false),
  });
}

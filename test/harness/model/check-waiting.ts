/**
 * What is open and waits for somebody's word is found by them, by whoever stands in or follows them, and by nobody else: who that is follows from the
 * thing itself and the roster in force, whatever is stored of it. What nobody can decide shows as a broken link.
 */
import { chainLinks } from '../../../src/domain/chain-links.js';
import { isNote } from '../../../src/domain/broken-links.js';
import { waitsForOf, type Finding } from '../../../src/domain/finding.js';
import type { Matter, Reading, Request, Task } from '../../../src/domain/matter.js';
import { standings } from '../../../src/domain/permission.js';
import { readerOf } from '../../../src/domain/reader.js';
import { deciderOf } from '../../../src/domain/request.js';
import { concerns, hasAccount, holders, unitsOf } from '../../../src/domain/responsibility.js';
import type { PersonId, Roster } from '../../../src/domain/roster.js';
import { officersOf, type Draw } from '../../../src/domain/spot-check.js';
import { closersOf } from '../../../src/domain/task.js';
import { resolveStep } from '../../../src/domain/workdays.js';
import { hasRole, isOfUnit, oversees } from './roster-view.js';
import type { View } from './view.js';

export function wrongWaiting(view: View): string[] {
  const { matters, found, config } = view;
  if (found === undefined) return [];
  const links = chainLinks(config.roster, config.duties).filter((link) => !isNote(link));
  return [...matters.filter(({ kind }) => kind !== 'finding'), ...view.findings].flatMap((matter) => {
    const due = waitsOf(view, matter);
    if (due === undefined) return [];
    const has = [...found].filter(([, numbers]) => numbers.has(matter.no)).map(([person]) => person);
    const missed = isOnItsWay(view, matter) ? [] : due.by.filter((person) => !has.includes(person));
    const others = has.filter((person) => !due.by.includes(person) && !due.may.includes(person));
    const what = `${matter.kind} ${matter.no} of ${matter.unit}`;
    return [
      ...missed.map((person) => `${what} waits for ${person}, who does not find it`),
      ...others.map((person) => `${what} is found by ${person}, whom it does not wait for`),
      ...(due.by.length === 0 && has.length === 0 && due.needed && links.length === 0
        ? [`${what} waits for nobody, and nobody is told`]
        : []),
    ];
  });
}

/** Whoever has come to close a task is told, and finds it, as work begins. */
function isOnItsWay({ shot, config, at }: View, { kind, no }: Matter): boolean {
  if (kind !== 'task') return false;
  const look = shot.sets.get('matters:due')?.get(String(no)) ?? Number.POSITIVE_INFINITY;
  const { settings, calendar } = config;
  return look <= resolveStep({ kind: 'workdays', days: 1 }, at, { timezone: settings.timezone, workHours: settings.workHours, calendar });
}

interface Waits {
  /** Those who have to find it. */
  by: readonly PersonId[];
  /** Those who may find it as well. */
  may: readonly PersonId[];
  /** Somebody has to. */
  needed: boolean;
}

const nobody: Waits = { by: [], may: [], needed: false };

/** undefined: what becomes of it is not seen here. */
function waitsOf(view: View, matter: Matter): Waits | undefined {
  const { roster } = view.config;
  if (matter.settledAt !== undefined && matter.kind !== 'finding') return nobody;
  switch (matter.kind) {
    case 'request':
      return ofRequest(roster, matter);
    case 'task':
      return ofTask(view, matter);
    case 'reading':
      return ofReading(view, matter);
    case 'finding':
      return ofFinding(roster, matter);
    case 'leave':
      return matter.answer === 'asked' && matter.deputy !== undefined
        ? ofThem(standings(roster, matter.deputy).size > 0, matter.deputy)
        : nobody;
    case 'draw':
      return ofDraw(roster, matter);
    // Nobody exports here.
    case 'export':
    case 'inspection':
    case 'pause':
    case 'transfer':
      return nobody;
    default:
      return matter satisfies never;
  }
}

/** What somebody was asked themselves is nobody else's, and goes back when they have no post any more. */
function ofThem(isThere: boolean, person: PersonId): Waits {
  return isThere ? { by: [person], may: [], needed: false } : nobody;
}

/** An offer is theirs who was named. All else is decided above the unit: by the one who was asked, or who would be asked now; later by the secretary, too. */
function ofRequest(roster: Roster, { ask, to, unit, by, shown }: Request): Waits {
  if (ask === 'reassign') return to === undefined ? nobody : ofThem(isOfUnit(roster, to, unit), to);
  const able = (person: PersonId): boolean =>
    person !== by && (hasRole(roster, person, 'secretary') || oversees(roster, person, unit)) && !isOfUnit(roster, person, unit);
  const asked = to !== undefined && able(to) && hasAccount(roster, to) ? to : deciderOf(roster, unit, by);
  const secretaries = shown ? holders(roster, 'secretary', unit).filter(able) : [];
  const first = asked === undefined ? [] : [asked];
  return { by: first, may: [...secretaries, ...(to === undefined ? [] : [to])], needed: true };
}

function ofTask({ config: { roster, schedules } }: View, task: Task): Waits {
  const schedule = schedules.get(task.schedule);
  if (task.state !== 'reported' || schedule?.kind !== 'task') return nobody;
  return { by: closersOf(roster, schedule, task), may: [], needed: true };
}

/** What was handed in by a unit that is gone is not read any more. Its reader, or whoever reads in their place; of one that was asked back whoever handed it in. */
function ofReading({ config: { roster }, cycles }: View, { state, reader, by, unit, cycle, handedIn }: Reading): Waits {
  const schedule = cycles.get(cycle)?.schedule;
  const isOver = state === 'read' || !roster.units.has(unit);
  if (handedIn === undefined || schedule?.kind !== 'report' || isOver) return nobody;
  if (state === 'asked-back') return { by: isOfUnit(roster, by, unit) ? [by] : [], may: unitsOfPeople(roster, unit), needed: false };
  // Whoever has come to lead the unit does not read what it says of itself.
  const stays = hasAccount(roster, reader) && oversees(roster, reader, unit) && !concerns(roster, unit, reader);
  const asked = stays ? reader : readerOf(roster, schedule.readers, unit, by);
  return { by: asked === undefined ? [] : [asked], may: [reader], needed: true };
}

function unitsOfPeople(roster: Roster, unit: string): PersonId[] {
  return [...roster.people.keys()].filter((person) => unitsOf(roster, person).includes(unit));
}

/** The officers who are there type its number, and telephone those who did not answer. */
function ofDraw(roster: Roster, draw: Draw): Waits {
  if (draw.state !== 'committed' && draw.state !== 'calling') return nobody;
  const officers = officersOf(roster, draw);
  return { by: officers.filter((person) => hasAccount(roster, person)), may: officers, needed: false };
}

function ofFinding(roster: Roster, finding: Finding): Waits {
  const by = waitsForOf(roster, finding);
  return { by, may: [], needed: finding.state === 'proposed' || finding.state === 'reported' };
}

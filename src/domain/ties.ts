/** What somebody is to a matter, of itself and of the roster in force: the other half of what the table of permissions asks for. */
import type { ExportRequest } from './export-request.js';
import { isSecond } from './export-rules.js';
import { mayOversee, openRecheck, type Finding } from './finding.js';
import type { Reading, Request, Task } from './matter.js';
import type { Tie } from './permission-table.js';
import { mayMark } from './reader.js';
import { mayDecide, mayKeep } from './request.js';
import { answersFor, holders, unitsOf } from './responsibility.js';
import type { CommitteeRole, PersonId, Roster, UnitId } from './roster.js';
import type { Role, TaskSchedule } from './schedule.js';
import { officersOf, type Draw } from './spot-check.js';
import { closersOf } from './task.js';

type Ties = ReadonlySet<Tie>;

/** To a unit as such. */
export function tiesToUnit(roster: Roster, unit: UnitId, person: PersonId): Ties {
  return ties({ outsider: !answersFor(roster, unit, person) });
}

/** To a unit that is to be inspected: whoever is of it, or supervises it, would look at their own work. */
export function tiesToInspected(roster: Roster, unit: UnitId, person: PersonId): Ties {
  const isOwn =
    answersFor(roster, unit, person) || unitsOf(roster, person).includes(unit) || holders(roster, 'supervisor', unit).includes(person);
  return ties({ outsider: !isOwn });
}

/** To what a unit owes, when nobody has asked for anything yet: a part in a cycle, or a task with the unit that leads it. */
export function tiesToPart(roster: Roster, { unit, lead }: { unit: UnitId; lead?: UnitId }, person: PersonId): Ties {
  const own = unitsOf(roster, person);
  return ties({ owner: own.includes(unit) || (lead !== undefined && own.includes(lead)), decider: mayKeep(roster, unit, person) });
}

/** To a request, or to an offer to answer instead, which is nobody else's to decide. */
export function tiesToRequest(roster: Roster, request: Pick<Request, 'unit' | 'by' | 'to' | 'ask'>, person: PersonId): Ties {
  const isOffer = request.ask === 'reassign';
  return ties({
    asker: request.by === person,
    offered: isOffer && request.to === person,
    decider: !isOffer && mayDecide(roster, request, person),
  });
}

export function tiesToTask(roster: Roster, schedule: Pick<TaskSchedule, 'close'>, task: Task, person: PersonId): Ties {
  return new Set([...tiesToPart(roster, task, person), ...ties({ closer: closersOf(roster, schedule, task).includes(person) })]);
}

/** To a finding. Whoever oversees it is its closer; the people of its unit owe it; whoever was drawn to look again is its rechecker. */
export function tiesToFinding(roster: Roster, finding: Finding, person: PersonId): Ties {
  return ties({
    owner: unitsOf(roster, person).includes(finding.unit),
    closer: mayOversee(roster, finding, person),
    rechecker: openRecheck(finding)?.by === person,
  });
}

export function tiesToReading(
  roster: Roster,
  readers: readonly Role[],
  reading: Pick<Reading, 'unit' | 'reader' | 'by'>,
  person: PersonId,
): Ties {
  return ties({ reader: mayMark(roster, readers, reading, person) });
}

/** To a draw; with a unit, to what is said of that one on the telephone: nobody says it of their own. */
export function tiesToDraw(roster: Roster, draw: Pick<Draw, 'schedule' | 'lot'>, person: PersonId, unit?: UnitId): Ties {
  const isOwn = unit !== undefined && answersFor(roster, unit, person);
  return ties({ officer: !isOwn && officersOf(roster, draw).includes(person) });
}

/** To a 通报 draft about these units; none: to those of a schedule at all. */
export function tiesToDraft(
  roster: Roster,
  { release, units }: { release: CommitteeRole | undefined; units: readonly UnitId[] },
  person: PersonId,
): Ties {
  return ties({ releaser: release !== undefined && releasersOf(roster, release, units).includes(person) });
}

/** To an export: who asked for it, and who else may allow it. */
export function tiesToExport(roster: Roster, request: Pick<ExportRequest, 'by'>, person: PersonId): Ties {
  return ties({ asker: request.by === person, second: isSecond(roster, request.by, person) });
}

/** Who takes a decision on a draft when nobody who holds the schedule's role can. */
const standIns: readonly CommitteeRole[] = ['discipline-secretary', 'discipline', 'secretary'];

/**
 * Who decides on a draft: the holders of the role that the schedule names. Whoever answers for each of its units decides on none of it, since it
 * is about nobody but themselves; when that leaves nobody, discipline decides, or else the secretary. A clerk never does unless named.
 */
export function releasersOf(roster: Roster, release: CommitteeRole, units: readonly UnitId[]): PersonId[] {
  for (const role of [release, ...standIns]) {
    const found = [...roster.people.values()].filter(
      ({ id, roles }) => roles.includes(role) && (units.length === 0 || units.some((unit) => !answersFor(roster, unit, id))),
    );
    if (found.length > 0) return found.map(({ id }) => id);
  }
  return [];
}

function ties(found: Partial<Record<Tie, boolean>>): Ties {
  return new Set((Object.keys(found) as Tie[]).filter((tie) => found[tie] === true));
}

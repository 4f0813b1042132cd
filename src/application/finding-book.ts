/** Looks findings up: who may know of one, who has to be told of it, and by when it is to be mended. */
import {
  isOwed,
  mayOversee,
  openObjection,
  openRecheck,
  overseersOf,
  recheckedSince,
  waitsForOf,
  type Finding,
} from '../domain/finding.js';
import { reachable } from '../domain/ladder.js';
import type { Matter } from '../domain/matter.js';
import { may, visible } from '../domain/permission.js';
import type { Action } from '../domain/permission-table.js';
import { recheckAt } from '../domain/recheck.js';
import { holders, unitsOf } from '../domain/responsibility.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import type { Climbing } from '../domain/task.js';
import { fairTaskDeadline, stepBehindReminders, taskResumesAt } from '../domain/task.js';
import { tiesToFinding } from '../domain/ties.js';
import type { Instant } from '../domain/time.js';
import { resolveStep } from '../domain/workdays.js';
import { noticesTo, type findingNoticeKinds } from './notices.js';
import type { Notice } from './ports.js';
import { oneLine } from './task-words.js';
import { say, workContext, type World } from './world.js';

/** What was reported, proposed or objected to and nobody has looked at is brought up again after this. */
const lookWorkdays = 2;

export function asFinding(matter: Matter | undefined): Finding | undefined {
  return matter?.kind === 'finding' ? matter : undefined;
}

export function fieldName(world: World, field: string): string {
  return world.config().settings.ledger.fields.get(field) ?? say(world, 'field', { field });
}

/** Whoever oversees it knows of it from the start; all others who may see its unit, and its owner, only once it is established. */
export function mayKnow(world: World, finding: Finding, person: PersonId): boolean {
  const { roster } = world.config();
  if (mayOversee(roster, finding, person) || openRecheck(finding)?.by === person) return true;
  if (finding.establishedAt === undefined) return false;
  return finding.owner === person || finding.joint.includes(person) || visible(roster, person, [finding.unit]).length > 0;
}

/** Its unit as it is called now; as it was called when it came up, if it is gone. */
export function findingUnit(world: Pick<World, 'config'>, { unit, called }: Pick<Finding, 'unit' | 'called'>): string {
  return world.config().roster.units.get(unit)?.name ?? called;
}

/** As people call it: `问题85号，会议记录补签`. */
export function findingTitle(world: World, { no, text }: Pick<Finding, 'no' | 'text'>): string {
  return say(world, 'finding-title', { number: no, text: oneLine(text) });
}

/** Whether somebody may do something about a finding now. What was found in a unit that is gone is a matter of the whole committee. */
export function mayDo(world: World, person: PersonId, action: Action, finding: Finding): boolean {
  const { roster } = world.config();
  const root = [...roster.units.values()].find(({ parent }) => parent === undefined);
  const unit = roster.units.has(finding.unit) ? finding.unit : root?.id;
  return may(roster, person, action, { ...(unit === undefined ? {} : { unit }), ties: tiesToFinding(roster, finding, person) });
}

/** A finding that its owner has just been told of: reminders whose time has come are left out. */
export function spokenOf(world: World, finding: Finding, now: Instant): Finding {
  return { ...finding, step: stepBehindReminders(world.config().settings.ledger, climbing(finding), now, workContext(world)) };
}

/** Whose it is to mend: the unit's principal, or else its liaison. undefined: the unit has neither. */
export function ownerOf(world: World, unit: UnitId): PersonId | undefined {
  const { roster } = world.config();
  return [...holders(roster, 'principal', unit), ...holders(roster, 'liaison', unit)][0];
}

/** A finding as it is answered for now: by whoever has followed an owner who has left its unit. The same one when nothing has changed, or nobody has. */
export function answeredForNow(world: World, finding: Finding): Finding {
  const { roster } = world.config();
  if (!roster.units.has(finding.unit) || unitsOf(roster, finding.owner).includes(finding.unit)) return finding;
  const owner = ownerOf(world, finding.unit);
  if (owner === undefined || owner === finding.owner) return finding;
  return { ...finding, owner, joint: holders(roster, 'supervisor', finding.unit).slice(0, 1) };
}

/** The owner, whom the ledger writes to beside them, and who said something of it last; those who can be reached, without one. */
export function ownersToTell(world: World, finding: Finding, without?: PersonId): PersonId[] {
  const { roster, settings } = world.config();
  const reporter = finding.evidence.at(-1)?.by;
  const owners = [finding.owner, ...holders(roster, settings.ledger.ask, finding.unit), ...(reporter === undefined ? [] : [reporter])];
  return reachable(roster, [...new Set(owners)]).filter((person) => person !== without);
}

export function overseersToTell(world: World, finding: Finding, without?: PersonId): PersonId[] {
  const { roster } = world.config();
  return reachable(roster, overseersOf(roster, finding)).filter((person) => person !== without);
}

/** Who answers for it beside the owner, and can be reached. */
export function jointToTell(world: World, finding: Finding, without?: PersonId): PersonId[] {
  return reachable(world.config().roster, finding.joint).filter((person) => person !== without && person !== finding.owner);
}

/** What its owner and those who answer for it beside them are told when it is theirs to mend from now on. */
export function openedNotices(world: World, before: Finding, after: Finding, by: PersonId | undefined, now: Instant): Notice[] {
  const stem = { no: before.no, version: before.version, unit: after.unit };
  return [
    ...findingNotices(world, stem, { kind: 'finding-opened', to: ownersToTell(world, after, by) }, now),
    ...findingNotices(world, stem, { kind: 'finding-joint', to: jointToTell(world, after, by) }, now),
  ];
}

/** Whose name stands for all who oversee it. */
export function leadOverseer(world: World, finding: Finding): PersonId | undefined {
  return [...overseersToTell(world, finding), ...overseersOf(world.config().roster, finding)][0];
}

/** What of a finding its reminders and rungs go by: as long as an objection waits for an answer, nobody is pressed. */
export function climbing(finding: Finding): Climbing & { dueAt: Instant } {
  const { at, establishedAt = at, dueAt = Number.POSITIVE_INFINITY, until, heldBy, settledAt, unit, step, level } = finding;
  const goesOn = isOwed(finding) && openObjection(finding) === undefined;
  return {
    unit,
    at: establishedAt,
    dueAt,
    step,
    level,
    state: goesOn ? 'open' : 'reported',
    ...(until === undefined ? {} : { until }),
    ...(heldBy === undefined ? {} : { heldBy }),
    ...(settledAt === undefined ? {} : { settledAt }),
  };
}

/** By when it is to be mended, as outages have moved it. */
export async function fairDue(world: World, finding: Finding, now: Instant): Promise<Instant> {
  const outages = await world.stores.household.outages(finding.establishedAt ?? finding.at, now);
  return fairTaskDeadline(world.config().settings.ledger, climbing(finding), outages, workContext(world));
}

/** When a finding is to be looked at next, seen from a change that somebody makes now. Infinity: not by itself. */
export function findingLook(world: World, finding: Finding, now: Instant): Instant {
  const context = workContext(world);
  const { ledger } = world.config().settings;
  if (finding.state === 'closed' && recheckedSince(finding).length === 0)
    return ledger.recheck === false ? Number.POSITIVE_INFINITY : recheckAt(finding, ledger.recheck, context);
  const waits = waitsForOf(world.config().roster, finding).length > 0;
  if (finding.settledAt !== undefined && !waits) return Number.POSITIVE_INFINITY;
  if (waits) return resolveStep({ kind: 'workdays', days: lookWorkdays }, now, context);
  return taskResumesAt({ schedule: ledger, task: climbing(finding), outages: [], now, context });
}

export type FindingNoticeKind = (typeof findingNoticeKinds)[number];

/** The same to each of several people, under an id that the same version of the finding gives again. */
export function findingNotices(
  world: World,
  finding: Pick<Finding, 'no' | 'version' | 'unit'>,
  { kind, to, mark, facts }: { kind: FindingNoticeKind; to: readonly PersonId[]; mark?: string; facts?: object },
  now: Instant,
): Notice[] {
  const stem = findingStem(finding, mark ?? kind);
  return noticesTo(world, stem, to, { kind, unit: finding.unit, facts: { no: finding.no, ...facts } }, now);
}

export function findingStem({ no, version }: Pick<Finding, 'no' | 'version'>, mark: string): string {
  return `finding/${no}@${version}/${mark}`;
}

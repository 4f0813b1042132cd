/** Looks findings up: who may know of one, who has to be told of it, and by when it is to be mended. */
import { isOwed, mayOversee, openObjection, openRecheck, overseersOf, type Finding } from '../domain/finding.js';
import { reachable } from '../domain/ladder.js';
import type { Matter } from '../domain/matter.js';
import { visible } from '../domain/permission.js';
import { holders } from '../domain/responsibility.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import type { Climbing } from '../domain/task.js';
import { fairTaskDeadline, taskResumesAt } from '../domain/task.js';
import type { Instant } from '../domain/time.js';
import { resolveStep } from '../domain/workdays.js';
import { noticesTo, type findingNoticeKinds } from './notices.js';
import type { Notice } from './ports.js';
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

/** Whose it is to mend: the unit's principal, or else its liaison. undefined: the unit has neither. */
export function ownerOf(world: World, unit: UnitId): PersonId | undefined {
  const { roster } = world.config();
  return [...holders(roster, 'principal', unit), ...holders(roster, 'liaison', unit)][0];
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
  if (finding.settledAt !== undefined) return Number.POSITIVE_INFINITY;
  const waits = finding.state === 'proposed' || finding.state === 'reported' || openObjection(finding) !== undefined;
  if (waits) return resolveStep({ kind: 'workdays', days: lookWorkdays }, now, context);
  return taskResumesAt({ schedule: world.config().settings.ledger, task: climbing(finding), outages: [], now, context });
}

export type FindingNoticeKind = (typeof findingNoticeKinds)[number];

/** The same to each of several people, under an id that the same version of the finding gives again. */
export function findingNotices(
  world: World,
  finding: Pick<Finding, 'no' | 'version' | 'unit'>,
  { kind, to, mark, facts }: { kind: FindingNoticeKind; to: readonly PersonId[]; mark?: string; facts?: object },
  now: Instant,
): Notice[] {
  const stem = `finding/${finding.no}@${finding.version}/${mark ?? kind}`;
  return noticesTo(world, stem, to, { kind, unit: finding.unit, facts: { no: finding.no, ...facts } }, now);
}

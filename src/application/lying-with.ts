/** What a rung has brought to a leader, who has to choose 协调, 延期, 改派 or 督办 and has not: parts in cycles, tasks and findings. */
import type { Level } from '../domain/cycle.js';
import { mayKeep } from '../domain/request.js';
import { overseenBy, reachedBy } from '../domain/responsibility.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import type { Rung } from '../domain/schedule.js';
import type { Instant } from '../domain/time.js';
import { heldBy, isOwed, type Subject } from './request-subject.js';
import type { Said } from './said.js';
import { scheduleOf } from './task-book.js';
import { isSpot } from './spot-check.js';
import type { World } from './world.js';

/** A list longer than a phone's screen helps nobody. */
const mostFindings = 50;

type Asker = Pick<Said, 'person' | 'now'>;

/** Of these units; `high` false: any that is still owed. Whoever answers for a unit is not among those who may keep its matters. */
export async function lyingWith(world: World, { person, now }: Asker, units: readonly UnitId[], high: boolean): Promise<Subject[]> {
  const mine = units.filter((unit) => mayKeep(world.config().roster, unit, person.id));
  if (mine.length === 0) return [];
  const found = [
    ...(await partsOf(world, mine)),
    ...(high ? [...(await tasksOf(world, mine)), ...(await findingsOf(world, mine, now))] : []),
  ];
  return found.filter((subject) => isOwed(subject) && heldBy(subject) === undefined && (!high || isHigh(subject, now)));
}

/** What a rung brought to this very leader: what whoever else oversees the unit may take on besides is not asked of them. */
export async function askedToChoose(world: World, asker: Asker): Promise<Subject[]> {
  const { id } = asker.person;
  const lying = await lyingWith(world, asker, overseenBy(world.config().roster, id), true);
  return lying.filter((subject) => supervisorsOf(world, subject).includes(id));
}

/** Whom the rung above press reaches for it. */
export function supervisorsOf(world: World, subject: Subject): PersonId[] {
  return rungsOf(world, subject)
    .filter(({ level }) => level === 'supervise')
    .flatMap((rung) => reachedBy(world.config().roster, subject.unit, rung));
}

function rungsOf(world: World, subject: Subject): readonly Rung[] {
  switch (subject.kind) {
    case 'part':
      return subject.cycle.schedule.escalate;
    case 'task':
      return scheduleOf(world, subject.task)?.escalate ?? [];
    case 'finding':
      return world.config().settings.ledger.escalate;
    default:
      return subject satisfies never;
  }
}

async function partsOf(world: World, units: readonly UnitId[]): Promise<Subject[]> {
  const found: Subject[] = [];
  for (const cycle of await world.stores.cycles.openCycles()) {
    const asked = units.filter((unit) => cycle.units.includes(unit));
    const records = asked.length === 0 ? [] : await world.stores.cycles.records(cycle.id, asked);
    // A spot check climbs no ladder.
    if (!isSpot(cycle)) for (const [unit, record] of records) found.push({ kind: 'part', cycle, unit, record });
  }
  return found;
}

async function tasksOf(world: World, units: readonly UnitId[]): Promise<Subject[]> {
  const open = await world.stores.matters.open({ kind: 'task' });
  return open.filter(({ unit }) => units.includes(unit)).map((task) => ({ kind: 'task', unit: task.unit, task }));
}

async function findingsOf(world: World, units: readonly UnitId[], now: Instant): Promise<Subject[]> {
  const stretches = units.flatMap((unit) =>
    (['open', 'working'] as const).map((state) => ({ scope: { of: 'unit', unit } as const, state, to: now })),
  );
  const late = await world.stores.ledger.list(stretches, mostFindings);
  return late.map((finding) => ({ kind: 'finding', unit: finding.unit, finding }));
}

/** A date that a leader granted is their choice until it has passed. */
function isHigh(subject: Subject, now: Instant): boolean {
  const { level, until = 0 } = standing(subject);
  return (level === 'supervise' || level === 'circulate') && until <= now;
}

function standing(subject: Subject): { level: Level; until?: Instant } {
  switch (subject.kind) {
    case 'part': {
      const { level, terms } = subject.record;
      return { level, ...(terms?.until === undefined ? {} : { until: terms.until }) };
    }
    case 'task':
      return subject.task;
    case 'finding':
      return subject.finding;
    default:
      return subject satisfies never;
  }
}

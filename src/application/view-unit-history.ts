/**
 * One unit's part in a cycle over time, as the console shows it: which versions of its answer came from whom and when, and what went out for it.
 * What was answered is not here: that is looked at with 查, which notes who looked.
 */
import type { Cycle, CycleId, Level, UnitRecord, UnitState } from '../domain/cycle.js';
import { ladderOf, type Step } from '../domain/ladder.js';
import { standings, visible } from '../domain/permission.js';
import { holders, overseenBy } from '../domain/responsibility.js';
import type { Person, PersonId, UnitId } from '../domain/roster.js';
import type { Role } from '../domain/schedule.js';
import type { Instant } from '../domain/time.js';
import { fairDeadlines } from './fair-deadline.js';
import { levelFor } from './find-stuck.js';
import { stepNoticeId } from './notices.js';
import type { NoticeState } from './ports.js';
import { stateWords } from './state-words.js';
import { leaderName, titleOf, unitName } from './words.js';
import type { World } from './world.js';

export const deliveryKinds = ['prompt', 'remind', 'press', 'supervise', 'circulate'] as const;

export interface DeliveryView {
  kind: (typeof deliveryKinds)[number];
  to: string;
  /** `sent`: accepted by the chat; nobody knows whether it was read. */
  state: NoticeState;
  /** When the outcome was known; when it was queued, as long as there is none. */
  at: Instant;
}

export interface UnitHistoryView {
  unit: string;
  title: string;
  words: string;
  state: UnitState;
  level: Level;
  deadline: Instant;
  promptAt: Instant | null;
  askedTo: string | null;
  /** The first version first; empty too when the time of what was said is over. */
  versions: { version: number; by: string; at: Instant; late: boolean; supplements: number }[];
  /** Those that went out first come first. Somebody of the unit sees only what went to themselves. */
  deliveries: DeliveryView[];
  /** What was said was deleted, its time being over. */
  expired: boolean;
}

/** undefined: there is no such part, or the reader may not see it. */
export async function viewUnitHistory(world: World, person: Person, id: CycleId, unit: UnitId): Promise<UnitHistoryView | undefined> {
  const cycle = await world.stores.cycles.cycle(id);
  if (cycle === undefined || visible(world.config().roster, person.id, cycle.units).every((one) => one !== unit)) return undefined;
  const record = (await world.stores.cycles.records(id, [unit])).get(unit);
  if (record === undefined) return undefined;
  const [deadlineOf, deliveries, versions] = await Promise.all([
    fairDeadlines(world),
    deliveriesOf(world, person, cycle, unit, record),
    record.version === 0 || cycle.expiredAt !== undefined ? [] : world.stores.replies.versions(id, unit),
  ]);
  return {
    unit: unitName(world, unit, cycle),
    title: titleOf(world, cycle),
    words: stateWords(world, deadlineOf, cycle, unit, record, person),
    state: record.state,
    level: levelFor(world, unit, record, person),
    deadline: deadlineOf(cycle, record),
    promptAt: record.promptAt ?? null,
    askedTo: record.askedTo === undefined ? null : leaderName(world, record.askedTo),
    versions: versions.map(({ version, by, at, late, supplements }) => ({
      version,
      by: leaderName(world, by),
      at,
      late,
      supplements: supplements.length,
    })),
    deliveries,
    expired: cycle.expiredAt !== undefined,
  };
}

type Candidate = Pick<DeliveryView, 'kind'> & { to: PersonId };

/** By the outbox's word: whoever holds a post of a step now, or was asked, is looked for. */
async function deliveriesOf(world: World, person: Person, cycle: Cycle, unit: UnitId, record: UnitRecord): Promise<DeliveryView[]> {
  const { roster } = world.config();
  const candidates = new Map<string, Candidate>();
  for (const [index, step] of ladderOf(cycle.schedule).entries()) {
    const kind = kindOf(step);
    const roles = rolesOf(cycle, step);
    const people = new Set([
      ...roles.flatMap((role) => holders(roster, role, unit)),
      ...(record.askedTo === undefined ? [] : [record.askedTo]),
    ]);
    for (const to of people)
      if (mayFollow(world, person, unit, { kind, to }, record)) candidates.set(stepNoticeId(cycle, unit, index, to), { kind, to });
  }
  const notices = await world.stores.outbox.byIds([...candidates.keys()]);
  return notices
    .flatMap(({ id, state, at, settledAt }): DeliveryView[] => {
      const candidate = candidates.get(id);
      return candidate === undefined ? [] : [{ kind: candidate.kind, to: leaderName(world, candidate.to), state, at: settledAt ?? at }];
    })
    .toSorted((one, other) => one.at - other.at);
}

function kindOf(step: Step): DeliveryView['kind'] {
  switch (step.kind) {
    case 'ask':
    case 'ask-principal':
      return 'prompt';
    case 'remind':
      return 'remind';
    case 'rung':
      return step.rung.level;
    default:
      return step satisfies never;
  }
}

function rolesOf({ schedule: { ask } }: Cycle, step: Step): Role[] {
  return step.kind === 'rung' ? [...step.rung.to] : [ask, 'principal'];
}

/** Whoever oversees the unit, but not beyond the rung that they may know of; and everybody what went to themselves. */
function mayFollow(world: World, person: Person, unit: UnitId, { kind, to }: Candidate, record: UnitRecord): boolean {
  const { id } = person;
  if (to === id) return true;
  const { roster } = world.config();
  const seen = standings(roster, id);
  const oversees = seen.has('secretary') || seen.has('discipline') || seen.has('clerk') || overseenBy(roster, id).includes(unit);
  const isHidden = levelFor(world, unit, record, person) !== record.level && kind !== 'prompt' && kind !== 'remind' && kind !== 'press';
  return oversees && !isHidden;
}

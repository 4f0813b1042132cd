/**
 * A spot check as it is drawn: who may be drawn is frozen and made public as a hash together with that of a secret; an officer names a number; those
 * who are drawn have some minutes to answer, and whoever did not is telephoned by a person. Nobody is late or absent by the bot's word.
 */
import type { CycleId, UnitRecord } from './cycle.js';
import type { Commitment, Disclosure, Lot } from './draw.js';
import type { MatterBase } from './matter-base.js';
import { answersFor, holders } from './responsibility.js';
import type { CommitteeRole, PersonId, Roster, UnitId } from './roster.js';
import type { SpotCheckSchedule } from './schedule.js';
import { hourMs, type Instant } from './time.js';

/**
 * `committed`: it waits for a number. `drawn`: the units are about to be asked. `asking`: their minutes run. `calling`: the officers know whom to
 * telephone. `disclosed`: every unit has been heard of, and the secret is public. `lapsed`: nobody was drawn.
 */
export type DrawState = 'committed' | 'drawn' | 'asking' | 'calling' | 'disclosed' | 'lapsed';

/** What an officer heard on the telephone, in their own words. */
export interface Call {
  by: PersonId;
  at: Instant;
  words: string;
}

export interface Draw extends MatterBase {
  kind: 'draw';
  /** As it was when the lot was frozen, whatever becomes of the file. */
  schedule: SpotCheckSchedule;
  plannedAt: Instant;
  /** Where the drawn units answer. */
  cycle: CycleId;
  /** Which of the year it is, counted over all schedules. */
  batch: number;
  lot: Lot;
  /** What the units of the lot were called. */
  names: Readonly<Record<UnitId, string>>;
  commitment: Commitment;
  /** Told to nobody before all have been heard of. */
  secret: string;
  state: DrawState;
  /** Until when an officer may name a number: to the end of the work hours in which it was announced. */
  until: Instant;
  /** The first that was typed. */
  number?: { digits: string; by: PersonId; at: Instant };
  /** In the order in which they were drawn. */
  drawn: UnitId[];
  /** Those of them who are not asked after all: not in the roster any more, or drawn often enough by another draw meanwhile. */
  gone: { unit: UnitId; reason: 'removed' | 'often' }[];
  /** When asking them begins. */
  askAt?: Instant;
  /** Those the officers were told to telephone, and when. */
  silent: UnitId[];
  toldAt?: Instant;
  /** Those of them who then answered, as the officers know. */
  answeredSince: UnitId[];
  /** The newest last; none is ever changed. */
  calls: { unit: UnitId; said: Call[] }[];
  /** The officers were reminded of those they have still to telephone. */
  urged: boolean;
  /** Why it lapsed. */
  lapsed?: 'no-number' | 'nobody';
}

/** How far a drawn unit has come. `silent`: its minutes are over, or nobody could be asked; that means nothing yet. `excused`: it is left alone. */
export type Reach = 'answered' | 'waiting' | 'silent' | 'called' | 'excused';

/** A unit whose prompt is not out so long after it should be is telephoned. */
const patienceMs = hourMs;

/** `deadline`: by when the unit is to answer, outages counted. `askedFrom`: since when nothing has kept the prompt from going out. */
export function reachOf(
  draw: Pick<Draw, 'calls' | 'gone'>,
  { unit, record, deadline, askedFrom }: { unit: UnitId; record: UnitRecord | undefined; deadline: Instant; askedFrom: Instant },
  now: Instant,
): Reach {
  if (draw.calls.some((call) => call.unit === unit)) return 'called';
  if (record === undefined || draw.gone.some((one) => one.unit === unit)) return 'excused';
  if (record.version > 0) return 'answered';
  switch (record.state) {
    case 'answered':
    case 'late':
      return 'answered';
    case 'excused':
      return 'excused';
    case 'unreached':
      return 'silent';
    case 'pending':
      if (record.promptAt === undefined) return now < askedFrom + patienceMs ? 'waiting' : 'silent';
      return now < deadline ? 'waiting' : 'silent';
    default:
      return record.state satisfies never;
  }
}

/**
 * Who may type the number and enter what was said on the telephone: those who hold the schedule's role, and when nobody does who has nothing to do
 * with the candidates, other officers of discipline. One who answers for a candidate gives way to one who does not; when there is no other, the
 * secret, which they do not know, still keeps them from choosing.
 */
export function officersOf(roster: Roster, { schedule, lot }: Pick<Draw, 'schedule' | 'lot'>): PersonId[] {
  const roles: readonly CommitteeRole[] = [schedule.officer, 'discipline-secretary', 'discipline'];
  for (const role of roles) {
    const free = holders(roster, role, '').filter((person) => !lot.candidates.some(({ unit }) => answersFor(roster, unit, person)));
    if (free.length > 0) return free;
  }
  return roles.map((role) => holders(roster, role, '')).find((found) => found.length > 0) ?? [];
}

/** Whether the officers have to do something: type a number, or telephone. */
export function waitsForOfficers({ state }: Pick<Draw, 'state'>): boolean {
  return state === 'committed' || state === 'calling';
}

/** The drawn units that are asked. */
export function askedUnits({ drawn, gone }: Pick<Draw, 'drawn' | 'gone'>): UnitId[] {
  return drawn.filter((unit) => !gone.some((one) => one.unit === unit));
}

/** What is made public when it is over; undefined before. */
export function disclosureOf({ state, lot, commitment, secret, number, drawn }: Draw): Disclosure | undefined {
  return state === 'disclosed' && number !== undefined ? { lot, commitment, secret, number: number.digits, drawn } : undefined;
}

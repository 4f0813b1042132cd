/** Says with whom a unit's matter lies. What concerns a secretary is a matter of discipline alone and is not among these. */
import type { Cycle, Level, UnitRecord } from '../domain/cycle.js';
import { standings } from '../domain/permission.js';
import { isUnderSecretary } from '../domain/request.js';
import type { Person, PersonId, UnitId } from '../domain/roster.js';
import { isExtended } from './count-units.js';
import { ladderHistory } from './ladder-history.js';
import type { Facts } from './messages.js';
import { nearDayWords, personName, unitName } from './words.js';
import { say, type World } from './world.js';

/** More stuck units than these are in 谁没交. */
const shown = 3;

/** The open units that lie with a leader, or for which a circular is drafted; the reader's own unit is told as their own part. */
export async function findStuck(
  world: World,
  person: Person,
  cycle: Cycle,
  open: readonly [UnitId, UnitRecord][],
): Promise<Facts<'status'>['cycles'][number]['stuck']> {
  const { units } = world.config().roster;
  const others = open.filter(([unit]) => !isSecretarys(world, unit) && units.get(unit)?.principal !== person.id);
  const undecided = await undecidedOf(world, person, cycle, others);
  const now = world.clock.now();
  const high = others.filter(
    ([, record]) =>
      (record.level === 'supervise' || record.level === 'circulate') && record.terms?.heldBy === undefined && !isExtended(record, now),
  );
  const lying = await Promise.all(
    high.slice(0, shown).map(async ([unit, record]) => {
      const { supervised } = await ladderHistory(world, cycle, unit, record);
      const leader = leaderOf(world, unit, record);
      return {
        unit: unitName(world, unit, cycle),
        with: leader === undefined || leader === person.id ? null : personName(world, leader),
        self: leader === person.id,
        day: record.level === 'supervise' && supervised !== undefined ? nearDayWords(world, supervised.at, world.clock.now()) : null,
        level: say(world, 'level', { level: record.level }),
        request: null,
      };
    }),
  );
  return [...undecided, ...lying].slice(0, shown);
}

/** Requests that nobody has decided on within a workday, with whom they lie. */
async function undecidedOf(
  world: World,
  person: Person,
  cycle: Cycle,
  open: readonly [UnitId, UnitRecord][],
): Promise<Facts<'status'>['cycles'][number]['stuck'][number][]> {
  const found: Facts<'status'>['cycles'][number]['stuck'][number][] = [];
  for (const [unit, { terms }] of open) {
    const request = terms?.heldBy === undefined ? undefined : await world.stores.matters.matter(terms.heldBy);
    if (request?.kind !== 'request' || request.reminded === 0 || request.to === undefined) continue;
    const self = request.to === person.id;
    const place = { with: self ? null : personName(world, request.to), self };
    found.push({ unit: unitName(world, unit, cycle), ...place, day: null, level: null, request: request.no });
  }
  return found;
}

/** With whom an open unit lies: the leader once it was supervised, the principal once pressed. */
export function leaderOf(world: World, unit: UnitId, { level }: Pick<UnitRecord, 'level'>): PersonId | undefined {
  const found = world.config().roster.units.get(unit);
  if (level === 'supervise' || level === 'circulate') return found?.supervisors[0]?.person;
  return level === 'press' ? found?.principal : undefined;
}

/** Whether a secretary answers for the unit. */
export function isSecretarys(world: World, unit: UnitId): boolean {
  return isUnderSecretary(world.config().roster, unit);
}

/** How far up a unit's matter went, as far as the reader may know: what was drafted about a secretary is known to discipline alone. */
export function levelFor(world: World, unit: UnitId, { level }: Pick<UnitRecord, 'level'>, reader: Person | undefined): Level {
  const hidden = level === 'supervise' || level === 'circulate';
  if (!hidden || reader === undefined || !isSecretarys(world, unit)) return level;
  return standings(world.config().roster, reader.id).has('discipline') ? level : 'press';
}

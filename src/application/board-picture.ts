/** The board of progress that comes with 状态: how each unit stands in what is open, as far as the reader oversees it. */
import type { Cycle, Level, UnitRecord } from '../domain/cycle.js';
import { standings, visible } from '../domain/permission.js';
import type { Person, UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { groupUnits, type UnitGroup } from '../domain/unit-groups.js';
import { isExtended } from './count-units.js';
import { cycleDeadline, fairDeadlines, type DeadlineOf } from './fair-deadline.js';
import { levelFor } from './find-stuck.js';
import type { BoardCycle, BoardGroup, BoardPicture, BoardUnit, MarkCount, UnitMark } from './picture-port.js';
import { markWords, pictureHead, pictureWord } from './picture-words.js';
import { readRecords } from './read-records.js';
import { partedCycles } from './tell-spot-checks.js';
import { isOverseer } from './tell-status.js';
import { committeeName, dateWords, personName, titleOf, unitName } from './words.js';
import { say, type World } from './world.js';

/** In the order in which they are shown. */
const marks: readonly UnitMark[] = ['answered', 'late', 'pending', 'overdue', 'held', 'extended', 'excused', 'unreached'];
/** Of those that are told apart from a bar because something is to be done about them. */
const urgentFirst: readonly UnitMark[] = ['overdue', 'unreached', 'held', 'extended', 'pending'];
const rungs: readonly Level[] = ['press', 'supervise', 'circulate'];

const cyclesShown = 4;
/** As long as no more units are in all cycles shown, each has its mark. */
const unitsShown = 90;
const openShown = 30;
const groupsShown = 40;

interface Standing {
  unit: UnitId;
  mark: UnitMark;
  level: Level;
}

/** undefined: the reader oversees nothing that is open. */
export async function boardPicture(world: World, person: Person): Promise<BoardPicture | undefined> {
  const { roster } = world.config();
  if (!isOverseer(standings(roster, person.id))) return undefined;
  const seen = partedCycles(await world.stores.cycles.openCycles()).others.flatMap((cycle) => {
    const units = visible(roster, person.id, cycle.units);
    return units.length === 0 ? [] : [{ cycle, units }];
  });
  if (seen.length === 0) return undefined;
  const shown = seen.slice(-cyclesShown);
  const isFew = shown.reduce((sum, { units }) => sum + units.length, 0) <= unitsShown;
  const deadlineOf = await fairDeadlines(world);
  const told: { cycle: BoardCycle; standing: Standing[] }[] = [];
  for (const { cycle, units } of shown) {
    const standing = await standingOf(world, person, cycle, units, deadlineOf);
    told.push({ cycle: boardCycle(world, person, cycle, standing, deadlineOf, isFew), standing });
  }
  const met = new Set(told.flatMap(({ standing }) => standing.map(({ mark }) => mark)));
  const named = new Set(told.flatMap(({ cycle }) => cycle.groups.flatMap(({ units }) => units.flatMap(({ rung }) => rung ?? []))));
  const parts = rungs
    .filter((level) => named.has(rungLetter(world, level)))
    .map((level) => say(world, 'picture-rung', { level, letter: false }));
  return {
    kind: 'board',
    ...pictureHead(world, 'board'),
    subtitle: pictureWord(world, 'as-of', { name: committeeName(world), at: dateWords(world, world.clock.now()) }),
    cycles: told.map(({ cycle }) => cycle),
    marks: markWords(
      world,
      marks.filter((mark) => met.has(mark)),
    ),
    more: seen.length > shown.length ? pictureWord(world, 'board-cycles', { count: seen.length - shown.length }) : null,
    rungs: parts.length === 0 ? null : pictureWord(world, 'board-rungs', { parts }),
  };
}

async function standingOf(
  world: World,
  person: Person,
  cycle: Cycle,
  units: readonly UnitId[],
  deadlineOf: DeadlineOf,
): Promise<Standing[]> {
  const now = world.clock.now();
  const standing: Standing[] = [];
  for await (const [unit, record] of readRecords(world, cycle.id, units)) {
    standing.push({ unit, mark: markOf(record, () => deadlineOf(cycle, record), now), level: levelFor(world, unit, record, person) });
  }
  return standing;
}

function markOf(record: UnitRecord, deadline: () => Instant, now: Instant): UnitMark {
  const { state, terms } = record;
  if (state !== 'pending') return state;
  if (isExtended(record, now)) return 'extended';
  if (terms?.heldBy !== undefined) return 'held';
  return now > deadline() ? 'overdue' : 'pending';
}

function boardCycle(
  world: World,
  person: Person,
  cycle: Cycle,
  standing: readonly Standing[],
  deadlineOf: DeadlineOf,
  isFew: boolean,
): BoardCycle {
  const byUnit = new Map(standing.map((one) => [one.unit, one]));
  const of = (units: readonly UnitId[]): Standing[] => units.flatMap((unit) => byUnit.get(unit) ?? []);
  const all = [...byUnit.keys()];
  const roles = standings(world.config().roster, person.id);
  const seesAll = roles.has('secretary') || roles.has('discipline') || roles.has('clerk');
  const groups = groupUnits(cycle.tree, all, groupsShown, !isFew && seesAll);
  const toGroup = (group: UnitGroup): BoardGroup =>
    boardGroup(world, cycle, groups.length > 1 ? groupName(world, cycle, group) : null, of(group.units), isFew);
  const open = standing
    .filter(({ mark }) => urgentFirst.includes(mark))
    .toSorted((one, other) => urgentFirst.indexOf(one.mark) - urgentFirst.indexOf(other.mark));
  // Where there are too many to name, naming some of them would single them out.
  const named = isFew ? [] : open.length <= openShown ? open : open.filter(({ mark }) => mark === 'overdue' || mark === 'unreached');
  const nameable = named.length <= openShown ? named : [];
  const left = isFew ? 0 : open.length - nameable.length;
  return {
    title: titleOf(world, cycle),
    due: pictureWord(world, 'board-due', { at: dateWords(world, cycleDeadline(deadlineOf, cycle)) }),
    counts: countsOf(standing),
    groups: [
      ...(isFew || groups.length > 1 ? groups.map(toGroup) : []),
      ...(nameable.length === 0 ? [] : [boardGroup(world, cycle, pictureWord(world, 'board-open'), nameable, true, '')]),
    ],
    more: left === 0 ? null : pictureWord(world, 'board-more', { count: left }),
  };
}

function groupName(world: World, cycle: Cycle, group: UnitGroup): string | null {
  switch (group.by) {
    case 'parent':
      return unitName(world, group.head, cycle);
    case 'leader':
      return group.leader === undefined
        ? pictureWord(world, 'board-no-leader')
        : pictureWord(world, 'board-leader', { name: personName(world, group.leader) });
    case 'nothing':
      return null;
    default:
      return group satisfies never;
  }
}

function boardGroup(
  world: World,
  cycle: Cycle,
  name: string | null,
  standing: readonly Standing[],
  withUnits: boolean,
  score?: string,
): BoardGroup {
  const counts = countsOf(standing);
  const count = counts.filter(({ mark }) => mark === 'answered' || mark === 'late').reduce((sum, one) => sum + one.count, 0);
  return {
    name,
    counts,
    score: score ?? pictureWord(world, 'board-score', { count, total: standing.length }),
    units: withUnits ? standing.map((one) => boardUnit(world, cycle, one)) : [],
  };
}

function boardUnit(world: World, cycle: Cycle, { unit, mark, level }: Standing): BoardUnit {
  const isOver = mark === 'answered' || mark === 'late' || mark === 'excused';
  return { name: unitName(world, unit, cycle), mark, rung: isOver || !rungs.includes(level) ? null : rungLetter(world, level) };
}

function rungLetter(world: World, level: Level): string {
  return say(world, 'picture-rung', { level, letter: true });
}

function countsOf(standing: readonly Standing[]): MarkCount[] {
  return marks.map((mark) => ({ mark, count: standing.filter((one) => one.mark === mark).length })).filter(({ count }) => count > 0);
}

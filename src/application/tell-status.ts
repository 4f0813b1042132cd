/** 状态: how things stand, for whoever asks and only as far as they oversee. Totals come from the counters. */
import type { Cycle, UnitRecord } from '../domain/cycle.js';
import { standings, visible } from '../domain/permission.js';
import type { Standing } from '../domain/permission-table.js';
import { unitsOf } from '../domain/responsibility.js';
import type { Person, UnitId } from '../domain/roster.js';
import { countsOf, countRecords, type UnitCounts } from './count-units.js';
import { noticeFacts } from './deal-with-unknown.js';
import { cycleDeadline, fairDeadlines } from './fair-deadline.js';
import { findStuck, isSecretarys } from './find-stuck.js';
import { ladderHistory } from './ladder-history.js';
import type { Facts } from './messages.js';
import { isUnanswered } from './open-prompts.js';
import { tellStanding } from './tell-standing.js';
import { partNotes } from './part-notes.js';
import { stateWords, unreachedWhy } from './state-words.js';
import { partedCycles, spotCheckLines } from './tell-spot-checks.js';
import { tellUnread } from './tell-unread.js';
import { draftsFor } from './tell-waiting.js';
import { askedPost } from './unreached-units.js';
import { dayWords, personName, titleOf, unitName } from './words.js';
import { say, type World } from './world.js';

const openRead = 500;
const listed = 10;

export async function tellStatus(world: World, person: Person): Promise<string> {
  const [open, findings] = await Promise.all([world.stores.cycles.openCycles(), tellStanding(world, person, world.clock.now())]);
  const { spots, others: cycles } = partedCycles(open);
  const standing = standings(world.config().roster, person.id);
  const paused = tellPaused(world, standing);
  if (open.length === 0) return [findings === '' ? say(world, 'no-cycles', {}) : findings, ...paused].join('\n');
  if (!isOverseer(standing)) return [await tellOwn(world, person, open), findings].filter((part) => part !== '').join('\n');
  const seesAll = seesWhole(standing);
  const facts = await Promise.all(cycles.map((cycle) => cycleFacts(world, person, cycle, seesAll)));
  const drafts = await draftsFor(world, person);
  const brief = standing.has('clerk') && !standing.has('secretary') && !standing.has('discipline');
  const lines = await spotCheckLines(world, spots, person, false);
  const whole =
    cycles.length === 0 && lines.length > 0 ? [] : [say(world, 'status', { cycles: facts, brief, list: !standing.has('clerk') })];
  const sections = [...whole, ...lines];
  if (findings !== '') sections.push(findings);
  const unread = await tellUnread(world, person);
  if (unread !== '') sections.push(unread);
  if (standing.has('discipline'))
    sections.push(say(world, 'status-discipline', { items: await secretaryItems(world, person, cycles), drafts }));
  if (standing.has('clerk')) sections.push(await clerkSection(world, cycles));
  return [...sections, ...paused].join('\n');
}

/** Why nothing comes of a schedule: whoever sees the whole is told that it is paused. */
function tellPaused(world: World, standing: ReadonlySet<Standing>): string[] {
  const names = [...world.config().schedules.values()].filter(({ paused }) => paused).map(({ name }) => name);
  return names.length === 0 || !seesWhole(standing) ? [] : [say(world, 'status-paused', { names })];
}

function seesWhole(standing: ReadonlySet<Standing>): boolean {
  return standing.has('secretary') || standing.has('discipline') || standing.has('clerk');
}

export function isOverseer(standing: ReadonlySet<Standing>): boolean {
  return (['secretary', 'discipline', 'clerk', 'supervisor'] as const).some((one) => standing.has(one));
}

/** Totals of a cycle as far as the person oversees it. */
export async function visibleCounts(world: World, person: Person, cycle: Cycle): Promise<UnitCounts> {
  const { roster } = world.config();
  const units = visible(roster, person.id, cycle.units);
  if (units.length === cycle.units.length) return countsOf(world, cycle, '*');
  return countRecords((await world.stores.cycles.records(cycle.id, units)).values(), world.clock.now());
}

async function tellOwn(world: World, person: Person, cycles: readonly Cycle[]): Promise<string> {
  const own = unitsOf(world.config().roster, person.id);
  const lines: Facts<'status-unit'>['cycles'][number][] = [];
  const deadlineOf = await fairDeadlines(world);
  for (const cycle of cycles) {
    const records = await world.stores.cycles.records(cycle.id, own);
    const notes = await partNotes(world, cycle, records);
    for (const [unit, record] of records) {
      lines.push({
        unit: unitName(world, unit, cycle),
        title: titleOf(world, cycle),
        state: stateWords(world, deadlineOf, cycle, unit, record, person, notes),
      });
    }
  }
  return lines.length === 0 ? say(world, 'no-cycles', {}) : say(world, 'status-unit', { cycles: lines });
}

async function cycleFacts(world: World, person: Person, cycle: Cycle, seesAll: boolean): Promise<Facts<'status'>['cycles'][number]> {
  const open = await openVisible(world, person, cycle);
  return {
    title: titleOf(world, cycle),
    due: dayWords(world, cycleDeadline(await fairDeadlines(world), cycle)),
    ...(await visibleCounts(world, person, cycle)),
    leaders: seesAll ? await leadersOf(world, cycle) : [],
    stuck: await findStuck(world, person, cycle, open),
    own: ownDebt(world, person, cycle, open),
  };
}

/** Units still open that the person may see, with their records. */
export async function openVisible(world: World, person: Person, cycle: Cycle): Promise<[UnitId, UnitRecord][]> {
  const { cycles } = world.stores;
  const units = new Set(visible(world.config().roster, person.id, await cycles.openUnits(cycle.id, 0, openRead)));
  const records = await cycles.records(
    cycle.id,
    cycle.units.filter((unit) => units.has(unit)),
  );
  return [...records].filter(([, record]) => isUnanswered({ record }));
}

async function leadersOf(world: World, cycle: Cycle): Promise<{ name: string; total: number; answered: number }[]> {
  const leaders = [...new Set(cycle.tree.flatMap(({ supervisors }) => supervisors.slice(0, 1).map(({ person }) => person)))];
  return Promise.all(
    leaders.map(async (leader) => {
      const { total, answered } = await countsOf(world, cycle, `@${leader}`);
      return { name: personName(world, leader), total, answered };
    }),
  );
}

function ownDebt(world: World, person: Person, cycle: Cycle, open: readonly [UnitId, UnitRecord][]): string | null {
  const { units } = world.config().roster;
  const own = open.find(([unit]) => units.get(unit)?.principal === person.id || units.get(unit)?.liaison === person.id);
  return own === undefined ? null : unitName(world, own[0], cycle);
}

/** What only discipline sees: the secretaries' own records. */
async function secretaryItems(world: World, person: Person, cycles: readonly Cycle[]): Promise<Facts<'status-discipline'>['items']> {
  const { roster } = world.config();
  const items: Facts<'status-discipline'>['items'][number][] = [];
  const deadlineOf = await fairDeadlines(world);
  for (const cycle of cycles) {
    const about = cycle.units.filter((unit) => isSecretarys(world, unit));
    const records = await world.stores.cycles.records(cycle.id, about);
    const notes = await partNotes(world, cycle, records);
    for (const [unit, record] of records) {
      const { reminders, pressed } = await ladderHistory(world, cycle, unit, record);
      items.push({
        unit: unitName(world, unit, cycle),
        person: personName(world, roster.units.get(unit)?.principal ?? ''),
        // With one cycle it was named above.
        title: cycles.length > 1 ? titleOf(world, cycle) : null,
        state: stateWords(world, deadlineOf, cycle, unit, record, person, notes),
        reminded: reminders + (pressed === undefined ? 0 : 1),
      });
    }
  }
  return items;
}

async function clerkSection(world: World, cycles: readonly Cycle[]): Promise<string> {
  const { outbox, cycles: store } = world.stores;
  const [unknown, failed, tallies] = await Promise.all([
    outbox.open('unknown', listed),
    outbox.open('failed', listed),
    Promise.all(cycles.map(({ id }) => outbox.tally(id))),
  ]);
  const unreached: { unit: string; why: string; post: string }[] = [];
  for (const cycle of cycles) {
    const units = await store.openUnits(cycle.id, 0, openRead);
    for (const [unit, { state }] of await store.records(cycle.id, units)) {
      if (state === 'unreached')
        unreached.push({ unit: unitName(world, unit, cycle), why: unreachedWhy(world, cycle, unit), post: askedPost(world, cycle) });
    }
  }
  return say(world, 'status-clerk', {
    sent: tallies.reduce((sum, { sent }) => sum + sent, 0),
    failed: failed.length + unreached.filter(({ why }) => why !== 'refused').length,
    unknown: unknown.length,
    unknowns: await noticeFacts(world, unknown),
    first: unknown[0]?.no ?? null,
    failures: await noticeFacts(world, failed),
    firstFailed: failed[0]?.no ?? null,
    unreached,
  });
}

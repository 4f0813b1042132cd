/** The words of a 通报: the draft for those who decide, and the totals that a group hears once it is released. */
import type { Cycle } from '../domain/cycle.js';
import type { Request } from '../domain/matter.js';
import { countDifficulties } from '../domain/digest.js';
import type { UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { resolveDeadline } from '../domain/workdays.js';
import type { DueNotice } from './due-notice.js';
import { isUpToSecretary } from './draft-circular.js';
import { fairDeadlines } from './fair-deadline.js';
import { ladderHistory, type LadderHistory } from './ladder-history.js';
import type { Facts } from './messages.js';
import { countsOf, isOwing } from './count-units.js';
import { dateWords, dayWords, personName, titleOf, unitName } from './words.js';
import { say, workContext, type World } from './world.js';

export async function circularFacts(world: World, { notice, cycle }: DueNotice, decides: boolean): Promise<Facts<'circulate'>> {
  const { no, units } = notice.facts as { no: number; units: UnitId[] };
  const about = cycle === undefined ? [] : await circularItems(world, cycle, units);
  const [first] = about;
  return {
    no,
    decides,
    secretary: cycle !== undefined && isUpToSecretary(world, { cycle, units }),
    title: cycle === undefined ? null : titleOf(world, cycle),
    due: first?.due ?? null,
    first: first?.unit ?? null,
    // Several units are told in one line each; what was sent is then told once, as far as it is the same for all.
    steps: about.every(({ common }) => common === first?.common) ? (first?.common ?? null) : null,
    draft: cycle === undefined ? null : say(world, 'circulate-summary', await totalsOf(world, cycle)),
    items: about.map(({ common: _common, ...item }) => item),
  };
}

export type CircularItem = Facts<'circulate'>['items'][number] & { common: string | null };

/** What is told of each unit: what was sent to it, and its own words. */
export function circularItems(world: World, cycle: Cycle, units: readonly UnitId[]): Promise<CircularItem[]> {
  return Promise.all(units.map((unit) => circularItem(world, cycle, unit)));
}

async function circularItem(world: World, cycle: Cycle, unit: UnitId): Promise<CircularItem> {
  const record = (await world.stores.cycles.records(cycle.id, [unit])).get(unit);
  const [history, explanation] = await Promise.all([
    record === undefined ? undefined : ladderHistory(world, cycle, unit, record),
    world.stores.replies.explanation(cycle.id, unit),
  ]);
  return {
    unit: unitName(world, unit, cycle),
    due: dayWords(world, (await fairDeadlines(world))(cycle, record ?? {})),
    steps: history === undefined ? null : stepWords(world, history, true, await isDecided(world, cycle, unit)),
    common: history === undefined ? null : stepWords(world, history, false, true),
    supervisor: history?.supervised === undefined ? null : personName(world, history.supervised.who),
    explanation: explanation?.text ?? null,
    explainer: explanation === undefined ? null : personName(world, explanation.by),
    explained: explanation === undefined ? null : dayWords(world, explanation.at),
  };
}

/** Whether a leader has decided anything about the unit in this cycle. */
async function isDecided(world: World, { id, openedAt }: Cycle, unit: UnitId): Promise<boolean> {
  const requests = await world.stores.matters.since(openedAt, 'request');
  return requests.some((request) => request.unit === unit && 'cycle' in request.about && request.about.cycle === id && isByLeader(request));
}

function isByLeader({ ask, state, decidedBy }: Request): boolean {
  return decidedBy !== undefined && ask !== 'reassign' && state !== 'withdrawn';
}

function stepWords(world: World, { prompted, reminded, pressed, supervised }: LadderHistory, named: boolean, decided: boolean): string {
  return say(world, 'circulate-steps', {
    prompted: prompted === undefined ? null : dayWords(world, prompted),
    reminded: reminded === undefined ? null : dayWords(world, reminded),
    pressed: pressed === undefined ? null : dayWords(world, pressed.at),
    supervised: supervised === undefined ? null : dayWords(world, supervised.at),
    supervisor: supervised === undefined || !named ? null : personName(world, supervised.who),
    decided,
  });
}

/** What the group hears: totals as they are when it goes out; with 点名 the units still open, never a person. */
export async function groupCircular(world: World, { notice, cycle }: DueNotice): Promise<string> {
  if (cycle === undefined) return '';
  const { units, secretary } = notice.facts as { units: UnitId[]; secretary?: boolean };
  const records = await world.stores.cycles.records(cycle.id, units);
  const now = world.clock.now();
  const open = units.filter((unit) => isOwing(records.get(unit) ?? { state: 'excused' }, now));
  const named = await Promise.all(
    open.map(async (unit) => ({
      name: unitName(world, unit, cycle),
      explanation: (await world.stores.replies.explanation(cycle.id, unit))?.text ?? null,
    })),
  );
  return say(world, 'circulate-group', {
    ...(await totalsOf(world, cycle)),
    ...(await difficultiesOf(world, cycle, now)),
    units: named,
    secretary: secretary === true,
  });
}

/** The town says by when it answers what it still owes. */
const answeredWithinDays = 4;

/** What units of the cycle asked the town for, how much of it was answered, and by when the rest will be. */
export async function difficultiesOf(
  world: World,
  cycle: Cycle,
  now: Instant,
): Promise<{ raised: number; settled: number; owed: number; by: string | null }> {
  const requests = await world.stores.matters.since(cycle.openedAt, 'request');
  const ofCycle = requests.filter(({ about }) => 'cycle' in about && about.cycle === cycle.id);
  const { asked, answered, unanswered } = countDifficulties(ofCycle);
  const by = resolveDeadline({ kind: 'workdays', days: answeredWithinDays }, now, workContext(world));
  return { raised: asked, settled: answered, owed: unanswered, by: dateWords(world, by, false) };
}

export async function totalsOf(world: World, cycle: Cycle): Promise<Facts<'circulate-summary'>> {
  return { title: titleOf(world, cycle), ...(await countsOf(world, cycle, '*')) };
}

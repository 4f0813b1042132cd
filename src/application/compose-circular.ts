/** The words of a 通报: the draft for those who decide, and the totals that a group hears once it is released. */
import type { Cycle } from '../domain/cycle.js';
import { unitDeadline } from '../domain/ladder.js';
import type { UnitId } from '../domain/roster.js';
import type { DueNotice } from './due-notice.js';
import { ladderHistory, type LadderHistory } from './ladder-history.js';
import type { Facts } from './messages.js';
import { countsOf } from './count-units.js';
import { dayWords, personName, titleOf, unitName } from './words.js';
import { say, workContext, type World } from './world.js';

export async function circularFacts(world: World, { notice, cycle }: DueNotice, decides: boolean): Promise<Facts<'circulate'>> {
  const { no, units } = notice.facts as { no: number; units: UnitId[] };
  const about = cycle === undefined ? [] : await Promise.all(units.map((unit) => circularItem(world, cycle, unit)));
  const [first] = about;
  return {
    no,
    decides,
    title: cycle === undefined ? null : titleOf(world, cycle),
    due: first?.due ?? null,
    first: first?.unit ?? null,
    // Several units are told in one line each; what was sent is then told once, as far as it is the same for all.
    steps: about.every(({ common }) => common === first?.common) ? (first?.common ?? null) : null,
    draft: cycle === undefined ? null : say(world, 'circulate-summary', await totalsOf(world, cycle)),
    items: about.map(({ common: _common, ...item }) => item),
  };
}

type Item = Facts<'circulate'>['items'][number] & { common: string | null };

async function circularItem(world: World, cycle: Cycle, unit: UnitId): Promise<Item> {
  const record = (await world.stores.cycles.records(cycle.id, [unit])).get(unit);
  const [history, explanation] = await Promise.all([
    record === undefined ? undefined : ladderHistory(world, cycle, unit, record),
    world.stores.replies.explanation(cycle.id, unit),
  ]);
  return {
    unit: unitName(world, unit, cycle),
    due: dayWords(world, unitDeadline(cycle, record ?? {}, workContext(world))),
    steps: history === undefined ? null : stepWords(world, history, true),
    common: history === undefined ? null : stepWords(world, history, false),
    supervisor: history?.supervised === undefined ? null : personName(world, history.supervised.who),
    explanation: explanation?.text ?? null,
    explainer: explanation === undefined ? null : personName(world, explanation.by),
    explained: explanation === undefined ? null : dayWords(world, explanation.at),
  };
}

function stepWords(world: World, { prompted, reminded, pressed, supervised }: LadderHistory, named: boolean): string {
  return say(world, 'circulate-steps', {
    prompted: prompted === undefined ? null : dayWords(world, prompted),
    reminded: reminded === undefined ? null : dayWords(world, reminded),
    pressed: pressed === undefined ? null : dayWords(world, pressed.at),
    supervised: supervised === undefined ? null : dayWords(world, supervised.at),
    supervisor: supervised === undefined || !named ? null : personName(world, supervised.who),
  });
}

/** What the group hears: totals as they are when it goes out; with 点名 the units still open, never a person. */
export async function groupCircular(world: World, { notice, cycle }: DueNotice): Promise<string> {
  if (cycle === undefined) return '';
  const { units } = notice.facts as { units: UnitId[] };
  const records = await world.stores.cycles.records(cycle.id, units);
  const open = units.filter((unit) => records.get(unit)?.state === 'pending');
  const named = await Promise.all(
    open.map(async (unit) => ({
      name: unitName(world, unit, cycle),
      explanation: (await world.stores.replies.explanation(cycle.id, unit))?.text ?? null,
    })),
  );
  return say(world, 'circulate-group', { ...(await totalsOf(world, cycle)), units: named });
}

export async function totalsOf(world: World, cycle: Cycle): Promise<Facts<'circulate-summary'>> {
  return { title: titleOf(world, cycle), ...(await countsOf(world, cycle, '*')) };
}

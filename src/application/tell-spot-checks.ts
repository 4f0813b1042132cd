/** How spot checks stand that are under way: how many answered, and how many have still to be heard of. Nobody in them is late. */
import type { Cycle } from '../domain/cycle.js';
import { visible } from '../domain/permission.js';
import type { Person } from '../domain/roster.js';
import type { Facts } from './messages.js';
import { asDraw, drawNumber, standingOf } from './draw-book.js';
import { isSpot } from './spot-check.js';
import { titleOf, unitName } from './words.js';
import { say, type World } from './world.js';

/** Cycles by whether they are spot checks. */
export function partedCycles(cycles: readonly Cycle[]): { spots: Cycle[]; others: Cycle[] } {
  return { spots: cycles.filter(isSpot), others: cycles.filter((cycle) => !isSpot(cycle)) };
}

/** A line for each, as far as the person may see its units; `named`: with those that have still to be telephoned. */
export async function spotCheckLines(world: World, spots: readonly Cycle[], person: Person | undefined, named: boolean): Promise<string[]> {
  const facts = await Promise.all(spots.map((cycle) => factsOf(world, cycle, person, named)));
  return facts.flatMap((one) => (one === undefined ? [] : [say(world, 'spot-check-status', one)]));
}

async function factsOf(
  world: World,
  cycle: Cycle,
  person: Person | undefined,
  named: boolean,
): Promise<Facts<'spot-check-status'> | undefined> {
  const draw = asDraw(await world.stores.matters.matter(await drawNumber(world, cycle.id)));
  if (draw === undefined) return undefined;
  const { units } = await standingOf(world, draw, world.clock.now());
  const ids = units.map(({ unit }) => unit);
  const seen = new Set(person === undefined ? ids : visible(world.config().roster, person.id, ids));
  const shown = units.filter(({ unit }) => seen.has(unit));
  if (shown.length === 0) return undefined;
  const among = (reach: (typeof shown)[number]['reach']) => shown.filter((one) => one.reach === reach);
  return {
    title: titleOf(world, cycle),
    total: shown.length,
    answered: among('answered').length,
    waiting: among('waiting').length,
    called: among('called').length,
    silent: among('silent').length,
    names: named ? among('silent').map(({ unit }) => unitName(world, unit)) : [],
  };
}

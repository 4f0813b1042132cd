/** How a draw and its units are told. */
import { exclusionCodes } from '../domain/freeze-lot.js';
import type { UnitId } from '../domain/roster.js';
import { askedUnits, type Draw } from '../domain/spot-check.js';
import { afterCall } from '../domain/phone-remark.js';
import { oneLine } from '../domain/request-words.js';
import type { DrawnUnit } from './draw-book.js';
import type { Facts } from './messages.js';
import { personName, timeOfDay, unitName } from './words.js';
import { say, type World } from './world.js';

/** So much of a hash is read out on the telephone, and so much is kept by the custodian. */
const shortDigits = 6;
const longDigits = 16;

export function shortCode(hash: string): string {
  return hash.slice(0, shortDigits);
}

export function longCode(hash: string): string {
  return hash.slice(0, longDigits);
}

/** As it is called now; as it was called when the lot was frozen, if it is gone. */
export function drawnName(world: Pick<World, 'config'>, { names }: Pick<Draw, 'names'>, unit: UnitId): string {
  return world.config().roster.units.get(unit)?.name ?? names[unit] ?? unit;
}

const excludedShown = 5;

/** What is public of a draw before it is over. */
export function lotFacts(world: World, { no, batch, schedule, lot, commitment }: Draw) {
  const out = lot.excluded
    .slice(0, excludedShown)
    .map(({ unit, reason }) => ({ unit: unitName(world, unit), reason: reasonWords(world, reason) }));
  return {
    number: no,
    batch,
    plan: schedule.plan.name,
    filing: schedule.plan.filing,
    sample: lot.sample,
    candidates: lot.candidates.length,
    excluded: lot.excluded.length,
    out,
    code: shortCode(commitment.lot),
    secret: shortCode(commitment.secret),
  };
}

function reasonWords(world: World, reason: string): string {
  const isCode = (exclusionCodes as readonly string[]).includes(reason);
  return isCode ? say(world, 'draw-exclusion', { code: reason }) : oneLine(reason);
}

type Line = Facts<'draw-summary'>['units'][number];

/** Those heard of first, and those to be telephoned last. */
export function unitLines(world: World, draw: Draw, units: readonly DrawnUnit[]): Line[] {
  const lines = units.map(({ unit, reach }): Line => ({ unit: unitName(world, unit), reach }));
  const gone = draw.gone.map(({ unit, reason }): Line => ({ unit: drawnName(world, draw, unit), reach: reason }));
  return [...lines.filter(({ reach }) => reach !== 'silent'), ...gone, ...lines.filter(({ reach }) => reach === 'silent')];
}

export function countAsked(draw: Draw): number {
  return askedUnits(draw).length;
}

/** The last that was said of a unit on the telephone; undefined: nobody telephoned. */
export function callWords(world: World, { calls }: Draw, unit: UnitId): { by: string; at: string; words: string | null } | undefined {
  const last = calls.find((call) => call.unit === unit)?.said.at(-1);
  if (last === undefined) return undefined;
  const words = afterCall(last.words);
  return { by: personName(world, last.by), at: timeOfDay(world, last.at), words: words === '' ? null : oneLine(words) };
}

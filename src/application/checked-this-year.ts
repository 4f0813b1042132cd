/** What was held at units in a calendar year, spot checks and on-site inspections together: how often a unit may be checked is one limit over both. */
import { yearOf } from '../domain/date-text.js';
import type { UnitId } from '../domain/roster.js';
import { askedUnits, type Draw } from '../domain/spot-check.js';
import type { Instant } from '../domain/time.js';
import { timesDrawn } from './draw-book.js';
import { asInspection } from './inspection-book.js';
import type { World } from './world.js';

/** A check that was held, as people call it. */
export interface HeldCheck {
  at: Instant;
  name: string;
}

/** Of these units, those that were checked in the year of `at` as often as one may be. `draws`: all of that year. */
export async function fullUnits(world: World, units: readonly UnitId[], draws: readonly Draw[], at: Instant): Promise<Set<UnitId>> {
  const { perUnitPerYear } = world.config().settings.inspections;
  if (perUnitPerYear === undefined) return new Set();
  const drawn = timesDrawn(draws);
  const times = await Promise.all(
    units.map(async (unit) => (drawn.get(unit) ?? 0) + (await inspectedAt(world, unit, at, perUnitPerYear)).length),
  );
  return new Set(units.filter((_, index) => (times[index] ?? 0) >= perUnitPerYear));
}

/** All that was held at a unit, the earliest first, `most` of each kind at most. */
export async function heldAt(world: World, unit: UnitId, draws: readonly Draw[], at: Instant, most: number): Promise<HeldCheck[]> {
  const inspected = await inspectedAt(world, unit, at, most);
  const found = await Promise.all(inspected.map(({ no }) => world.stores.matters.matter(no)));
  const walked = found.flatMap((matter): HeldCheck[] => {
    const inspection = asInspection(matter);
    return inspection === undefined ? [] : [{ at: inspection.at, name: inspection.checklist.name }];
  });
  const drawn = draws
    .filter((draw) => askedUnits(draw).includes(unit))
    .map((draw): HeldCheck => ({ at: draw.askAt ?? draw.plannedAt, name: draw.schedule.name }));
  return [...walked, ...drawn].toSorted((one, other) => one.at - other.at);
}

function inspectedAt(world: World, unit: UnitId, at: Instant, most: number) {
  const { from, to } = yearOf(at, world.config().settings.timezone);
  return world.stores.ledger.inspections({ of: 'unit', unit }, from, to, most);
}

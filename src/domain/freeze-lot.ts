/** Decides who may be drawn: every unit of the audience, but for those that are left out with a reason. */
import { stopsAsking } from './broken-links.js';
import type { Lot } from './draw.js';
import { audienceUnits } from './responsibility.js';
import type { Roster, UnitId } from './roster.js';
import type { SpotCheckSchedule } from './schedule.js';

/**
 * Why a unit is left out by itself: it is left alone for a while; it was drawn, or checked at all, often enough this year; or nobody in it can be asked, or what they
 * said would go nowhere.
 */
export const exclusionCodes = ['paused', 'often', 'away', 'unreachable'] as const;
export type ExclusionCode = (typeof exclusionCodes)[number];

export interface Freezing {
  /** Names the draw. */
  draw: string;
  schedule: SpotCheckSchedule;
  /** The roster in force. */
  roster: Roster;
  paused: ReadonlySet<UnitId>;
  /** How often each unit was drawn this year; absent: never. */
  drawnThisYear: ReadonlyMap<UnitId, number>;
  /** Those that were checked in any way as often as a unit may be in a year. */
  full: ReadonlySet<UnitId>;
}

/** In roster order. A unit that several reasons leave out is recorded with the first of them; what the schedule says comes before all. */
export function freezeLot({ draw, schedule, roster, paused, drawnThisYear, full }: Freezing): Lot {
  const candidates: Lot['candidates'] = [];
  const excluded: Lot['excluded'] = [];
  for (const unit of audienceUnits(roster, schedule.audience)) {
    const reason = schedule.exclude.find((one) => one.unit === unit)?.reason ?? codeOf(unit);
    if (reason === undefined) candidates.push({ unit, weight: schedule.weights[unit] ?? 1 });
    else excluded.push({ unit, reason });
  }
  return { draw, sample: schedule.sample, candidates, excluded };

  function codeOf(unit: UnitId): ExclusionCode | undefined {
    if (paused.has(unit)) return 'paused';
    if (full.has(unit) || (drawnThisYear.get(unit) ?? 0) >= schedule.perYear) return 'often';
    const stop = stopsAsking(roster, unit, schedule.ask);
    return stop === undefined ? undefined : stop.code === 'away' ? 'away' : 'unreachable';
  }
}

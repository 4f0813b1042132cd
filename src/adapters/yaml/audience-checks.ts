/** Checks whom a schedule is meant for: the units it names, and that its steps reach somebody. */
import { audienceUnits, holders, isCommitteeRole, isUnitRole } from '../../domain/responsibility.js';
import type { Roster, UnitId } from '../../domain/roster.js';
import type { Audience } from '../../domain/schedule.js';
import { didYouMean } from './did-you-mean.js';
import type { FaultList } from './fault.js';
import type { FaultTexts } from './fault-texts.js';
import { entries, type RosterNames } from './names.js';
import type { Place } from './place.js';
import { checkReference } from './references.js';

/** That the units and the kind it names exist. */
export function checkAudience(audience: Place | undefined, names: RosterNames, faults: FaultList): void {
  if (!audience) return;
  for (const unit of entries(audience, 'units')) checkReference(unit, names.units, 'unknown-unit', faults);
  checkReference(audience.get('under'), names.units, 'unknown-unit', faults);
  const kind = audience.get('kind');
  const value = kind?.text();
  if (kind && value !== undefined && !names.unitKinds.has(value)) {
    faults.add(kind.file, kind.at, 'unknown-unit-kind', { id: value }, didYouMean(value, names.unitKinds));
  }
}

/** The units an audience comes to; undefined: something it names does not exist, or none is left and a fault was added. */
export function unitsIn(place: Place | undefined, names: RosterNames, draft: Roster, faults: FaultList): UnitId[] | undefined {
  const audience = audienceIn(place);
  if (!refersOnlyTo(names, audience)) return undefined;
  const units = audienceUnits(draft, audience);
  if (units.length > 0) return units;
  if (place) faults.add(place.file, place.at, 'audience-empty');
  return undefined;
}

/** A role that nobody holds makes a step that nobody hears of. For roles of a unit it is enough that one of the units has a holder. */
export function checkHeld(
  roles: readonly (Place | undefined)[],
  units: readonly UnitId[],
  draft: Roster,
  texts: FaultTexts,
  faults: FaultList,
): void {
  for (const place of roles) {
    const role = place?.text();
    if (!place || role === undefined || isHeld(draft, role, units)) continue;
    faults.add(place.file, place.at, 'role-vacant', { role, word: texts.word(role) });
  }
}

/** Whether all it names exists; where something does not, that is the fault already told. */
function refersOnlyTo(names: RosterNames, { units, kind, under }: Audience): boolean {
  const named = [...(units === 'all' ? [] : units), ...(under === undefined ? [] : [under])];
  return named.every((unit) => names.units.has(unit)) && (kind === undefined || names.unitKinds.has(kind));
}

function isHeld(draft: Roster, role: string, units: readonly UnitId[]): boolean {
  if (!isCommitteeRole(role) && !isUnitRole(role)) return true;
  return units.some((unit) => holders(draft, role, unit).length > 0);
}

function audienceIn(place: Place | undefined): Audience {
  const named = place?.get('units')?.items() ?? [];
  const units = named.map((unit) => unit.text()).filter((unit) => unit !== undefined);
  const kind = place?.get('kind')?.text();
  const under = place?.get('under')?.text();
  return {
    units: named.length > 0 ? units : 'all',
    ...(kind !== undefined && { kind }),
    ...(under !== undefined && { under }),
  };
}

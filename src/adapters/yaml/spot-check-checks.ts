/** Checks what the shape of a spot check cannot say: that it leaves time to answer, and weighs and leaves out units that exist. */
import { leastMs, parseDuration } from '../../domain/duration.js';
import { dayMs, minuteMs } from '../../domain/time.js';
import type { FaultList } from './fault.js';
import { entries, type RosterNames } from './names.js';
import type { Place } from './place.js';
import { checkDistinct, checkReference, hintFor } from './references.js';

/** Nobody can be held to less: who is on the road or in a meeting needs as much. */
const leastGivenMs = 30 * minuteMs;

export function checkSpotCheck(root: Place, names: RosterNames | undefined, faults: FaultList): void {
  checkMinutes(root.get('deadline'), faults);
  const left = entries(root, 'exclude').map((each) => each.get('unit'));
  checkDistinct(
    left.map((place) => ({ place })),
    'excluded-twice',
    faults,
  );
  if (!names) return;
  for (const unit of left) checkReference(unit, names.units, 'unknown-unit', faults);
  checkWeights(root.get('weights'), names, faults);
}

function checkMinutes(deadline: Place | undefined, faults: FaultList): void {
  const written = deadline?.text();
  const parsed = written === undefined ? undefined : parseDuration(written);
  if (!deadline || written === undefined || !parsed) return;
  if (parsed.kind === 'workdays' || leastMs(parsed) >= dayMs)
    faults.add(deadline.file, deadline.at, 'spot-check-too-long', { value: written });
  else if (leastMs(parsed) < leastGivenMs) faults.add(deadline.file, deadline.at, 'spot-check-too-short', { value: written });
}

function checkWeights(weights: Place | undefined, names: RosterNames, faults: FaultList): void {
  const written = weights?.value();
  if (!weights || typeof written !== 'object' || written === null || Array.isArray(written)) return;
  for (const unit of Object.keys(written)) {
    const place = weights.get(unit);
    if (place && !names.units.has(unit)) faults.add(place.file, place.keyAt, 'unknown-unit', { id: unit }, hintFor(unit, names.units));
  }
}

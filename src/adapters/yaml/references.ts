/** Checks that what a file refers to exists, and that what it names is named once. */
import { didYouMean } from './did-you-mean.js';
import type { FaultCode } from './fault-codes.js';
import type { FaultList, Hint } from './fault.js';
import type { Names } from './names.js';
import type { Place } from './place.js';

/** Adds a fault when the place holds an id that is not among the names. What is no text is left to the check of the shape. */
export function checkReference(place: Place | undefined, names: Names, code: FaultCode, faults: FaultList): void {
  const id = place?.text();
  if (!place || id === undefined || names.has(id)) return;
  faults.add(place.file, place.at, code, { id }, hintFor(id, names));
}

/** Adds a fault for every value after the first of the same text; `owner` is told with the fault, as who has it already. */
export function checkDistinct(places: readonly { place: Place | undefined; owner?: string }[], code: FaultCode, faults: FaultList): void {
  const seen = new Map<string, { line: number; owner: string }>();
  for (const { place, owner = '' } of places) {
    const text = place?.text();
    if (!place || text === undefined) continue;
    const first = seen.get(text);
    if (first) faults.add(place.file, place.at, code, { id: text, line: first.line, owner: first.owner });
    else seen.set(text, { line: place.at.line, owner });
  }
}

/** The id whose name was written, or the one that is nearly written. */
export function hintFor(written: string, names: Names): Hint | undefined {
  const named = [...names].find(([, name]) => name === written);
  return named ? { code: 'did-you-mean', values: { suggestion: named[0] } } : didYouMean(written, names.keys());
}

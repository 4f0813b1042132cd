/** Who walks on with an inspection when some of its inspectors cannot: nothing that was said is lost, and nobody who is there is taken off it. */
import type { Inspection } from './inspection.js';
import type { PersonId } from './roster.js';

/** `away`: on leave, and theirs again afterwards. `gone`: they have left, inspect no more, or answer for the unit themselves by now. */
export type Presence = 'there' | 'away' | 'gone';

export interface RelayFacts {
  presence: (inspector: PersonId) => Presence;
  /** Who has taken over the posts of somebody gone, or stands in for somebody away, and may inspect the unit. */
  follower: (inspector: PersonId) => PersonId | undefined;
  /** Who takes it on when nobody follows: whoever decides on what is found, or another inspector. */
  instead: PersonId | undefined;
}

export interface Relay {
  inspection: Inspection;
  /** Whose walk it was. */
  from: PersonId[];
  /** Who goes on with it: those who have come to it, or else those who stay. */
  to: PersonId[];
}

/** undefined: it stays as it is. Whoever is on leave with nobody in their place finds it as they left it. */
export function relay(inspection: Inspection, { presence, follower, instead }: RelayFacts): Relay | undefined {
  const { inspectors } = inspection;
  const from: PersonId[] = [];
  const after = inspectors.flatMap((one) => {
    const state = presence(one);
    if (state === 'there') return [one];
    const next = follower(one);
    if (state === 'gone' || next !== undefined) from.push(one);
    return [...(next === undefined ? [] : [next]), ...(state === 'away' ? [one] : [])];
  });
  if (after.length === 0 && instead !== undefined) after.push(instead);
  const walkers = [...new Set(after)];
  if (walkers.length === 0 || same(walkers, inspectors)) return undefined;
  const fresh = walkers.filter((one) => !inspectors.includes(one));
  const staying = walkers.filter((one) => presence(one) === 'there');
  const left = inspectors.filter((one) => presence(one) !== 'there');
  return { inspection: handed(inspection, walkers, left), from, to: fresh.length > 0 ? fresh : staying };
}

/** Given on by whoever has it: they are off it, all others stay. */
export function given(inspection: Inspection, { by, to }: { by: PersonId; to: PersonId }): Inspection {
  return handed(inspection, [...new Set([to, ...inspection.inspectors.filter((one) => one !== by)])], [by]);
}

/** `left`: their turn is anybody's again. */
function handed(inspection: Inspection, inspectors: PersonId[], left: readonly PersonId[]): Inspection {
  const places = Object.fromEntries(Object.entries(inspection.places).filter(([one]) => !left.includes(one)));
  const paused = inspectors.filter((one) => inspection.paused.includes(one) || left.includes(one));
  return { ...inspection, inspectors, places, paused };
}

function same(some: readonly PersonId[], others: readonly PersonId[]): boolean {
  return some.length === others.length && others.every((one) => some.includes(one));
}

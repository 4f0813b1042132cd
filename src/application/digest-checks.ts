/** What a digest says of spot checks and inspections: how many there were, at how many units, and what was found; of units that the reader may see. */
import type { DigestSpan } from '../domain/digest.js';
import { problemsOf, type Inspection } from '../domain/inspection.js';
import type { Matter } from '../domain/matter.js';
import { visible } from '../domain/permission.js';
import type { Person, UnitId } from '../domain/roster.js';
import { askedUnits, type Draw } from '../domain/spot-check.js';
import type { Instant } from '../domain/time.js';
import type { Facts } from './messages.js';
import type { World } from './world.js';

/** `matters`: open, or settled in the span. What is still under way on site, and who is drawn and not asked yet, is nobody's to know. */
export function digestChecks(
  world: World,
  person: Person,
  matters: readonly Matter[],
  { from, to }: DigestSpan,
): Facts<'digest'>['checks'] {
  const { roster } = world.config();
  const seen = (units: readonly UnitId[]): UnitId[] => visible(roster, person.id, units);
  const isIn = (at: Instant | undefined): boolean => at !== undefined && at >= from && at < to;
  const draws = matters
    .filter((matter): matter is Draw => matter.kind === 'draw')
    .filter(({ state, askAt }) => (state === 'asking' || state === 'calling' || state === 'disclosed') && isIn(askAt))
    .map((draw) => seen(askedUnits(draw)))
    .filter((units) => units.length > 0);
  const walks = matters
    .filter((matter): matter is Inspection => matter.kind === 'inspection')
    .filter(({ state, signed, unit }) => state === 'done' && isIn(signed.at(-1)?.at) && seen([unit]).length > 0);
  if (draws.length + walks.length === 0) return null;
  return {
    draws: draws.length,
    drawn: new Set(draws.flat()).size,
    inspections: walks.length,
    inspected: new Set(walks.map(({ unit }) => unit)).size,
    problems: walks.reduce((sum, walk) => sum + problemsOf(walk).length, 0),
  };
}

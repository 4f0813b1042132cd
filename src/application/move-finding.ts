/** 改派 by whoever oversees a finding: it becomes another unit's, as when its unit was merged into that one. */
import type { Finding } from '../domain/finding.js';
import { moveTo } from '../domain/finding-moves.js';
import { readName } from '../domain/request-words.js';
import { holders } from '../domain/responsibility.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import { asFinding, mayDo, mayKnow, openedNotices, ownerOf } from './finding-book.js';
import { findingTrouble } from './finding-trouble.js';
import { findUnit } from './find-cycle.js';
import { receiptMark } from './ports.js';
import { saying, type Response, type Said } from './said.js';
import { personName, unitName } from './words.js';
import { say, type World } from './world.js';
import { writeOutcome } from './write-finding.js';

/** undefined: it is no finding that they oversee. */
export async function moveNumbered(
  world: World,
  said: Said,
  { no, text = '' }: { no?: number; text?: string },
): Promise<Response | undefined> {
  const finding = no === undefined ? undefined : asFinding(await world.stores.matters.matter(no));
  if (finding === undefined || !mayKnow(world, finding, said.person.id) || !mayDo(world, said.person.id, 'close', finding))
    return undefined;
  const unit = unitMeant(world, text);
  if (unit === undefined) return saying(say(world, 'finding-move', { number: finding.no, typed: text === '' ? null : text }));
  const owner = ownerOf(world, unit);
  if (owner === undefined) return findingTrouble(world, said.person, 'no-owner');
  return move(world, said, finding, { unit, owner });
}

/** A unit by its name, or the one whose principal or liaison is named. */
function unitMeant(world: World, text: string): UnitId | undefined {
  const { roster } = world.config();
  const found = findUnit(roster, text);
  if ('unit' in found) return found.unit.id;
  const name = readName(text);
  const named = [...roster.units.values()].filter(({ principal, liaison }) =>
    [principal, liaison].some((person) => person !== undefined && name !== '' && personName(world, person) === name),
  );
  return named.length === 1 ? named[0]?.id : undefined;
}

function move(world: World, said: Said, finding: Finding, { unit, owner }: { unit: UnitId; owner: PersonId }): Promise<Response> {
  const { now, person } = said;
  const joint = holders(world.config().roster, 'supervisor', unit).slice(0, 1);
  const moved = moveTo(finding, { unit, owner, joint, called: unitName(world, unit) });
  return writeOutcome(world, said, finding, moved, (after) => ({
    act: 'finding-moved',
    // What was only brought up its unit does not know of.
    notices: after.establishedAt === undefined ? [] : openedNotices(world, finding, after, person.id, now),
    text: say(world, 'receipt-finding-moved', {
      number: finding.no,
      unit: unitName(world, unit),
      owner: personName(world, owner),
      no: receiptMark,
    }),
  }));
}

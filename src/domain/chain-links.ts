/** All breaks of the chain: those of posts, and what is missing in charge, duties and impartiality. */
import { brokenLinks, isNote, type RosterLink } from './broken-links.js';
import { obligationsOf, type DutyList } from './duty.js';
import { answersFor, holders } from './responsibility.js';
import type { Person, Roster, UnitId } from './roster.js';
import { postsOf } from './posting.js';

/**
 * A member of the leadership, by the title as it is written. Whoever has such a title, no office of the committee and no post in any unit is in the
 * roster for nothing: nobody is theirs to answer for.
 */
const leading = /副书记|副[镇乡县区市]长|党[委组]委员|[组织宣传统战政法]+委员|武装部长|分管/u;

/** In the order of `brokenLinks`: what is of a unit stands behind the breaks of its posts, notes last. */
export function chainLinks(
  roster: Roster,
  duties: readonly DutyList[] = [],
  units: readonly UnitId[] = [...roster.units.keys()],
): RosterLink[] {
  const links = brokenLinks(roster, units);
  const wanted = new Set(units);
  const more = [
    ...[...roster.units.keys()].filter((unit) => wanted.has(unit)).flatMap((unit) => conflictIn(roster, unit)),
    ...unheld(roster, duties, wanted),
    ...[...roster.people.values()].filter((person) => isWithoutCharge(roster, person)).map(noCharge),
  ];
  return [...links.filter((link) => !isNote(link)), ...more, ...links.filter(isNote)];
}

function noCharge({ id }: Person): RosterLink {
  return { code: 'no-charge', person: id };
}

function isWithoutCharge(roster: Roster, { id, title = '', roles, left }: Person): boolean {
  return left === undefined && roles.length === 0 && leading.test(title) && postsOf(roster, id).length === 0;
}

/** Without any of these there is a vacant office, which is told by itself. */
function conflictIn(roster: Roster, unit: UnitId): RosterLink[] {
  const deciders = (['discipline', 'discipline-secretary', 'secretary'] as const).flatMap((role) => holders(roster, role, unit));
  const [first] = deciders;
  if (first === undefined || deciders.some((person) => !answersFor(roster, unit, person))) return [];
  return [{ code: 'conflict', unit, person: first }];
}

/** One for each duty of a unit, unless the post that holds it is vacant: that is told already. */
function unheld(roster: Roster, duties: readonly DutyList[], units: ReadonlySet<UnitId>): RosterLink[] {
  return obligationsOf(roster, duties)
    .filter(({ holder, role, unit }) => holder === undefined && role !== 'principal' && role !== 'liaison' && units.has(unit))
    .map(({ unit, id: duty, text }) => ({ code: 'duty-unheld', unit, duty, text }));
}

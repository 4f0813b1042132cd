/** The chain of responsibility as the console shows it: every unit the reader sees, who answers for it to whom, and where it is broken. */
import { isNote, isOfUnit, mendedBy, type UnitLink } from '../domain/broken-links.js';
import { chainLinks } from '../domain/chain-links.js';
import { mayUse, standings, visible } from '../domain/permission.js';
import { holders } from '../domain/responsibility.js';
import type { Person, PersonId, Unit, UnitId } from '../domain/roster.js';
import { linkWords } from './link-words.js';
import { personName } from './words.js';
import type { World } from './world.js';

export interface BreakView {
  words: string;
  /** Who can mend it; null: nobody holds that office. */
  mends: string | null;
  /** Whom the reader may give a code, so that they can be written to. */
  bind: string | null;
}

export interface TreeUnitView {
  id: UnitId;
  name: string;
  kind: string;
  parent: UnitId | null;
  principal: string | null;
  supervisors: { name: string; as: string | null }[];
  liaison: string | null;
  members: string[];
  /** Where the chain is broken here; empty for whoever may not ask for breaks in chat. */
  broken: BreakView[];
}

export interface TreeView {
  units: TreeUnitView[];
  /** Breaks of the committee's own offices; empty for whoever does not see the whole. */
  offices: string[];
}

export function viewTree(world: World, person: Person): TreeView {
  const { roster, duties } = world.config();
  const seen = visible(roster, person.id, [...roster.units.keys()]);
  const seenUnits = new Set(seen);
  const links = chainLinks(roster, duties, seen);
  const standing = standings(roster, person.id);
  const seesAll = standing.has('secretary') || standing.has('discipline') || standing.has('clerk');
  const breaks = new Map<UnitId, BreakView[]>();
  const told = mayUse(roster, person.id, 'broken') ? links.filter(isOfUnit) : [];
  for (const link of told) breaks.set(link.unit, [...(breaks.get(link.unit) ?? []), breakView(world, person, link)]);
  const offices = links.flatMap((link) => (isNote(link) || isOfUnit(link) ? [] : [linkWords(world, link).link]));
  return {
    units: seen.flatMap((id) => {
      const unit = roster.units.get(id);
      return unit === undefined ? [] : [unitView(world, unit, seenUnits, breaks.get(id) ?? [])];
    }),
    offices: seesAll ? offices : [],
  };
}

function breakView(world: World, { id }: Person, link: UnitLink): BreakView {
  const { roster } = world.config();
  const [mends] = holders(roster, mendedBy(link), '');
  const isUnbound = link.code === 'unbound' && mayUse(roster, id, 'bind-code');
  return {
    words: linkWords(world, link).link,
    mends: mends === undefined ? null : personName(world, mends),
    bind: isUnbound ? personName(world, link.person) : null,
  };
}

function unitView(world: World, unit: Unit, seen: ReadonlySet<UnitId>, broken: BreakView[]): TreeUnitView {
  const nameOf = (person: PersonId | undefined): string | null => (person === undefined ? null : personName(world, person));
  return {
    id: unit.id,
    name: unit.name,
    kind: unit.kind,
    parent: unit.parent !== undefined && seen.has(unit.parent) ? unit.parent : null,
    principal: nameOf(unit.principal),
    supervisors: unit.supervisors.map((one) => ({ name: personName(world, one.person), as: one.as ?? null })),
    liaison: nameOf(unit.liaison),
    members: unit.members.map((member) => personName(world, member)),
    broken,
  };
}

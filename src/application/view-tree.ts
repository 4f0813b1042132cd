/** The chain of responsibility as the console shows it: every unit the reader sees, who answers for it to whom, and where it is broken. */
import { isNote, isOfUnit } from '../domain/broken-links.js';
import { chainLinks } from '../domain/chain-links.js';
import { standings, visible } from '../domain/permission.js';
import type { Person, PersonId, Unit, UnitId } from '../domain/roster.js';
import { linkWords } from './link-words.js';
import { personName } from './words.js';
import type { World } from './world.js';

export interface TreeUnitView {
  id: UnitId;
  name: string;
  kind: string;
  parent: UnitId | null;
  principal: string | null;
  supervisors: { name: string; as: string | null }[];
  liaison: string | null;
  members: string[];
  /** Where the chain is broken here, in words. */
  broken: string[];
}

export interface TreeView {
  units: TreeUnitView[];
  /** Breaks of the committee's own offices; empty for whoever does not see the whole. */
  offices: string[];
}

export function viewTree(world: World, person: Person): TreeView {
  const { roster, duties } = world.config();
  const seen = visible(roster, person.id, [...roster.units.keys()]);
  const links = chainLinks(roster, duties, seen);
  const standing = standings(roster, person.id);
  const seesAll = standing.has('secretary') || standing.has('discipline') || standing.has('clerk');
  const breaks = new Map<UnitId, string[]>();
  for (const link of links.filter(isOfUnit)) breaks.set(link.unit, [...(breaks.get(link.unit) ?? []), linkWords(world, link).link]);
  const offices = links.flatMap((link) => (isNote(link) || isOfUnit(link) ? [] : [linkWords(world, link).link]));
  return {
    units: seen.flatMap((id) => {
      const unit = roster.units.get(id);
      return unit === undefined ? [] : [unitView(world, unit, new Set(seen), breaks.get(id) ?? [])];
    }),
    offices: seesAll ? offices : [],
  };
}

function unitView(world: World, unit: Unit, seen: ReadonlySet<UnitId>, broken: string[]): TreeUnitView {
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

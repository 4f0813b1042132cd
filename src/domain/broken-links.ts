/** Finds where the chain of responsibility is broken before anything is sent along it. */
import { ancestors, hasAccount, holders } from './responsibility.js';
import type { CommitteeRole, PersonId, Roster, Unit, UnitId } from './roster.js';
import { indexOf } from './roster-index.js';

/** A post of a unit whose holder can be vacant or out of reach. */
type UnitPost = 'liaison' | 'principal' | 'supervisor';

/** A break, or a note (`two-posts`, normal in small townships). Within a unit the liaison comes first, since without one nothing is asked. */
export type BrokenLink =
  | { code: 'vacant-liaison' | 'vacant-principal' | 'nobody-above'; unit: UnitId }
  | { code: 'unbound'; unit: UnitId; post: UnitPost; person: PersonId }
  /** The principal is their own supervisor. */
  | { code: 'own-supervisor'; unit: UnitId; person: PersonId }
  | { code: 'vacant-role'; role: CommitteeRole }
  | { code: 'unbound-role'; role: CommitteeRole; person: PersonId }
  | { code: 'two-posts'; person: PersonId; units: UnitId[] };

/** The committee roles without which a ladder cannot end. */
const neededRoles = ['secretary', 'discipline-secretary', 'clerk'] as const;

/** Whether a link is only worth a note and stops nothing. */
export function isNote(link: BrokenLink): boolean {
  return link.code === 'two-posts';
}

/**
 * The broken links of the given units, or of all, in roster order; then those of the committee's roles; notes last.
 * `reachable` says whether somebody can be written to; unless given, whether they have a chat account.
 */
export function brokenLinks(
  roster: Roster,
  units: readonly UnitId[] = [...roster.units.keys()],
  reachable: (person: PersonId) => boolean = (person) => hasAccount(roster, person),
): BrokenLink[] {
  const wanted = new Set(units);
  const ofUnits = [...roster.units.values()].filter(({ id }) => wanted.has(id)).flatMap((unit) => linksOf(roster, unit, reachable));
  return [...ofUnits, ...linksOfRoles(roster, reachable), ...twoPosts(roster, wanted)];
}

function linksOf(roster: Roster, unit: Unit, reachable: (person: PersonId) => boolean): BrokenLink[] {
  const links: BrokenLink[] = [];
  for (const post of ['liaison', 'principal', 'supervisor'] as const) {
    const held = holders(roster, post, unit.id);
    if (held.length === 0 && post !== 'supervisor') links.push({ code: `vacant-${post}`, unit: unit.id });
    for (const person of held) if (!reachable(person)) links.push({ code: 'unbound', unit: unit.id, post, person });
  }
  const { principal } = unit;
  if (principal !== undefined && unit.supervisors.some(({ person }) => person === principal)) {
    links.push({ code: 'own-supervisor', unit: unit.id, person: principal });
  }
  if (!hasSomebodyAbove(roster, unit)) links.push({ code: 'nobody-above', unit: unit.id });
  return links;
}

/** The root answers to the discipline committee, whose posts are looked at apart. */
function hasSomebodyAbove(roster: Roster, unit: Unit): boolean {
  if (unit.parent === undefined || holders(roster, 'supervisor', unit.id).length > 0) return true;
  return ancestors(roster, unit.id).some((above) => {
    const heads = [...holders(roster, 'supervisor', above), ...holders(roster, 'principal', above)];
    return heads.some((person) => person !== unit.principal);
  });
}

function linksOfRoles(roster: Roster, reachable: (person: PersonId) => boolean): BrokenLink[] {
  return neededRoles.flatMap((role): BrokenLink[] => {
    const held = indexOf(roster).holders.get(role) ?? [];
    if (held.length === 0) return [{ code: 'vacant-role', role }];
    return held.filter((person) => !reachable(person)).map((person) => ({ code: 'unbound-role', role, person }));
  });
}

function twoPosts(roster: Roster, wanted: ReadonlySet<UnitId>): BrokenLink[] {
  const posts = new Map<PersonId, UnitId[]>();
  for (const unit of roster.units.values()) {
    if (!wanted.has(unit.id)) continue;
    for (const person of [unit.principal, unit.liaison]) {
      if (person !== undefined) posts.set(person, [...(posts.get(person) ?? []), unit.id]);
    }
  }
  const several = [...posts].filter(([, held]) => held.length > 1);
  return several.map(([person, held]) => ({ code: 'two-posts', person, units: [...new Set(held)] }));
}

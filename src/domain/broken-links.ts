/** Finds where the chain of responsibility is broken before anything is sent along it, and who can mend it. */
import { ancestors, holders } from './responsibility.js';
import type { CommitteeRole, PersonId, Roster, Unit, UnitId, UnitRole } from './roster.js';
import { indexOf } from './roster-index.js';
import type { DateText } from './time.js';

export type BrokenLink = RosterLink | ReachLink;

/** A break that the files show, or a note (`two-posts`, normal in small townships). Within a unit the liaison comes first, since without one nothing is asked. */
export type RosterLink =
  | { code: `vacant-${UnitRole}` | 'nobody-above'; unit: UnitId }
  | { code: 'unbound'; unit: UnitId; post: UnitRole; person: PersonId }
  /** On leave, and nobody who can be written to stands in. */
  | { code: 'away'; unit: UnitId; post: UnitRole; person: PersonId; until: DateText }
  /** The principal is their own supervisor. */
  | { code: 'own-supervisor'; unit: UnitId; person: PersonId }
  | { code: 'vacant-role'; role: CommitteeRole }
  | { code: 'unbound-role'; role: CommitteeRole; person: PersonId }
  | { code: 'away-role'; role: CommitteeRole; person: PersonId; until: DateText }
  /** A duty of the responsibility lists that nobody holds; `duty` is its id. */
  | { code: 'duty-unheld'; unit: UnitId; duty: string; text: string }
  /** Whoever could decide on a matter of the unit is concerned by it themselves. */
  | { code: 'conflict'; unit: UnitId; person: PersonId }
  /** A leader by their title, and in charge of nothing. */
  | { code: 'no-charge'; person: PersonId }
  | { code: 'two-posts'; person: PersonId; units: UnitId[] };

/** A break that only sending shows (reach-links.ts): messages to whoever holds the post, or an office of the committee, do not get through. */
export type ReachLink = ({ code: 'unreached'; unit: UnitId; post: UnitRole } & Unreached) | ({ code: 'unreached-person' } & Unreached);

/** Whom messages do not get through to: how many failed and since when; `ever`: one did arrive before. */
export interface Unreached {
  person: PersonId;
  messages: number;
  since: DateText;
  ever: boolean;
}

/** A break within one unit. */
export type UnitLink = Extract<BrokenLink, { unit: UnitId }>;
type RosterUnitLink = Extract<RosterLink, { unit: UnitId }>;

/** The committee roles without which a ladder cannot end. */
const neededRoles = ['secretary', 'discipline-secretary', 'clerk'] as const;

/** Whether a link is only worth a note and stops nothing. */
export function isNote(link: BrokenLink): link is Extract<RosterLink, { code: 'two-posts' }> {
  return link.code === 'two-posts';
}

/**
 * The broken links of the given units, or of all, in roster order; then those of the committee's roles; notes last.
 * `bound` says whether somebody can be written to when not on leave; unless given, whether they have a chat account. `on`: the day that is
 * looked at, for who is on leave then; absent: now.
 */
export function brokenLinks(
  roster: Roster,
  units: readonly UnitId[] = [...roster.units.keys()],
  bound: (person: PersonId) => boolean = (person) => hasAnyAccount(roster, person),
  on?: DateText,
): RosterLink[] {
  const wanted = new Set(units);
  const look: Look = { roster, bound, on };
  const ofUnits = [...roster.units.values()].filter(({ id }) => wanted.has(id)).flatMap((unit) => linksOf(look, unit));
  return [...ofUnits, ...linksOfRoles(look), ...twoPosts(roster, wanted)];
}

/**
 * Why a unit is not asked, on a day: the asked post is vacant or its holders out of reach, or the answer would go nowhere because the unit
 * oversees itself or nobody is above it. undefined: it is asked.
 */
export function stopsAsking(roster: Roster, unit: UnitId, ask: UnitRole, on?: DateText): UnitLink | undefined {
  const held = holders(roster, ask, unit);
  if (held.length === 0) return { code: `vacant-${ask}`, unit };
  const look: Look = { roster, bound: (person) => hasAnyAccount(roster, person), on };
  const links = held.map((person) => outOfReach(look, unit, ask, person));
  if (links.every((link) => link !== undefined)) return links[0];
  return tangle(roster, unit);
}

/** Whether a unit's own way up is tangled, whoever holds its posts: it answers only to itself, or to nobody. undefined: it is not. */
export function tangle(roster: Roster, unit: UnitId): UnitLink | undefined {
  const found = roster.units.get(unit);
  if (found === undefined) return undefined;
  const { principal, supervisors } = found;
  const alone = supervisors.length > 0 && supervisors.every(({ person }) => person === principal);
  if (principal !== undefined && alone) return { code: 'own-supervisor', unit, person: principal };
  return hasSomebodyAbove(roster, found) ? undefined : { code: 'nobody-above', unit };
}

const gravity: readonly (BrokenLink['code'] | 'vacant')[] = [
  'vacant',
  'unbound',
  'unreached',
  'own-supervisor',
  'nobody-above',
  'conflict',
  'away',
  'duty-unheld',
];

/** One link for each unit, its first; those nobody holds before those that time alone may mend. */
export function firstOfEach(links: readonly UnitLink[]): UnitLink[] {
  const firsts = new Map<UnitId, UnitLink>();
  for (const link of links) if (!firsts.has(link.unit)) firsts.set(link.unit, link);
  const weight = ({ code }: UnitLink): number => gravity.indexOf(code.startsWith('vacant-') ? 'vacant' : code);
  return [...firsts.values()].toSorted((one, other) => weight(one) - weight(other));
}

export function isOfUnit<Link extends BrokenLink>(link: Link): link is Extract<Link, { unit: UnitId }> {
  return 'unit' in link;
}

/** The same for the same break, however long it lasts. */
export function linkKey(link: BrokenLink): string {
  const parts = [
    link.code,
    'unit' in link ? link.unit : '',
    'post' in link ? link.post : 'role' in link ? link.role : '',
    'person' in link ? link.person : 'duty' in link ? link.duty : '',
  ];
  return parts.join('/');
}

/** Who can mend a link: the clerk keeps the roster; a vacant office, or a clerk out of reach, is for the secretary to see to. */
export function mendedBy(link: BrokenLink): 'clerk' | 'secretary' {
  switch (link.code) {
    case 'vacant-role':
      return link.role === 'secretary' ? 'clerk' : 'secretary';
    case 'unbound-role':
    case 'away-role':
      return link.role === 'clerk' ? 'secretary' : 'clerk';
    default:
      return 'clerk';
  }
}

interface Look {
  roster: Roster;
  bound: (person: PersonId) => boolean;
  on: DateText | undefined;
}

function hasAnyAccount(roster: Roster, person: PersonId): boolean {
  return (roster.people.get(person)?.accounts.length ?? 0) > 0;
}

/** Until when somebody is on leave that day with nobody to stand in; undefined: they are not. */
function awayUntil({ roster, bound, on }: Look, person: PersonId): DateText | undefined {
  const { away, leave } = roster.people.get(person) ?? {};
  // Whoever stands in now holds the post already: one who is away and still in it has no deputy.
  if (away !== undefined && (on === undefined || on <= away.until)) return away.until;
  if (on === undefined || leave === undefined || on < (leave.from ?? on) || on > leave.until) return undefined;
  const { deputy } = leave;
  const standsIn = deputy !== undefined && bound(deputy) && awayUntil({ roster, bound, on: undefined }, deputy) === undefined;
  return standsIn ? undefined : leave.until;
}

function outOfReach(look: Look, unit: UnitId, post: UnitRole, person: PersonId): RosterUnitLink | undefined {
  const until = awayUntil(look, person);
  if (until !== undefined) return { code: 'away', unit, post, person, until };
  return look.bound(person) ? undefined : { code: 'unbound', unit, post, person };
}

function linksOf(look: Look, unit: Unit): RosterUnitLink[] {
  const { roster } = look;
  const links: RosterUnitLink[] = [];
  for (const post of ['liaison', 'principal', 'supervisor'] as const) {
    const held = holders(roster, post, unit.id);
    if (held.length === 0 && post !== 'supervisor') links.push({ code: `vacant-${post}`, unit: unit.id });
    links.push(...held.flatMap((person) => outOfReach(look, unit.id, post, person) ?? []));
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

function linksOfRoles(look: Look): RosterLink[] {
  return neededRoles.flatMap((role): RosterLink[] => {
    const held = indexOf(look.roster).holders.get(role) ?? [];
    if (held.length === 0) return [{ code: 'vacant-role', role }];
    return held.flatMap((person): RosterLink[] => {
      const until = awayUntil(look, person);
      if (until !== undefined) return [{ code: 'away-role', role, person, until }];
      return look.bound(person) ? [] : [{ code: 'unbound-role', role, person }];
    });
  });
}

function twoPosts(roster: Roster, wanted: ReadonlySet<UnitId>): RosterLink[] {
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

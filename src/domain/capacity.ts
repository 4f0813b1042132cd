/** In which capacity somebody acts: what the audit trail says besides the person, for the roster changes and the trail does not. */
import { ancestors } from './responsibility.js';
import type { PersonId, Roster, Unit, UnitId } from './roster.js';

/**
 * All that a person is to the committee and, when a unit is given, to that unit, in words of roster.yaml: `secretary`, `liaison`,
 * `supervisor for wang` (as wang's deputy), `principal of qingshan` (the nearest unit above in which they hold a post). Joined by `, `; empty:
 * nothing at all, or nobody of the roster. `posts`: the units without deputies in their posts.
 */
export function capacityOf(roster: Roster, posts: ReadonlyMap<UnitId, Unit>, person: PersonId, unit?: UnitId): string {
  const found = roster.people.get(person);
  if (found === undefined) return '';
  const roles: string[] = found.roles;
  return [...roles, ...(unit === undefined ? [] : postsOver(roster, posts, person, unit))].join(', ');
}

/** In the unit itself, else in the nearest one above: leading or supervising a unit gives a say in all below it. */
function postsOver(roster: Roster, posts: ReadonlyMap<UnitId, Unit>, person: PersonId, unit: UnitId): string[] {
  const here = postsIn(roster, posts, person, unit);
  if (here.length > 0) return here.map(({ post, instead }) => `${post}${instead}`);
  for (const above of ancestors(roster, unit)) {
    const found = postsIn(roster, posts, person, above).filter(({ post }) => post === 'principal' || post === 'supervisor');
    if (found.length > 0) return found.map(({ post, instead }) => `${post} of ${above}${instead}`);
  }
  return [];
}

function postsIn(roster: Roster, posts: ReadonlyMap<UnitId, Unit>, person: PersonId, id: UnitId): { post: string; instead: string }[] {
  const held = holdersIn(roster.units.get(id));
  const written = holdersIn(posts.get(id));
  return Object.entries(held).flatMap(([post, holders]) => {
    if (!holders.includes(person)) return [];
    const own = written[post] ?? [];
    const absent = own.find((holder) => roster.people.get(holder)?.away?.deputy === person);
    return [{ post, instead: own.includes(person) || absent === undefined ? '' : ` for ${absent}` }];
  });
}

function holdersIn(unit: Unit | undefined): Record<string, PersonId[]> {
  if (unit === undefined) return {};
  const { liaison, principal, supervisors, members } = unit;
  return {
    liaison: liaison === undefined ? [] : [liaison],
    principal: principal === undefined ? [] : [principal],
    supervisor: supervisors.map(({ person }) => person),
    member: members,
  };
}

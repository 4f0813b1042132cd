/** Who may stand in for whom: the people one works with, or, on the clerk's word, anybody who has a post. */
import type { Leave } from './posting.js';
import { peopleOf } from './request.js';
import { holders } from './responsibility.js';
import type { Person, PersonId, Roster } from './roster.js';
import { committeeRoles } from './roster.js';
import { postsOf } from './posting.js';
import { standings } from './permission.js';
import type { DateText } from './time.js';

/**
 * Those whom somebody may ask themselves: the people of their units; for a supervisor the others of the leadership as well; for whoever has a
 * role of the committee the others of that role. In no case somebody who has left.
 */
export function colleaguesOf(roster: Roster, person: PersonId): PersonId[] {
  const posts = postsOf(roster, person);
  const units = posts.filter(({ post }) => post !== 'supervisor').flatMap(({ unit }) => peopleOf(roster, unit));
  const leads = posts.some(({ post }) => post === 'supervisor');
  const leadership = leads ? [...roster.units.values()].flatMap(({ supervisors }) => supervisors.map((one) => one.person)) : [];
  const roles = committeeRoles.filter((role) => holders(roster, role, '').includes(person)).flatMap((role) => holders(roster, role, ''));
  const found = new Set([...units, ...leadership, ...roles]);
  return [...found].filter((other) => other !== person && roster.people.get(other)?.left === undefined);
}

/** Why somebody cannot stand in on these days; undefined: they can. */
export type Hindrance = 'deputy-self' | 'deputy-elsewhere' | 'deputy-unbound' | 'deputy-away' | 'deputy-covering' | 'deputy-left';

export interface StandingIn {
  person: PersonId;
  deputy: PersonId;
  from: DateText;
  until: DateText;
  /** The clerk may ask anybody who has a post. */
  byClerk: boolean;
}

/** `leaves`: all that are open, without the one that this is about. */
export function hindranceOf(roster: Roster, leaves: readonly Leave[], asked: StandingIn): Hindrance | undefined {
  const { person, deputy, byClerk } = asked;
  const found = roster.people.get(deputy);
  if (deputy === person) return 'deputy-self';
  if (found === undefined || found.left !== undefined) return 'deputy-left';
  const hasPost = standings(roster, deputy).size > 0 || found.roles.length > 0;
  const isFit = byClerk ? hasPost : colleaguesOf(roster, person).includes(deputy);
  if (!isFit) return 'deputy-elsewhere';
  if (found.accounts.length === 0) return 'deputy-unbound';
  if (isOnLeave(found, leaves, asked)) return 'deputy-away';
  return covers(roster, leaves, asked) ? 'deputy-covering' : undefined;
}

interface Days {
  from: DateText;
  until: DateText;
}

function overlap(one: { from?: DateText; until: DateText }, other: Days): boolean {
  return (one.from ?? '') <= other.until && one.until >= other.from;
}

/** Somebody's open leaves that fall on any of these days. */
export function leavesOn(leaves: readonly Leave[], person: PersonId, days: Days): Leave[] {
  return leaves.filter((leave) => leave.person === person && leave.state === 'open' && overlap(leave, days));
}

function isOnLeave({ id, leave }: Person, leaves: readonly Leave[], days: Days): boolean {
  return (leave !== undefined && overlap(leave, days)) || leavesOn(leaves, id, days).length > 0;
}

/** Whether they stand in for somebody else on any of these days already. */
function covers({ people }: Roster, leaves: readonly Leave[], { person, deputy, from, until }: StandingIn): boolean {
  const inChat = leaves.some(
    (leave) => leave.deputy === deputy && leave.person !== person && leave.answer === 'agreed' && overlap(leave, { from, until }),
  );
  if (inChat) return true;
  return [...people.values()].some(({ id, leave }) => id !== person && leave?.deputy === deputy && overlap(leave, { from, until }));
}

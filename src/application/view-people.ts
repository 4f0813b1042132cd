/** The people as the console shows them: what they are, and whether they can be reached. Never their accounts. */
import { unitsOf, overseenBy } from '../domain/responsibility.js';
import type { CommitteeRole, PersonId } from '../domain/roster.js';
import type { DateText } from '../domain/time.js';
import { postWords } from './post-words.js';
import { personName } from './words.js';
import type { World } from './world.js';

export interface PersonView {
  id: PersonId;
  name: string;
  title: string | null;
  roles: CommitteeRole[];
  posts: string[];
  units: number;
  overseen: number;
  bound: boolean;
  /** On leave until the end of that day. */
  away: { until: DateText; deputy: string | null } | null;
  /** Gone to a post elsewhere. */
  left: boolean;
}

export function viewPeople(world: World): PersonView[] {
  const { roster } = world.config();
  return [...roster.people.values()].map(({ id, name, title, roles, accounts, away, left }) => ({
    id,
    name,
    title: title ?? null,
    roles: [...roles],
    posts: postWords(world, id),
    units: unitsOf(roster, id).length,
    overseen: overseenBy(roster, id).length,
    bound: accounts.length > 0,
    away: away === undefined ? null : { until: away.until, deputy: away.deputy === undefined ? null : personName(world, away.deputy) },
    left: left !== undefined,
  }));
}

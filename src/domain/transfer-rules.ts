/** Which transfers can be made in chat, and why others cannot. */
import { postsOf, type HeldPost, type Transfer } from './posting.js';
import { holders } from './responsibility.js';
import type { CommitteeRole, PersonId, Roster } from './roster.js';
import { transferredRoster } from './transferred-roster.js';
import type { DateText } from './time.js';

/** These are not handed over on a clerk's word: whoever keeps the roster file does that, and it shows in the trail which file it was. */
const offices: readonly CommitteeRole[] = ['secretary', 'discipline-secretary', 'discipline'];

export interface Move {
  person: PersonId;
  successor: PersonId;
  /** Of a successor whom the roster does not have. */
  newName?: string;
  on: DateText;
}

export type Obstacle =
  | { why: 'same' | 'no-posts' | 'left' | 'only-clerk' | 'own-supervisor' }
  /** Their own office, or that of whoever is to follow. */
  | { why: 'office'; of: PersonId }
  | { why: 'already'; transfer: Transfer }
  /** Whoever is to follow leaves, or has left, by then. */
  | { why: 'successor-left'; on?: DateText }
  /** Whoever leaves is to follow somebody else later on. */
  | { why: 'awaited'; transfer: Transfer };

/**
 * Why a transfer cannot be made as it is asked for; undefined: it can. Two people may change places on one day, and several may move up in a row;
 * whoever has left does not come back as somebody's successor. `held`: the roster without deputies; `planned`: other transfers whose day is to come.
 */
export function obstacleTo(held: Roster, planned: readonly Transfer[], move: Move): Obstacle | undefined {
  const { person, successor, on } = move;
  const leaver = held.people.get(person);
  if (person === successor) return { why: 'same' };
  if (leaver?.left !== undefined) return { why: 'left' };
  if (leaver?.roles.some((role) => offices.includes(role)) === true) return { why: 'office', of: person };
  const other = planned.find((transfer) => transfer.person === person);
  if (other !== undefined) return { why: 'already', transfer: other };
  const awaited = planned.find((transfer) => transfer.successor === person && transfer.on > on);
  if (awaited !== undefined) return { why: 'awaited', transfer: awaited };
  if (postsOf(held, person).length === 0 && (leaver?.roles.length ?? 0) === 0) return { why: 'no-posts' };
  if (held.people.get(successor)?.left !== undefined) return { why: 'successor-left' };
  const leaves = planned.find((transfer) => transfer.person === successor && transfer.on < on);
  if (leaves !== undefined) return { why: 'successor-left', on: leaves.on };
  if (leaver?.roles.includes('clerk') === true && isLastClerk(held, move)) return { why: 'only-clerk' };
  return overseesThemselves(held, move) ? { why: 'own-supervisor' } : undefined;
}

/** Nobody could keep the roster, not even bind whoever follows. */
function isLastClerk(held: Roster, { person, successor }: Move): boolean {
  const bound = (one: PersonId): boolean => (held.people.get(one)?.accounts.length ?? 0) > 0;
  const others = holders(held, 'clerk', '').filter((one) => one !== person && bound(one));
  return others.length === 0 && !bound(successor);
}

/** Whether by the transfer somebody would come to be the only one above a unit that they lead. */
function overseesThemselves(held: Roster, { person, successor, newName, on }: Move): boolean {
  const alone = (roster: Roster): string[] =>
    [...roster.units.values()]
      .filter(
        ({ principal, supervisors }) =>
          principal !== undefined && supervisors.length > 0 && supervisors.every((one) => one.person === principal),
      )
      .map(({ id }) => id);
  const transfer: Transfer = {
    kind: 'transfer',
    no: 0,
    unit: '',
    at: 0,
    version: 0,
    name: '',
    by: '',
    posts: [],
    state: 'planned',
    person,
    successor,
    on,
    ...(newName === undefined ? {} : { newName }),
  };
  const before = new Set(alone(held));
  return alone(transferredRoster(held, [transfer], on)).some((unit) => !before.has(unit));
}

/** The roles that pass over with the posts. */
export function passingRoles(held: Roster, person: PersonId): CommitteeRole[] {
  return (held.people.get(person)?.roles ?? []).filter((role) => !offices.includes(role));
}

/** The units in which a post of these is the one that is asked. */
export function unitsOfPosts(posts: readonly HeldPost[]): string[] {
  return [...new Set(posts.map(({ unit }) => unit))];
}

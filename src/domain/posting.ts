/** Who stands in for whom and who follows whom: leave and transfers as they are said in chat. What they change in the roster is decided elsewhere. */
import type { MatterBase } from './matter-base.js';
import type { PersonId, Roster, UnitId, UnitRole } from './roster.js';
import type { DateText, Instant } from './time.js';

/** `open`: to come or under way. `over`: its last day has passed. `withdrawn`: ended before that, or never begun. */
export type LeaveState = 'open' | 'over' | 'withdrawn';

/** Somebody's leave. It counts whether or not anybody stands in. */
export interface Leave extends MatterBase {
  kind: 'leave';
  person: PersonId;
  /** Who said so: the person, or the clerk. */
  by: PersonId;
  /** Both days included. */
  from: DateText;
  until: DateText;
  deputy?: PersonId;
  /** What the deputy said; they hold nothing before `agreed`. Absent: nobody was named. */
  answer?: 'asked' | 'agreed' | 'declined';
  /** When the deputy was asked. */
  askedAt?: Instant;
  /** It was told that the deputy has not answered. */
  broughtUp?: boolean;
  state: LeaveState;
}

/**
 * `planned`: its day is to come. `handed`: the posts have passed over, the last word to whoever left is on its way. `gone`: nothing reaches them
 * any more. `settled`: the roster file says it itself.
 */
export type TransferState = 'planned' | 'handed' | 'gone' | 'settled' | 'withdrawn';

/** A post as it is held. */
export interface HeldPost {
  unit: UnitId;
  post: UnitRole;
}

/** Somebody leaves all their posts to somebody else. */
export interface Transfer extends MatterBase {
  kind: 'transfer';
  person: PersonId;
  /** As they were called, when the roster does not have them any more. */
  name: string;
  successor: PersonId;
  /** Of a successor whom the roster file does not have. */
  newName?: string;
  /** The first day on which the successor holds the posts. */
  on: DateText;
  by: PersonId;
  /** What they held when it was said. */
  posts: HeldPost[];
  state: TransferState;
  /** How many open items were handed over. */
  items?: number;
}

/** What is said in chat and makes the roster in force differ from the file. */
export interface Postings {
  leaves: readonly Leave[];
  transfers: readonly Transfer[];
}

export const noPostings: Postings = { leaves: [], transfers: [] };

/** The posts a person holds in units, in roster order. */
export function postsOf({ units }: Pick<Roster, 'units'>, person: PersonId): HeldPost[] {
  return [...units.values()].flatMap(({ id: unit, liaison, principal, supervisors, members }) => {
    const held: HeldPost[] = [];
    if (principal === person) held.push({ unit, post: 'principal' });
    if (liaison === person) held.push({ unit, post: 'liaison' });
    if (supervisors.some((one) => one.person === person)) held.push({ unit, post: 'supervisor' });
    if (held.length === 0 && members.includes(person)) held.push({ unit, post: 'members' });
    return held;
  });
}

/** The unit under which somebody's leave or transfer is kept: the first of their posts, or else the root. */
export function unitOfPosting(roster: Roster, person: PersonId): UnitId {
  const [first] = postsOf(roster, person);
  if (first !== undefined) return first.unit;
  for (const { id, parent } of roster.units.values()) if (parent === undefined) return id;
  return roster.committee;
}

/** Whether the file says itself what a transfer did: whoever left holds nothing there any more. */
export function isWritten(file: Roster, { person }: Pick<Transfer, 'person'>): boolean {
  return postsOf(file, person).length === 0 && (file.people.get(person)?.roles.length ?? 0) === 0;
}

/** The id of somebody who is in no roster yet: the same for the same name. */
export function idOfNew(name: string): PersonId {
  return `new-${[...name].map((character) => (character.codePointAt(0) ?? 0).toString(16)).join('')}`;
}

/** Who there is: the people, the responsibility tree of units, and the groups of one committee. Loaded whole, never changed in place. */

import type { DateText } from './time.js';

export const committeeRoles = ['secretary', 'discipline-secretary', 'discipline', 'clerk', 'inspector'] as const;
export type CommitteeRole = (typeof committeeRoles)[number];

export const unitRoles = ['liaison', 'principal', 'supervisor', 'members'] as const;
export type UnitRole = (typeof unitRoles)[number];

export type PersonId = string;
export type UnitId = string;
export type GroupId = string;

export interface Person {
  id: PersonId;
  name: string;
  /** The post as it is spoken, e.g. the words that follow the name when a leader is mentioned. */
  title?: string;
  roles: CommitteeRole[];
  /** Chat account ids bound to this person; none: nobody can be reached yet. */
  accounts: string[];
  /** On leave now, until the end of that day: nothing is sent to them. A deputy holds their posts meanwhile. */
  away?: { until: DateText; deputy?: PersonId };
  /** Leave as it is written down, current or to come, both days included; `from` absent: it has begun. */
  leave?: { from?: DateText; until: DateText; deputy?: PersonId };
  /** Gone to a post elsewhere: they hold nothing here, and what was theirs is `to`'s. `silent`: the last word to them is out, and no account is theirs. */
  left?: { to: PersonId; silent: boolean };
}

/** A supervisor of a unit; the first of a unit's list decides, all of them see. */
export interface Supervision {
  person: PersonId;
  as?: string;
}

export interface Unit {
  id: UnitId;
  name: string;
  kind: string;
  parent?: UnitId;
  principal?: PersonId;
  supervisors: Supervision[];
  liaison?: PersonId;
  members: PersonId[];
}

export interface Group {
  id: GroupId;
  name: string;
  /** The chat room's id; or else `topic`, its exact name. */
  room?: string;
  topic?: string;
}

export interface Roster {
  /** The committee's id: it keeps several committees on one store apart. */
  committee: string;
  /** How the place is called when the bot says whose it is. */
  name?: string;
  people: ReadonlyMap<PersonId, Person>;
  units: ReadonlyMap<UnitId, Unit>;
  groups: ReadonlyMap<GroupId, Group>;
}

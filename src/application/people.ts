/** Finds people by what they are to the bot. */
import { boundTo, holders } from '../domain/responsibility.js';
import { reachable } from '../domain/ladder.js';
import type { Person, PersonId } from '../domain/roster.js';
import type { World } from './world.js';

export function clerkIds(world: World): PersonId[] {
  const { roster } = world.config();
  return reachable(roster, holders(roster, 'clerk', ''));
}

/** Who an account is bound to; undefined: a stranger. Names and aliases never count. */
export function personOf(world: World, account: string): Person | undefined {
  return boundTo(world.config().roster, account);
}

/** The account a person is written to: the first bound. */
export function accountOf(world: World, person: PersonId): string | undefined {
  return world.config().roster.people.get(person)?.accounts[0];
}

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

/** Somebody of the roster who has not gone elsewhere, with an account or without. */
export function presentPerson(world: World, id: PersonId): Person | undefined {
  const found = world.config().roster.people.get(id);
  return found?.left === undefined ? found : undefined;
}

/** The account a person is written to: the first bound. */
export function accountOf(world: World, person: PersonId): string | undefined {
  return world.config().roster.people.get(person)?.accounts[0];
}

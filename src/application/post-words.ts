/** What a person is, in a few words: the title of whoever holds an office, else unit and post of each of their units. */
import { unitsOf } from '../domain/responsibility.js';
import type { PersonId } from '../domain/roster.js';
import { postOf } from './tell-mine.js';
import { unitName } from './words.js';
import type { World } from './world.js';

const shown = 2;

/** Empty: nothing in particular. */
export function postWords(world: World, id: PersonId): string[] {
  const { roster } = world.config();
  const person = roster.people.get(id);
  if (person === undefined) return [];
  const units = unitsOf(roster, id);
  const inOffice = person.roles.length > 0 && person.title !== undefined;
  if (inOffice || units.length === 0) return person.title === undefined ? [] : [person.title];
  return units.slice(0, shown).map((unit) => `${unitName(world, unit)}${postOf(world, person, unit) ?? ''}`);
}

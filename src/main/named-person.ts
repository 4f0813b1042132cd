import { findPeople } from '../application/find-person.js';
import type { World } from '../application/world.js';
import { ValidationError } from '../domain/errors.js';
import type { Person } from '../domain/roster.js';

/** Whom an operator means, by id or name. Throws a ValidationError that says who else it may be. */
export function personOf(world: World, typed: string): Person {
  const found = findPeople(world.config().roster, typed);
  switch (found.kind) {
    case 'one':
      return found.person;
    case 'several': {
      const ids = found.people.map(({ person }) => person.id).join(', ');
      throw new ValidationError('several-people', `Several people are called ${typed}; say which by its id: ${ids}`);
    }
    case 'none': {
      const hint = found.near === undefined ? 'see roster.yaml' : `did you mean ${found.near.name}?`;
      throw new ValidationError('no-such-person', `There is nobody called ${typed}; ${hint}`);
    }
    default:
      return found satisfies never;
  }
}

import { findPeople } from '../../application/find-person.js';
import { issueCode } from '../../application/issue-code.js';
import type { World } from '../../application/world.js';
import { ValidationError } from '../../domain/errors.js';
import type { Person } from '../../domain/roster.js';
import { answer, type Outcome, type Output } from '../output.js';
import { withWorld } from '../with-world.js';

/** Makes a code for a person, by id or name, as `operator`. The bot need not run: whoever types the code is bound when it does. */
export async function bind(output: Output, typed: string): Promise<Outcome> {
  await withWorld(output, async (world) => {
    const person = personOf(world, typed);
    const { code, until, words } = await issueCode(world, person, 'operator', world.clock.now());
    answer(output, { person: person.id, code, until: new Date(until).toISOString() }, () => words);
  });
  return 'done';
}

function personOf(world: World, typed: string): Person {
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

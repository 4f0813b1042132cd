import { issueCode } from '../../application/issue-code.js';
import { ValidationError } from '../../domain/errors.js';
import { answer, type Outcome, type Output } from '../output.js';
import { personNamed } from '../person-named.js';
import { withWorld } from '../with-world.js';

/** Makes a code for a person, by id or name, as `operator`. The bot need not run: whoever types the code is bound when it does. */
export async function bind(output: Output, typed: string): Promise<Outcome> {
  await withWorld(output, async (world) => {
    const person = personNamed(world, typed);
    if (person.left !== undefined)
      throw new ValidationError('person-left', `${person.name} has left; whoever follows is bound, or the roster file says otherwise.`);
    const { code, until, words } = await issueCode(world, person, 'operator', world.clock.now());
    answer(output, { person: person.id, code, until: new Date(until).toISOString() }, () => words);
  });
  return 'done';
}

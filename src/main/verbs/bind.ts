import { issueCode } from '../../application/issue-code.js';
import { personOf } from '../named-person.js';
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

import { issueSignIn } from '../../application/issue-sign-in.js';
import { answer, type Outcome, type Output } from '../output.js';
import { personNamed } from '../person-named.js';
import { withWorld } from '../with-world.js';

/** Makes a code that opens the console for a person, by id or name, as `operator`. The console is served by the running bot. */
export async function signIn(output: Output, typed: string): Promise<Outcome> {
  await withWorld(output, async (world) => {
    const person = personNamed(world, typed);
    const { code, until, words } = await issueSignIn(world, person, 'operator', world.clock.now());
    const address = world.config().settings.console.address ?? null;
    answer(output, { person: person.id, code, until: new Date(until).toISOString(), address }, () => words);
  });
  return 'done';
}

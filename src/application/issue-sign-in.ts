/** Makes a code that opens the console for a person. It is said to them alone: in their own chat, or on the operator's terminal. */
import type { Person } from '../domain/roster.js';
import { signInCodeMs } from '../domain/sign-in.js';
import { minuteMs, type Instant } from '../domain/time.js';
import { say, type World } from './world.js';

/** Good once and for ten minutes; an earlier code of the person is void. `by`: who asked, for the audit trail. */
export async function issueSignIn(
  world: World,
  person: Person,
  by: string,
  now: Instant,
): Promise<{ code: string; until: Instant; words: string }> {
  const until = now + signInCodeMs;
  const code = await world.stores.signIns.issue({ person: person.id, until, by }, now);
  const address = world.config().settings.console.address ?? null;
  return { code, until, words: say(world, 'sign-in', { code, minutes: signInCodeMs / minuteMs, address }) };
}

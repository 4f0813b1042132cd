/** The way into a new installation: nobody of the office can be written to in chat yet, so the code is said where the bot is started. */
import { issueSignIn } from '../application/issue-sign-in.js';
import { presentPerson } from '../application/people.js';
import { say, type World } from '../application/world.js';
import { holders } from '../domain/responsibility.js';
import { signInCodeMs } from '../domain/sign-in.js';
import { minuteMs } from '../domain/time.js';

/** The words with a clerk's code; undefined: one of them has a chat account, or there is no clerk. `address`: where the console is. */
export async function firstSignIn(world: World, address: string): Promise<string | undefined> {
  const clerks = holders(world.config().roster, 'clerk', '').flatMap((id) => presentPerson(world, id) ?? []);
  const [clerk] = clerks;
  if (clerk === undefined || clerks.some(({ accounts }) => accounts.length > 0)) return undefined;
  const { code } = await issueSignIn(world, clerk, 'operator', world.clock.now());
  return say(world, 'cli-first-sign-in', { name: clerk.name, id: clerk.id, address, code, minutes: signInCodeMs / minuteMs });
}

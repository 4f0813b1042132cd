import { acceptClock } from '../../application/accept-clock.js';
import { dateWords } from '../../application/words.js';
import { say } from '../../application/world.js';
import { answer, type Outcome, type Output } from '../output.js';
import { withWorld } from '../with-world.js';

/** Says, as `operator`, that the clock is right: a bot that holds back because of it goes on within seconds. Refused when it does not. */
export async function acceptTheClock(output: Output): Promise<Outcome> {
  return withWorld(output, async (world) => {
    const now = world.clock.now();
    const { accepted, lastBeat } = await acceptClock(world, now);
    const facts = {
      accepted,
      now: new Date(now).toISOString(),
      lastBeat: lastBeat === undefined ? null : new Date(lastBeat).toISOString(),
    };
    answer(output, facts, () =>
      say(world, 'cli-clock', { accepted, now: dateWords(world, now), last: lastBeat === undefined ? null : dateWords(world, lastBeat) }),
    );
    return accepted ? 'done' : 'refused';
  });
}

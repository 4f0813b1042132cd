/** Lets time pass until something can be read: what else falls due, the sealing of the trail for one, nobody would wait for. */
import { dayMs, minuteMs, secondMs, type Instant } from '../domain/time.js';

export interface Passing {
  now(): Instant;
  nextDue(now: Instant): Promise<Instant | undefined>;
  moveTo(at: Instant): Promise<void>;
  /** When the bot last said something. */
  saidAt(): Instant | undefined;
}

const longestWaitMs = 40 * dayMs;
/** Between two people to whom the same thing goes out, with room for a slow one. */
const togetherMs = 2 * minuteMs;
/** A large township is written to for hours; nobody waits for the last. */
const longestTogetherMs = 60 * minuteMs;

/** Resolves when the bot has said something new and everything that goes out with it; false: it said nothing in 40 days. */
export async function moveToNextWord(passing: Passing): Promise<boolean> {
  const from = passing.now();
  let first: Instant | undefined;
  for (;;) {
    const now = passing.now();
    const due = await passing.nextDue(now);
    const said = passing.saidAt();
    if (said !== undefined && said > from) {
      first ??= said;
      if (due === undefined || due - said > togetherMs || due - first > longestTogetherMs) return true;
    }
    if (due === undefined || due - from > longestWaitMs) return first !== undefined;
    await passing.moveTo(Math.max(due, now + secondMs));
  }
}

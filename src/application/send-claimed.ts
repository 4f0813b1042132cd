/** Sends what this process has claimed, unless it has lost the claim, and keeps what became of it until the store has noted it. */
import { isTemporary } from '../domain/errors.js';
import { minuteMs } from '../domain/time.js';
import type { Address, SendOutcome } from './chat-port.js';
import type { World } from './world.js';

/** The chat port settles a send within this. */
const chatMs = minuteMs;
/** How long a claim lasts. Whoever does not begin to send in the first half of it never does, for it may be another's by the time it ends. */
export const claimMs = 2 * chatMs;

export interface Claim {
  ids: readonly string[];
  /** By the clock that nobody sets, from before it was made. */
  sinceMs: number;
}

/**
 * `offline` when the claim is lost or too old: then it certainly did not go out from here. A process that is stopped after the last look at the
 * claim sends when it goes on: what is left between that look and the chat's own call is no wait for anything outside.
 */
export async function sendClaimed(world: World, claim: Claim, to: Address, text: string): Promise<SendOutcome> {
  const { outbox } = world.stores;
  const isFresh = (): boolean => world.clock.elapsedMs() - claim.sinceMs < claimMs - chatMs;
  if (!isFresh() || !(await outbox.stillClaimed(claim.ids))) {
    world.log.warn({ notices: claim.ids }, 'a claim was lost before anything was sent under it');
    return { kind: 'offline' };
  }
  return world.chat.send(to, text, isFresh);
}

/** Outcomes that could not be noted yet. What this process knows, nobody has to be asked about. */
export type Unnoted = Set<() => Promise<boolean>>;

/** Notes an outcome, now or, when the store is away, as soon as `noteLate` is called. Rejects as `note` does. */
export async function noteOrKeep(unnoted: Unnoted, note: () => Promise<boolean>): Promise<boolean> {
  try {
    return await note();
  } catch (error) {
    if (isTemporary(error)) unnoted.add(note);
    throw error;
  }
}

export async function noteLate(unnoted: Unnoted): Promise<void> {
  for (const note of unnoted) {
    unnoted.delete(note);
    await noteOrKeep(unnoted, note);
  }
}

/** A code is tried, one-to-one: by a stranger, or by somebody who is bound already. Only the code counts, never a name or an alias. */
import { presentPerson } from './people.js';
import type { CodeAttempt, Redeemed } from './ports.js';
import { refreshHome } from './refresh-home.js';
import { today } from './said.js';
import type { Replies } from './send-reply.js';
import { tellBindings } from './tell-bindings.js';
import { welcome } from './welcome.js';
import { timeOfDay } from './words.js';
import { say, type World } from './world.js';

/** Tries it once for its message and answers. An account that has been stopped is told so once more at most: nobody makes the bot talk. */
export async function redeemCode(world: World, replies: Replies, attempt: CodeAttempt): Promise<void> {
  const now = world.clock.now();
  const { bindings } = world.stores;
  const redeemed = await bindings.redeem(attempt, now);
  if (redeemed.kind === 'duplicate') return;
  if (redeemed.kind === 'bound') await refreshHome(world, now);
  await tellBindings(world, now, redeemed.kind === 'bound' ? redeemed.event : undefined);
  if (redeemed.kind === 'stopped' && !redeemed.now && !(await isFirstToday(world, attempt.account))) return;
  await replies.send({ kind: 'account', account: attempt.account }, wordsOf(world, redeemed));
  // From here on the welcome is not owed any more.
  if (redeemed.kind === 'bound') await bindings.told([redeemed.event]);
}

function isFirstToday(world: World, account: string): Promise<boolean> {
  return world.stores.conversation.greetStranger(`${account}/stopped`, today(world, world.clock.now()));
}

function wordsOf(world: World, redeemed: Exclude<Redeemed, { kind: 'duplicate' }>): string {
  switch (redeemed.kind) {
    case 'bound':
      // Whoever has left meanwhile is nobody here any more.
      return presentPerson(world, redeemed.person) === undefined ? say(world, 'code-expired', {}) : welcome(world, redeemed.person);
    case 'wrong':
      return say(world, 'wrong-code', { left: redeemed.left });
    case 'stopped':
      return say(world, 'code-stopped', { until: timeOfDay(world, redeemed.until) });
    case 'suspended':
      return say(world, 'code-gone', {});
    case 'expired':
      return say(world, 'code-expired', {});
    case 'not-yours':
      return say(world, 'code-not-yours', {});
    default:
      return redeemed satisfies never;
  }
}

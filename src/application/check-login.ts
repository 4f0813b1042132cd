/** Account ids may change when the bot logs in anew: what the new login does not know counts for nobody until it is bound again. */
import type { Instant } from '../domain/time.js';
import { refreshHome } from './refresh-home.js';
import type { World } from './world.js';

/**
 * Looks once for each login, and again while that did not succeed. The bot's own account being the same as before, nothing has changed; the
 * first login ever has nothing to compare with.
 */
export function createLoginCheck(world: World): (now: Instant) => Promise<void> {
  let checked: string | undefined;
  return async (now) => {
    const own = world.chat.online();
    if (own === undefined || own === checked) return;
    const { bindings } = world.stores;
    const noted = await bindings.ownAccount();
    if (noted !== undefined && noted !== own) await suspendUnknown(world, own, now);
    if (noted !== own) await bindings.noteOwnAccount(own);
    checked = own;
  };
}

async function suspendUnknown(world: World, own: string, now: Instant): Promise<void> {
  const unknown: { account: string; person: string }[] = [];
  for (const { id, accounts } of world.config().roster.people.values()) {
    for (const account of accounts) if (!(await world.chat.knows(account))) unknown.push({ account, person: id });
  }
  if (unknown.length === 0) return;
  const suspended = await world.stores.bindings.suspend(unknown, { reason: 'new-login', by: 'bot', operationId: `${own}/${now}` }, now);
  world.log.warn({ accounts: suspended.length }, 'the chat logged in as another account, which does not know these');
  await refreshHome(world, now);
}

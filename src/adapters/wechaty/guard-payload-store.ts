/** The files in which PuppetService remembers contacts and rooms: a LevelDB for each account, which only one may hold open. */
import type { Puppet } from 'wechaty-puppet';

interface PayloadStore {
  start(account: string): Promise<void>;
  stop(): Promise<void>;
}

/** What was asked of the stores of this process so far, one after the other. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Opens and closes a PuppetService's files in the order in which it was asked for, across all puppets of this process. PuppetService waits for
 * neither, so a login that follows a logout, or a new puppet that follows an old one, would find the files locked, and that error has nobody
 * to catch it: it would end the process. Other puppets are left alone.
 */
export function guardPayloadStore(puppet: Puppet): void {
  if (!('_payloadStore' in puppet)) return;
  const { _payloadStore: store } = puppet as { _payloadStore: PayloadStore };
  const start = store.start.bind(store);
  const stop = store.stop.bind(store);
  store.start = (account) => inTurn(() => start(account));
  store.stop = () => inTurn(stop);
}

/** Resolves when all that was asked for so far is done: whoever was told to let go of their files has done so. */
export async function payloadStoresAtRest(): Promise<void> {
  await last;
}

function inTurn(operation: () => Promise<void>): Promise<void> {
  const done = last.then(operation);
  last = done.catch(() => undefined);
  return done;
}

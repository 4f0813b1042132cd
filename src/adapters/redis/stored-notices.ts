/** Notices as they are stored, by their ids: most as a hash of their own, a receipt that is on its way in one hash with the others. */
import { guard } from './guard.js';
import { isReceipt, receiptHash } from './notice-forms.js';
import type { StoreBase } from './store-base.js';

export interface NoticeHash {
  id: string;
  /** Empty: there is none of that id. */
  hash: Record<string, string>;
}

/** In the order of the ids. */
export async function hashesOf(base: StoreBase, ids: readonly string[]): Promise<NoticeHash[]> {
  return Promise.all(ids.map(async (id) => ({ id, hash: await hashOf(base, id) })));
}

async function hashOf({ client, keys }: StoreBase, id: string): Promise<Record<string, string>> {
  const onItsWay = isReceipt(id) ? await guard(client.hget(keys.receipts, id)) : null;
  return onItsWay === null ? guard(client.hgetall(keys.notice(id))) : receiptHash(onItsWay);
}

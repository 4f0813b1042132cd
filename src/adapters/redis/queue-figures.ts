/** How much waits in the outbox: for a person's word, or to go out. */
import type { Outbox } from '../../application/ports.js';
import { guard } from './guard.js';
import { asInstant } from './script-replies.js';
import type { StoreBase } from './store-base.js';

export function queueFigures({ client, keys }: StoreBase): Pick<Outbox, 'unsettled' | 'waiting'> {
  return {
    async unsettled(outcome) {
      const key = keys.unsettled(outcome);
      const [, oldest] = await guard(client.zrange(key, 0, '0', 'WITHSCORES'));
      return oldest === undefined ? undefined : { count: await guard(client.zcard(key)), oldest: asInstant(oldest) };
    },

    waiting: async (lane) => guard(client.zcard(keys.queue(lane))),
  };
}

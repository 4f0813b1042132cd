/** Counts what passes through the stores, so that no use case has to know that it is counted. */
import type { Metrics } from '../application/metrics-port.js';
import type { Outbox, ReplyStore } from '../application/ports.js';
import type { World } from '../application/world.js';

export function metered(world: World, metrics: Metrics): World {
  const { outbox, replies } = world.stores;
  return { ...world, stores: { ...world.stores, outbox: meteredOutbox(outbox, metrics), replies: meteredReplies(replies, metrics) } };
}

function meteredOutbox(outbox: Outbox, metrics: Metrics): Outbox {
  return {
    ...outbox,
    async settle(ids, outcome, ...rest) {
      await outbox.settle(ids, outcome, ...rest);
      metrics.settled(outcome, ids.length);
    },
    async expire(now) {
      const lost = await outbox.expire(now);
      metrics.settled('unknown', lost.length);
      return lost;
    },
  };
}

function meteredReplies(replies: ReplyStore, metrics: Metrics): ReplyStore {
  return {
    ...replies,
    async record(reply, now) {
      const recorded = await replies.record(reply, now);
      if (recorded.kind === 'recorded') metrics.recorded();
      return recorded;
    },
  };
}

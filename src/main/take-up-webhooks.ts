/** Before the bot begins: receivers of events that are new hear of all from here on, and those that a killed bot told are free. */
import { hasEnded } from '../adapters/files/process-identity.js';
import type { WebhookReceiver } from '../application/ports.js';
import type { World } from '../application/world.js';

/** When the store cannot be asked now, leases have to run out, and marks are set with the first look. */
export async function takeUpWebhooks(
  { stores: { webhooks, audit }, log }: Pick<World, 'stores' | 'log'>,
  receivers: readonly Pick<WebhookReceiver, 'id'>[],
): Promise<void> {
  try {
    for (const { id } of receivers) {
      await webhooks.begin(id, (await audit.extent()).counter);
      const holder = await webhooks.lease(id);
      if (holder !== undefined && (await hasEnded(holder))) await webhooks.yield(id, holder);
    }
  } catch (error) {
    log.warn({ err: error }, 'it could not be found out how far the receivers of events have heard');
  }
}

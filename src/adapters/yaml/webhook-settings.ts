/** `webhooks:` of settings.yaml: which programs are told of which events. What signs them stands in the environment, never in the file. */
import { z } from 'zod';
import type { WebhookSettings } from '../../domain/settings.js';
import { isWebhookAddress } from '../../domain/webhook-address.js';
import { webhookEventTypes } from '../../domain/webhook-event.js';
import type { FaultList } from './fault.js';
import type { Place } from './place.js';
import { coded, id, section } from './shape.js';

const mostReceivers = 10;

export const webhooksSchema = z
  .array(
    section({
      id,
      url: z.string().refine(isWebhookAddress, coded('bad-address')),
      secretFrom: z.string().regex(/^ZERENTIAN_WEBHOOK_[A-Z0-9_]{1,40}$/, coded('bad-secret-name')),
      events: z.array(z.enum(webhookEventTypes)).min(1).optional(),
    }),
  )
  .max(mostReceivers);

export function webhooksOf(file: z.infer<typeof webhooksSchema>): WebhookSettings[] {
  return file.map(({ events = webhookEventTypes, ...rest }) => ({ ...rest, events }));
}

/** What a receiver has heard of is kept by its id. */
export function checkWebhooks(webhooks: Place | undefined, faults: FaultList): void {
  const lines = new Map<string, number>();
  for (const place of webhooks?.items() ?? []) {
    const named = place.get('id');
    const text = named?.text();
    if (named === undefined || text === undefined) continue;
    const line = lines.get(text);
    if (line === undefined) lines.set(text, named.at.line);
    else faults.add(named.file, named.at, 'duplicate-id', { id: text, line });
  }
}

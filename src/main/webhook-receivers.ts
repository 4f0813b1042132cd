/** Who is told of events: settings.yaml says who, the environment holds what signs. */
import { ValidationError } from '../domain/errors.js';
import type { WebhookReceiver } from '../application/ports.js';
import type { Settings } from '../domain/settings.js';

const form = /^whsec_([A-Za-z0-9+/]+={0,2})$/;
const leastBytes = 24;
const mostBytes = 64;

/**
 * The settings are looked at each time, for they may change; one that is added while the bot runs without its secret is kept without a key. Throws a
 * ValidationError `no-webhook-secret` for those there are now, without quoting anything secret.
 */
export function webhookReceivers(env: NodeJS.ProcessEnv, settings: () => Settings): () => WebhookReceiver[] {
  const receivers = (): WebhookReceiver[] => settings().webhooks.map((webhook) => ({ ...webhook, key: keyIn(env, webhook.secretFrom) }));
  const wanting = receivers().filter(({ key }) => key === undefined);
  if (wanting.length > 0) {
    const names = wanting.map(({ id, secretFrom }) => `${secretFrom} for the webhook ${id}`).join(', ');
    throw new ValidationError(
      'no-webhook-secret',
      `settings.yaml wants ${names}: set it in the environment of the bot, as whsec_ and ${leastBytes} to ${mostBytes} random bytes in base64 (openssl rand -base64 32).`,
    );
  }
  return receivers;
}

/** undefined: there is none, or it is none. */
export function keyIn(env: NodeJS.ProcessEnv, name: string): Uint8Array | undefined {
  const key = Buffer.from(form.exec(env[name] ?? '')?.[1] ?? '', 'base64');
  return key.length >= leastBytes && key.length <= mostBytes ? key : undefined;
}

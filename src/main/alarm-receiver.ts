/** Where alarms are posted: ZERENTIAN_ALARM_WEBHOOK, for the address may hold a token, or else settings.yaml. ZERENTIAN_ALARM_SECRET signs them. */
import type { Receiver } from '../adapters/alarm/call.js';
import { ValidationError } from '../domain/errors.js';
import type { Settings } from '../domain/settings.js';
import { isWebhookAddress } from '../domain/webhook-address.js';

/** The settings are looked at each time, for they may change. Throws a ValidationError `bad-webhook` without quoting the address. */
export function alarmReceiver(env: NodeJS.ProcessEnv, settings: () => Settings): () => Receiver | undefined {
  const ownUrl = env['ZERENTIAN_ALARM_WEBHOOK'] || undefined;
  const secret = env['ZERENTIAN_ALARM_SECRET'] || undefined;
  if (ownUrl !== undefined && !isWebhookAddress(ownUrl)) {
    throw new ValidationError(
      'bad-webhook',
      'ZERENTIAN_ALARM_WEBHOOK is not an https:// address, nor an http:// one of this machine or the own network.',
    );
  }
  return () => {
    const url = ownUrl ?? settings().alarm.webhook;
    return url === undefined ? undefined : { url, ...(secret === undefined ? {} : { secret }) };
  };
}

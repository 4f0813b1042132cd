/** Signs an event as https://www.standardwebhooks.com says: HMAC-SHA256 over its id, the time of the attempt and its text. */
import { createHmac } from 'node:crypto';
import type { WebhookSigner } from '../../application/webhook-port.js';
import { secondMs } from '../../domain/time.js';

export const sign: WebhookSigner = ({ id, body, at, key }) => {
  const timestamp = String(Math.floor(at / secondMs));
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
};

/** What is posted to the receiver of alarms: one document, bounded in size, and signed where there is a secret. */
import { createHmac } from 'node:crypto';
import type { Post } from '../../application/webhook-port.js';

export interface Receiver {
  url: string;
  /** Signs what is sent: `x-zerentian-signature: sha256=<HMAC of the body, hex>`. */
  secret?: string;
}

const largestBodyBytes = 4_096;

export function callOf({ url, secret }: Receiver, document: object): Post {
  const body = bodyOf(document);
  const headers: Record<string, string> =
    secret === undefined ? {} : { 'x-zerentian-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` };
  return { url, headers, body };
}

function bodyOf(document: object): Buffer {
  const whole = Buffer.from(JSON.stringify(document));
  return whole.length <= largestBodyBytes ? whole : Buffer.from(JSON.stringify({ ...document, facts: { cut: true } }));
}

/** Posts one document to a webhook: bounded in time and size, no redirects, nothing kept of the answer but its status. */
import { createHmac } from 'node:crypto';
import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';

export interface Receiver {
  url: string;
  /** Signs what is sent: `x-zerentian-signature: sha256=<HMAC of the body, hex>`. */
  secret?: string;
}

/** `status`: the receiver answered, though not with a 2xx; a redirect is one of these. */
export type Posted = { kind: 'accepted' } | { kind: 'refused'; status: number } | { kind: 'failed'; code: string };

const largestBodyBytes = 4_096;

/** Never rejects; settles within `timeoutMs`. An abort is a failure. */
export function post({ url, secret }: Receiver, document: object, timeoutMs: number, stopping: AbortSignal): Promise<Posted> {
  const body = bodyOf(document);
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': body.length,
    'user-agent': 'zerentian',
    ...(secret === undefined ? {} : { 'x-zerentian-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` }),
  };
  return new Promise((settle) => {
    const send = url.startsWith('https:') ? requestSecure : requestPlain;
    const call = send(url, { method: 'POST', headers, agent: false, signal: stopping });
    const timer = setTimeout(() => call.destroy(Object.assign(new Error('no answer in time'), { code: 'TIMEOUT' })), timeoutMs);
    const end = (posted: Posted): void => {
      clearTimeout(timer);
      settle(posted);
      call.destroy();
    };
    call.on('response', ({ statusCode: status = 0 }) =>
      end(status >= 200 && status < 300 ? { kind: 'accepted' } : { kind: 'refused', status }),
    );
    call.on('error', (error: NodeJS.ErrnoException) => end({ kind: 'failed', code: error.code ?? error.name }));
    call.end(body);
  });
}

function bodyOf(document: object): Buffer {
  const whole = Buffer.from(JSON.stringify(document));
  return whole.length <= largestBodyBytes ? whole : Buffer.from(JSON.stringify({ ...document, facts: { cut: true } }));
}

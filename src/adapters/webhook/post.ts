/** Posts a document: bounded in time, no redirects, no proxies, nothing kept of the answer but its status. */
import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { Posted, Poster } from '../../application/webhook-port.js';

export const post: Poster = ({ url, headers, body }, timeoutMs, stopping) =>
  new Promise((settle) => {
    const send = url.startsWith('https:') ? requestSecure : requestPlain;
    const whole = {
      'content-type': 'application/json; charset=utf-8',
      'content-length': body.length,
      'user-agent': 'zerentian',
      ...headers,
    };
    const call = send(url, { method: 'POST', headers: whole, agent: false, signal: stopping });
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

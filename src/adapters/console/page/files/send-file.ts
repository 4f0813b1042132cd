/** Sends a file as it is, and tells how far it is. */
import { Refused } from '../ask.js';
import type { Refusal } from '../../contract.js';

/** In percent. Rejects with a Refused. */
export function sendFile<Answer>(path: string, file: File, onProgress: (percent: number) => void): Promise<Answer> {
  return new Promise((settle, fail) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1${path}`);
    request.responseType = 'json';
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 0 : Math.floor((100 * loaded) / total)));
    request.addEventListener('error', () => fail(new Refused('unavailable')));
    request.addEventListener('load', () => {
      const answer: unknown = request.response;
      if (request.status === 200) settle(answer as Answer);
      else fail(new Refused((answer as { error?: Refusal } | null)?.error ?? 'unavailable'));
    });
    request.send(file);
  });
}

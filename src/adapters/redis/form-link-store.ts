/** Links to answer forms: a row under the token's digest, and which link of a form is the current one. */
import { randomBytes } from 'node:crypto';
import type { FormFor, FormLinkStore } from '../../application/ports.js';
import { formLinkKeptMs } from '../../domain/answer-form.js';
import { guard } from './guard.js';
import { asNumber } from './script-replies.js';
import type { StoreBase } from './store-base.js';

const tokenBytes = 32;
/** What is longer was never a token. */
const longestToken = 100;

interface Row extends FormFor {
  until: string;
}

export function createFormLinkStore(base: StoreBase): FormLinkStore {
  const { client, keys, scripts, sealer } = base;
  const digestOf = (token: string): Promise<string> => sealer.digest({ id: 'form-link' }, token);
  return {
    async issue({ person, cycle, unit, until }, now) {
      const token = randomBytes(tokenBytes).toString('base64url');
      const digest = await digestOf(token);
      const row = JSON.stringify({ person, cycle, unit, until: String(until) } satisfies Row);
      const places = {
        link: keys.formLink(digest),
        current: keys.currentFormLink(cycle, unit, person),
        numbers: keys.numbers,
        audit: keys.audit,
      };
      const args = { digest, row, by: base.acting(person, unit), object: `${cycle}/${unit}`, now, keepMs: formLinkKeptMs };
      await scripts.run('issue-form-link', places, args);
      return token;
    },

    async link(token) {
      if (token.length > longestToken) return undefined;
      const digest = await digestOf(token);
      const text = await guard(client.get(keys.formLink(digest)));
      if (text === null) return undefined;
      const { person, cycle, unit, until } = JSON.parse(text) as Row;
      const current = await guard(client.get(keys.currentFormLink(cycle, unit, person)));
      return current === digest ? { id: `form:${digest}`, person, cycle, unit, until: asNumber(until) } : undefined;
    },
  };
}

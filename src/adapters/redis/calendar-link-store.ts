/** Addresses of calendars: a row under the token's digest, and which one is a person's. */
import type { CalendarLinkStore } from '../../application/ports.js';
import { guard } from './guard.js';
import { asNumber, asTexts } from './script-replies.js';
import type { StoreBase } from './store-base.js';

/** What is longer was never a token. */
const longestToken = 100;

export function createCalendarLinkStore(base: StoreBase): CalendarLinkStore {
  const { client, keys, scripts, sealer } = base;
  const digestOf = (token: string): Promise<string> => sealer.digest({ id: 'calendar-link' }, token);
  const places = { links: keys.calendarLinks, linkOf: keys.calendarLinkOf };
  const books = { numbers: keys.numbers, audit: keys.audit };
  return {
    async issue({ person, renew, operationId }, now) {
      // Made of the operation: said again after a crash, the address is the one that may have been sent before. 256 bits that nobody without the key can tell.
      const token = await sealer.digest({ id: 'calendar-token' }, JSON.stringify([person, operationId]));
      const noted = keys.noted(`calendar-link/${operationId}`);
      const args = { digest: await digestOf(token), person, renew: Number(renew), by: base.acting(person), now };
      const [kind, since] = asTexts(await scripts.run('issue-calendar-link', { ...places, noted, ...books }, args));
      return kind === 'made' ? { kind, token } : { kind: 'kept', since: asNumber(since) };
    },

    async holder(token) {
      if (token.length > longestToken) return undefined;
      return (await guard(client.hget(keys.calendarLinks, await digestOf(token)))) ?? undefined;
    },

    async since(person) {
      const row = await guard(client.hget(keys.calendarLinkOf, person));
      return row === null ? undefined : asNumber(row.slice(row.indexOf('|') + 1));
    },

    async end(person, by, now) {
      await scripts.run('end-calendar-link', { ...places, ...books }, { person, by: base.acting(by), now });
    },

    async holders() {
      return guard(client.hkeys(keys.calendarLinkOf));
    },
  };
}

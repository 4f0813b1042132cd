/** Codes and sessions of the console. A code or a token is nowhere but with whoever holds it. */
import { randomBytes, randomInt } from 'node:crypto';
import type { Session, SignInStore } from '../../application/ports.js';
import { PermanentError } from '../../domain/errors.js';
import { signInDigits, signInWindowMs, wrongSignInsAnHour } from '../../domain/sign-in.js';
import { guard } from './guard.js';
import { asFlag, asNumber, asTexts } from './script-replies.js';
import { newToken, type StoreBase } from './store-base.js';

/** Two open codes are the same once in many thousands of times; this often in a row, never. */
const draws = 20;
const tokenBytes = 32;

export function createSignInStore(base: StoreBase): SignInStore {
  const { client, keys, scripts, sealer } = base;
  const digestOf = (what: 'sign-in' | 'session', secret: string): Promise<string> => sealer.digest({ id: what }, secret);
  const books = { numbers: keys.numbers, audit: keys.audit };
  return {
    async issue({ person, until, by }, now) {
      for (let draw = 0; draw < draws; draw += 1) {
        const code = String(randomInt(10 ** signInDigits)).padStart(signInDigits, '0');
        const codes = { codes: keys.signInCodes, codeOf: keys.signInCodeOf, codesSuspended: keys.call(newToken()) };
        const args = { digest: await digestOf('sign-in', code), person, goodUntil: until, by: base.acting(by), now };
        const entry = { act: 'sign-in-code', object: `console/${person}` };
        if (asFlag(await scripts.run('issue-code', { ...codes, ...books, call: keys.call(newToken()) }, { ...args, ...entry })))
          return code;
      }
      throw new PermanentError('no-code-left', 'no code could be made that is not somebody else’s');
    },

    async redeem(code, until, now) {
      const token = randomBytes(tokenBytes).toString('base64url');
      const places = { codes: keys.signInCodes, codeOf: keys.signInCodeOf, tries: keys.signInTries, sessions: keys.sessions };
      const digests = { digest: await digestOf('sign-in', code), token: await digestOf('session', token) };
      const args = { ...digests, goodUntil: until, now, windowFrom: now - signInWindowMs, most: wrongSignInsAnHour };
      const [kind, detail = ''] = asTexts(await scripts.run('sign-in', { ...places, ...books, call: keys.call(newToken()) }, args));
      if (kind === 'in') return { kind, person: detail, token };
      if (kind === 'stopped') return { kind, until: asNumber(detail) + signInWindowMs };
      return { kind: 'wrong' };
    },

    async session(token, now) {
      const row = await guard(client.hget(keys.sessions, await digestOf('session', token)));
      const found = row === null ? undefined : sessionOf(row);
      return found !== undefined && found.until > now ? found : undefined;
    },

    async end(token, now) {
      await scripts.run('sign-out', { sessions: keys.sessions, ...books }, { token: await digestOf('session', token), now });
    },

    async endAll(person, by, now) {
      const places = { sessions: keys.sessions, codes: keys.signInCodes, codeOf: keys.signInCodeOf };
      await scripts.run('end-sessions', { ...places, ...books }, { person, by: base.acting(by), now });
    },

    async sessionsOf(person, now) {
      const rows = Object.values(await guard(client.hgetall(keys.sessions))).map(sessionOf);
      const open = rows.filter((session) => session.person === person && session.until > now);
      return open.toSorted((one, other) => one.since - other.since);
    },

    async holders() {
      const [rows, people] = await Promise.all([guard(client.hvals(keys.sessions)), guard(client.hkeys(keys.signInCodeOf))]);
      return [...new Set([...rows.map((row) => sessionOf(row).person), ...people])];
    },
  };
}

function sessionOf(row: string): Session {
  const [, person = '', since, until] = /^(.*)\|(\d+)\|(\d+)$/u.exec(row) ?? [];
  return { person, since: asNumber(since), until: asNumber(until) };
}

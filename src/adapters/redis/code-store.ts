/** Codes: made, shown where they should not be, and tried. */
import { randomInt } from 'node:crypto';
import type { BindingStore, CodeAttempt, Redeemed } from '../../application/ports.js';
import { codeDigits, triesAnAccount, triesAnywhere, triesWindowMs } from '../../domain/binding.js';
import { PermanentError } from '../../domain/errors.js';
import type { Instant } from '../../domain/time.js';
import { bindingMarks } from './binding-marks.js';
import { asFlag, asNumber, asTexts } from './script-replies.js';
import { newToken, type StoreBase } from './store-base.js';

/** Two open codes are the same once in many thousands of times; this often in a row, never. */
const draws = 20;

export function codeStore(base: StoreBase): Pick<BindingStore, 'issue' | 'void' | 'redeem'> {
  const { keys, scripts, sealer } = base;
  const marks = bindingMarks(sealer);
  const books = { numbers: keys.numbers, audit: keys.audit };
  const codes = { codes: keys.codes, codeOf: keys.codeOf };
  return {
    async issue({ person, until, by }, now) {
      for (let draw = 0; draw < draws; draw += 1) {
        const code = String(randomInt(10 ** codeDigits)).padStart(codeDigits, '0');
        const places = { ...codes, ...books, codesSuspended: keys.codesSuspended, call: keys.call(newToken()) };
        const entry = { act: 'code-issued', object: `binding/${person}` };
        const args = { digest: await marks.code(code), person, goodUntil: until, by: base.acting(by), now, ...entry };
        if (asFlag(await scripts.run('issue-code', places, args))) return code;
      }
      throw new PermanentError('no-code-left', 'no code could be made that is not somebody else’s');
    },

    async void(code, { messageId, by = '' }, now) {
      const digest = await marks.code(code);
      // By message: after a crash the same words find again whose code they voided.
      const places = { ...codes, ...books, events: keys.bindingEvents, call: keys.call(`void/${messageId}/${digest}`) };
      const args = { digest, event: `code-void/${messageId}`, by, now };
      const [person] = asTexts(await scripts.run('void-code', places, args));
      return person;
    },

    redeem: (attempt, now) => redeem(base, attempt, now),
  };
}

async function redeem({ keys, scripts, sealer }: StoreBase, attempt: CodeAttempt, now: Instant): Promise<Redeemed> {
  const { code, account, holder = '', messageId } = attempt;
  const marks = bindingMarks(sealer);
  const { digest: accountDigest, sealed } = await marks.account(account);
  const event = `code/${messageId}`;
  const places = {
    seen: keys.seen(messageId),
    codes: keys.codes,
    codeOf: keys.codeOf,
    codesSuspended: keys.codesSuspended,
    tries: keys.codeTries(accountDigest),
    allTries: keys.allCodeTries,
    bindings: keys.bindings,
    accounts: keys.boundAccounts,
    suspended: keys.suspendedAccounts,
    unreached: keys.unreached,
    events: keys.bindingEvents,
    numbers: keys.numbers,
    audit: keys.audit,
    call: keys.call(newToken()),
  };
  const args = {
    digest: await marks.code(code),
    account: accountDigest,
    sealed,
    holder,
    now,
    event,
    most: triesAnAccount,
    mostAnywhere: triesAnywhere,
    windowFrom: now - triesWindowMs,
    stopUntil: now + triesWindowMs,
  };
  return redeemedOf(asTexts(await scripts.run('redeem-code', places, args)), event);
}

function redeemedOf([kind, first, second]: string[], event: string): Redeemed {
  switch (kind) {
    case 'bound':
      return { kind, person: first ?? '', event };
    case 'wrong':
      return { kind, left: asNumber(first) };
    case 'stopped':
      return { kind, until: asNumber(first), now: second === '1' };
    case 'suspended':
      return { kind, now: first === '1' };
    case 'expired':
    case 'not-yours':
    case 'duplicate':
      return { kind };
    default:
      throw new PermanentError('unexpected-reply', 'a script returned what it never should');
  }
}

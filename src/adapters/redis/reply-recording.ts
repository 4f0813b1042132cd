/** Records what units answer and explain: each in one script with its receipt and its audit entry. Answers of one turn share a script. */
import type { ReplyStore, ReplyToRecord } from '../../application/ports.js';
import { PermanentError } from '../../domain/errors.js';
import type { Instant } from '../../domain/time.js';
import { dialogPlace, draftField } from './conversation-store.js';
import { countedScopes } from './cycle-shelf.js';
import type { ReceiptForm } from './notice-forms.js';
import { asList, asRecorded } from './script-replies.js';
import type { Rest } from './scripts.js';
import { newToken, type StoreBase } from './store-base.js';
import { sealReply, type StoredExplanation } from './stored-reply.js';
import { together } from './together.js';
import { instantText } from './unit-record.js';

/** Some half a millisecond of Redis' time. */
const repliesAtMost = 24;

export function replyRecording(base: StoreBase): Pick<ReplyStore, 'record' | 'explain'> {
  const { keys, scripts, sealer, shelf, forms, claims } = base;
  const record = together<Prepared, Outcome>({
    atMost: repliesAtMost,
    namesOf: ({ names }) => names,
    run: (cycle, replies) => recordAll(base, cycle, replies),
  });
  return {
    async record(reply, now) {
      const ready = await prepared(base, reply, now);
      const { outcome, token } = await record(reply.cycle, ready);
      const recorded = asRecorded(outcome, ready.receipt);
      if (recorded.kind === 'recorded') claims.remember([ready.receipt.notice], token);
      return recorded;
    },

    async explain({ messageId, cycle, unit, by, at, text, receipt: words }, now) {
      const { units } = await shelf.shelved(cycle);
      if (!units.has(unit)) throw new PermanentError('unit-unknown', `${unit} is not in ${cycle}`);
      const token = newToken();
      const { sealed, digest } = await sealer.sealWithDigest({ cycle, unit, id: messageId }, { text });
      const receipt = await forms.receipt(words, { messageId, cycle, unit }, now);
      const { explanations } = keys.cycle(cycle);
      const places = { seen: keys.seen(messageId), explanations, sending: keys.sending, receipts: keys.receipts };
      const explanation = JSON.stringify({ by, at, id: messageId, sealed } satisfies StoredExplanation);
      const said = { token, unit, by: base.acting(by, unit), explanation, digest, object: `${cycle}/${unit}` };
      const args = { ...said, now, lease: receipt.lease, receipt: receipt.packed };
      const outcome = await scripts.run('explain', { ...places, numbers: keys.numbers, audit: keys.audit }, args);
      const explained = asRecorded(outcome, receipt);
      if (explained.kind === 'recorded') claims.remember([receipt.notice], token);
      return explained;
    },
  };
}

/** An answer ready to be recorded. */
interface Prepared {
  /** Two answers that share one of these are not recorded by the same script. */
  names: readonly string[];
  keys: readonly string[];
  args: readonly (string | number)[];
  notices: Rest;
  receipt: ReceiptForm;
}

/** What the script made of one answer; `token`: that of the call. */
interface Outcome {
  outcome: unknown;
  token: string;
}

async function prepared(base: StoreBase, reply: ReplyToRecord, now: Instant): Promise<Prepared> {
  const { keys, sealer, shelf, forms } = base;
  const { messageId, cycle, unit, by, at, after, late, dialog } = reply;
  const { units, parents } = await shelf.shelved(cycle);
  if (!units.has(unit)) throw new PermanentError('unit-unknown', `${unit} is not in ${cycle}`);
  const { answer, digest } = await sealReply(sealer, { cycle, unit, version: after + 1, by, at, messageId }, reply.body);
  const receipt = await forms.receipt(reply.receipt, { messageId, cycle, unit }, now);
  const dialogText = dialog === undefined ? '' : await sealer.seal(dialogPlace(by), dialog);
  const notices = await forms.queued(reply.notices, now);
  const scopes = countedScopes(unit, reply.scopes, parents).join('\n');
  const said = [
    unit,
    after,
    late ? '1' : '0',
    instantText(at),
    answer,
    digest,
    scopes,
    base.acting(by, unit),
    draftField(unit, by),
    dialogText,
  ];
  return {
    names: [`u:${unit}`, `m:${messageId}`, `p:${by}`],
    keys: [keys.seen(messageId), keys.dialog(by)],
    args: [...said, now, receipt.lease, receipt.packed, notices.args.length],
    notices,
    receipt,
  };
}

async function recordAll({ keys, scripts }: StoreBase, cycle: string, replies: readonly Prepared[]): Promise<Outcome[]> {
  const { records, due, count, answers, versions, drafts, waiting } = keys.cycle(cycle);
  const { sending, receipts, numbers, audit } = keys;
  const token = newToken();
  const outcomes = await scripts.run(
    'record',
    { records, due, count, answers, versions, drafts, waiting, sending, receipts, numbers, audit },
    { cycle, token, size: replies.length },
    {
      keys: [...replies.flatMap((reply) => reply.keys), ...replies.flatMap(({ notices }) => notices.keys)],
      args: [...replies.flatMap(({ args }) => args), ...replies.flatMap(({ notices }) => notices.args)],
    },
  );
  return asList(outcomes).map((outcome) => ({ outcome, token }));
}

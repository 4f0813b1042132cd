/** Records what units answer and explain: each in one script with its receipt and its audit entry. */
import type { ReplyStore, ReplyToRecord } from '../../application/ports.js';
import { PermanentError } from '../../domain/errors.js';
import { dialogPlace, draftField } from './conversation-store.js';
import { countedScopes } from './cycle-shelf.js';
import { asRecorded } from './script-replies.js';
import { newToken, type StoreBase } from './store-base.js';
import type { StoredExplanation, StoredReply } from './stored-reply.js';

export function replyRecording(base: StoreBase): Pick<ReplyStore, 'record' | 'explain'> {
  const { keys, scripts, sealer, shelf, forms, claims } = base;
  return {
    async record(reply, now) {
      const { cycle, unit, by, after, messageId } = reply;
      const { units, parents } = await shelf.shelved(cycle);
      if (!units.has(unit)) throw new PermanentError('unit-unknown', `${unit} is not in ${cycle}`);
      const token = newToken();
      const receipt = await forms.receipt(reply.receipt, { messageId, cycle, unit }, now);
      const dialogText = reply.dialog === undefined ? '' : await sealer.seal(dialogPlace(by), reply.dialog);
      const said = {
        ...(await sealedAnswer(base, reply)),
        late: reply.late ? '1' : '0',
        at: reply.at,
        draft: draftField(unit, by),
        dialogText,
      };
      const entry = { act: after === 0 ? 'recorded' : 'corrected', object: `${cycle}/${unit}#${after + 1}` };
      const scopes = JSON.stringify(countedScopes(unit, reply.scopes, parents));
      const outcome = await scripts.run(
        'record',
        { ...recordKeys(base, reply), notice: keys.notice(receipt.notice) },
        { token, unit, by, after, ...said, ...entry, scopes, now, lease: receipt.lease, receipt: receipt.json },
        await forms.queued(reply.notices, now),
      );
      const recorded = asRecorded(outcome, receipt);
      if (recorded.kind === 'recorded') claims.remember([receipt.notice], token);
      return recorded;
    },

    async explain({ messageId, cycle, unit, by, at, text, receipt: words }, now) {
      const { units } = await shelf.shelved(cycle);
      if (!units.has(unit)) throw new PermanentError('unit-unknown', `${unit} is not in ${cycle}`);
      const token = newToken();
      const { sealed, digest } = await sealer.sealWithDigest({ cycle, unit, id: messageId }, { text });
      const receipt = await forms.receipt(words, { messageId, cycle, unit }, now);
      const { explanations } = keys.cycle(cycle);
      const places = { seen: keys.seen(messageId), explanations, sending: keys.sending, notice: keys.notice(receipt.notice) };
      const explanation = JSON.stringify({ by, at, id: messageId, sealed } satisfies StoredExplanation);
      const args = { token, unit, by, explanation, digest, object: `${cycle}/${unit}`, now, lease: receipt.lease, receipt: receipt.json };
      const outcome = await scripts.run('explain', { ...places, numbers: keys.numbers, audit: keys.audit }, args);
      const recorded = asRecorded(outcome, receipt);
      if (recorded.kind === 'recorded') claims.remember([receipt.notice], token);
      return recorded;
    },
  };
}

function recordKeys({ keys }: StoreBase, { messageId, cycle, by }: ReplyToRecord) {
  const { records, due, count, answers, versions, drafts, waiting } = keys.cycle(cycle);
  const { sending, numbers, audit } = keys;
  return {
    seen: keys.seen(messageId),
    records,
    due,
    count,
    answers,
    versions,
    drafts,
    waiting,
    dialog: keys.dialog(by),
    sending,
    numbers,
    audit,
  };
}

async function sealedAnswer({ sealer }: StoreBase, { messageId, cycle, unit, by, at, body, after }: ReplyToRecord) {
  const { sealed, digest } = await sealer.sealWithDigest({ cycle, unit, id: messageId }, body);
  return { answer: JSON.stringify({ v: after + 1, by, at, id: messageId, sealed } satisfies StoredReply), digest };
}

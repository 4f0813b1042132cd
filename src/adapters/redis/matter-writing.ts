/** Writes one change of a matter: version check, what it means for units' parts in cycles, due time, notices and receipt in one script. */
import type { MatterChange, Recorded, TermsChange } from '../../application/ports.js';
import { PermanentError } from '../../domain/errors.js';
import type { Instant } from '../../domain/time.js';
import { dialogPlace } from './conversation-store.js';
import { countedScopes } from './cycle-shelf.js';
import { aloneTag, cycleOfMatter, sealedMatter, tagsOf } from './matter-form.js';
import type { ReceiptForm } from './notice-forms.js';
import { asRecorded, scoreOf } from './script-replies.js';
import { newToken, type StoreBase } from './store-base.js';
import { termsText } from './unit-terms.js';

/** Throws a PermanentError `unit-unknown` when terms name a unit that is not of the cycle. */
export async function writeMatter(base: StoreBase, change: MatterChange, now: Instant): Promise<Recorded> {
  const { scripts, forms, claims } = base;
  const { after, due, terms = [], actor, act, said } = change;
  const matter = { ...change.matter, version: after + 1 };
  const token = newToken();
  const { fields, digest } = await sealedMatter(base, matter);
  const receipt = await receiptOf(base, change, now);
  const args = {
    token,
    no: matter.no,
    after,
    print: `${act}|${actor}`,
    fields: JSON.stringify(fields),
    tags: JSON.stringify(tagsOf(change)),
    nextDue: due === undefined ? '' : scoreOf(due),
    settledAt: matter.settledAt ?? '',
    ...(await termsForm(base, terms)),
    actor: base.acting(actor, matter.unit),
    act,
    object: `matter/${matter.no}@${matter.version}${change.published === undefined ? '' : ` ${change.published}`}`,
    digest,
    now,
    lease: receipt.lease,
    receipt: receipt.packed,
    ...(await dialogForm(base, said)),
    alone: after === 0 ? (aloneTag(matter) ?? '') : '',
  };
  const queued = await forms.queued(change.notices, now);
  const rest = { keys: [...termsKeys(base, terms), ...queued.keys], args: queued.args };
  const reply = await scripts.run('write-matter', placesOf(base, change, token), args, rest);
  const recorded = asRecorded(reply, receipt);
  if (recorded.kind === 'recorded' && said !== undefined) claims.remember([receipt.notice], token);
  return recorded;
}

function placesOf({ keys }: StoreBase, { matter, said }: MatterChange, token: string) {
  return {
    seen: said === undefined ? keys.call(token) : keys.seen(said.messageId),
    matter: keys.matter(matter.no),
    due: keys.dueMatters,
    open: keys.openMatters,
    settled: keys.settledMatters,
    sending: keys.sending,
    receipts: keys.receipts,
    dialog: keys.dialog(said?.receipt.to ?? ''),
    numbers: keys.numbers,
    audit: keys.audit,
  };
}

/** Nothing is said for what the bot does by itself: no receipt is written then. */
async function receiptOf({ forms }: StoreBase, { matter, said }: MatterChange, now: Instant): Promise<ReceiptForm> {
  if (said === undefined) return { notice: '', text: '', packed: '', lease: now };
  const cycle = cycleOfMatter(matter);
  return forms.receipt(said.receipt, { messageId: said.messageId, ...(cycle === undefined ? {} : { cycle, unit: matter.unit }) }, now);
}

async function dialogForm({ sealer }: StoreBase, said: MatterChange['said']) {
  if (said?.dialog === undefined) return { dialogChange: 'keep', dialogText: '' };
  if (said.dialog === null) return { dialogChange: 'end', dialogText: '' };
  return { dialogChange: 'set', dialogText: await sealer.seal(dialogPlace(said.receipt.to), said.dialog) };
}

async function termsForm({ shelf }: StoreBase, changes: readonly TermsChange[]): Promise<{ terms: string }> {
  const forms = await Promise.all(
    changes.map(async ({ cycle, unit, before, after, nextDue, excuse }) => {
      const { units, parents } = await shelf.shelved(cycle);
      if (!units.has(unit)) throw new PermanentError('unit-unknown', `${unit} is not in ${cycle}`);
      const excused = excuse === undefined ? {} : { reason: excuse.reason, scopes: countedScopes(unit, excuse.scopes, parents) };
      const texts = { before: termsText(before), after: termsText(after) };
      return { cycle, unit, ...texts, nextDue: nextDue === undefined ? '' : scoreOf(nextDue), ...excused };
    }),
  );
  return { terms: JSON.stringify(forms) };
}

function termsKeys({ keys }: StoreBase, changes: readonly TermsChange[]): string[] {
  return changes.flatMap(({ cycle: id }) => {
    const { cycle, records, due, count, waiting, terms } = keys.cycle(id);
    return [cycle, records, due, count, waiting, terms];
  });
}

/** Turns notices into what the scripts take, and stored ones back. Their facts are sealed on the way in. */
import type { Notice, NoticeState, Receipt, StoredNotice } from '../../application/ports.js';
import type { CycleId } from '../../domain/cycle.js';
import { PermanentError } from '../../domain/errors.js';
import type { UnitId } from '../../domain/roster.js';
import { minuteMs, type Instant } from '../../domain/time.js';
import { parseRecipient, recipientText, type Keys, type Lane } from './keys.js';
import { asInstant, scoreOf, withNumber } from './script-replies.js';
import type { Rest } from './scripts.js';
import type { Sealer } from './sealer.js';

/** How long whoever recorded something has to send the receipt, before the courier repeats it. */
const receiptLeaseMs = 2 * minuteMs;

export interface ReceiptForm {
  notice: string;
  text: string;
  /** For the script. */
  packed: string;
  lease: number;
}

/** A stored notice; `broken` is why its facts cannot be read any more, and they are empty then. */
export interface ReadNotice {
  notice: StoredNotice;
  broken?: string;
}

export interface NoticeForms {
  /** The keys and arguments that follow a script's own to queue notices. */
  queued(notices: readonly Notice[], now: Instant): Promise<Rest>;
  receipt(receipt: Receipt, about: { messageId: string; cycle?: CycleId; unit?: UnitId }, now: Instant): Promise<ReceiptForm>;
  /** Throws a PermanentError `notice-broken` on a hash that no script wrote. */
  read(id: string, hash: Record<string, string>): Promise<ReadNotice>;
  /** All but the facts. */
  outline(id: string, hash: Record<string, string>): StoredNotice;
}

/**
 * All of a notice that never changes, one a line, for a hash of many fields costs three times the memory: recipient, not before, cycle, unit, kind,
 * urgent, when it was queued, schedule; of a receipt its number besides. Empty: none. The scripts read it (notices.lua).
 */
type Form = readonly [
  to: string,
  notBefore: string,
  cycle: string,
  unit: string,
  kind: string,
  urgent: string,
  at: string,
  schedule: string,
];

export function laneOf(notice: Pick<Notice, 'urgent'>): Lane {
  return notice.urgent ? 'urgent' : 'normal';
}

/** Where a notice is queued: its recipient as one word, and the lane. From its `form`. */
export function addressOf(form: string): { to: string; lane: Lane } {
  const [to = '', , , , , urgent] = form.split('\n');
  return { to, lane: laneOf({ urgent: urgent === '1' }) };
}

const receiptStem = 'receipt/';

export function isReceipt(id: string): boolean {
  return id.startsWith(receiptStem);
}

/** A receipt on its way, as the hash of a notice. From its claim, its body and its form (notices.lua). */
export function receiptHash(text: string): Record<string, string> {
  const [claim = '', body = '', ...form] = text.split('\n');
  return { state: 'sending', claim, body, form: form.join('\n') };
}

export function createNoticeForms(keys: Keys, sealer: Sealer): NoticeForms {
  async function packed(notice: Notice, now: Instant): Promise<string> {
    const { id, to, notBefore, cycle = '', unit = '', kind, urgent, schedule = '', facts } = notice;
    const form: Form = [recipientText(to), scoreOf(notBefore), cycle, unit, kind, urgent ? '1' : '0', String(now), schedule];
    return `${await sealer.seal(placeOf(notice), facts)}\n${form.join('\n')}\n${id}`;
  }

  return {
    outline: storedNotice,

    async queued(notices, now) {
      if (notices.length === 0) return { keys: [], args: [] };
      const args = await Promise.all(notices.map((notice) => packed(notice, now)));
      const queueKeys = notices.flatMap((notice) => {
        const lane = laneOf(notice);
        return [keys.notice(notice.id), keys.queue(lane), keys.queueOf(lane, recipientText(notice.to))];
      });
      return { keys: queueKeys, args };
    },
    async receipt({ to, text }, { messageId, cycle, unit }, now) {
      const id = `${receiptStem}${messageId}`;
      const recipient = { kind: 'person', person: to } as const;
      const place = { ...(cycle === undefined ? {} : { cycle }), ...(unit === undefined ? {} : { unit }) };
      const notice: Notice = { id, to: recipient, kind: 'receipt', ...place, urgent: true, notBefore: now, facts: { text } };
      return { notice: id, text, packed: await packed(notice, now), lease: now + receiptLeaseMs };
    },
    async read(id, hash) {
      const notice = storedNotice(id, hash);
      if (hash['body'] === undefined) return { notice };
      try {
        const facts = await sealer.open<object>(placeOf(notice), hash['body']);
        const mark = hash['form']?.split('\n')[8];
        return { notice: { ...notice, facts: mark === undefined ? facts : numbered(facts, mark) } };
      } catch (error) {
        if (!(error instanceof PermanentError)) throw error;
        return { notice, broken: error.code };
      }
    },
  };
}

function placeOf({ cycle, unit, id }: Pick<Notice, 'cycle' | 'unit' | 'id'>) {
  return { cycle, unit, id: `notice:${id}` };
}

function numbered(facts: object, mark: string): object {
  return 'text' in facts && typeof facts.text === 'string' ? { ...facts, text: withNumber(facts.text, mark) } : facts;
}

const states: readonly string[] = ['queued', 'sending', 'sent', 'failed', 'unknown', 'dropped'] satisfies NoticeState[];

function isNoticeState(text: string): text is NoticeState {
  return states.includes(text);
}

function storedNotice(id: string, hash: Record<string, string>): StoredNotice {
  const { state = '', settledAt, reason } = hash;
  const [to = '', notBefore = '', cycle, unit, kind = '', urgent, at, schedule] = (hash['form'] ?? '').split('\n');
  if (!isNoticeState(state)) throw new PermanentError('notice-broken', `the stored notice ${id} cannot be read`);
  return {
    id,
    to: parseRecipient(to),
    kind,
    ...(cycle ? { cycle } : {}),
    ...(unit ? { unit } : {}),
    ...(schedule ? { schedule } : {}),
    urgent: urgent === '1',
    notBefore: asInstant(hash['notBefore'] ?? notBefore),
    facts: {},
    no: Number(hash['no'] ?? 0),
    state,
    at: Number(at),
    ...(settledAt === undefined ? {} : { settledAt: Number(settledAt) }),
    ...(reason === undefined || reason === '' ? {} : { reason }),
  };
}

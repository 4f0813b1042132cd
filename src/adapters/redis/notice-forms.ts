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
  json: string;
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

export function laneOf(notice: Pick<Notice, 'urgent'>): Lane {
  return notice.urgent ? 'urgent' : 'normal';
}

export function createNoticeForms(keys: Keys, sealer: Sealer): NoticeForms {
  async function jsonOf(notice: Notice, now: Instant): Promise<string> {
    const body = await sealer.seal(placeOf(notice), notice.facts);
    const to = recipientText(notice.to);
    const fields = {
      to,
      kind: notice.kind,
      urgent: notice.urgent ? '1' : '0',
      notBefore: scoreOf(notice.notBefore),
      state: 'queued',
      at: String(now),
      body,
    };
    const optional = { cycle: notice.cycle, unit: notice.unit, schedule: notice.schedule };
    const given = Object.entries({ ...fields, ...optional }).flatMap(([name, value]) => (value === undefined ? [] : [name, value]));
    return JSON.stringify({ id: notice.id, to, due: scoreOf(notice.notBefore), fields: given });
  }

  return {
    outline: storedNotice,

    async queued(notices, now) {
      const args = await Promise.all(notices.map((notice) => jsonOf(notice, now)));
      const queueKeys = notices.flatMap((notice) => {
        const lane = laneOf(notice);
        return [keys.notice(notice.id), keys.queue(lane), keys.queueOf(lane, recipientText(notice.to))];
      });
      return { keys: queueKeys, args };
    },
    async receipt({ to, text }, { messageId, cycle, unit }, now) {
      const id = `receipt/${messageId}`;
      const recipient = { kind: 'person', person: to } as const;
      const place = { ...(cycle === undefined ? {} : { cycle }), ...(unit === undefined ? {} : { unit }) };
      const json = await jsonOf({ id, to: recipient, kind: 'receipt', ...place, urgent: true, notBefore: now, facts: { text } }, now);
      return { notice: id, text, json, lease: now + receiptLeaseMs };
    },
    async read(id, hash) {
      const notice = storedNotice(id, hash);
      if (hash['body'] === undefined) return { notice };
      try {
        const facts = await sealer.open<object>(placeOf(notice), hash['body']);
        return { notice: { ...notice, facts: hash['mark'] === undefined ? facts : numbered(facts, hash['mark']) } };
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
  const { to = '', kind = '', state = '', cycle, unit, schedule, settledAt, reason } = hash;
  if (!isNoticeState(state)) throw new PermanentError('notice-broken', `the stored notice ${id} cannot be read`);
  return {
    id,
    to: parseRecipient(to),
    kind,
    ...(cycle === undefined ? {} : { cycle }),
    ...(unit === undefined ? {} : { unit }),
    ...(schedule === undefined ? {} : { schedule }),
    urgent: hash['urgent'] === '1',
    notBefore: asInstant(hash['notBefore'] ?? ''),
    facts: {},
    no: Number(hash['no'] ?? 0),
    state,
    at: Number(hash['at']),
    ...(settledAt === undefined ? {} : { settledAt: Number(settledAt) }),
    ...(reason === undefined || reason === '' ? {} : { reason }),
  };
}

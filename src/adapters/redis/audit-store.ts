/** The audit trail as it lies in Redis: a stream of numbered entries, and a stream of seals, each under its last number. */
import { createHash } from 'node:crypto';
import type { AuditTrail } from '../../application/audit-port.js';
import { signedText, type AuditEntry, type Seal } from '../../domain/audit-chain.js';
import { guard } from './guard.js';
import { asFlag, asNumber } from './script-replies.js';
import type { StoreBase } from './store-base.js';

type Row = [id: string, fields: string[]];

export function createAuditStore(base: StoreBase, committee: string): AuditTrail {
  const { keys, scripts, sealer } = base;
  return {
    async note({ at, actor, unit, act, object, digest = '' }, operationId) {
      const places = { noted: keys.noted(operationId), numbers: keys.numbers, audit: keys.audit };
      return asNumber(await scripts.run('note-entry', places, { actor: base.acting(actor, unit), act, object, digest, now: at }));
    },

    ...reading(base),

    async appendSeal({ signature, to, from, before, head, at, key, steps }, after) {
      const fields = { from, before, head, at, key, steps };
      const rest = { keys: [], args: Object.entries(fields).flat() };
      return asFlag(await scripts.run('append-seal', { seals: keys.auditSeals }, { to, after, signature }, rest));
    },

    signingKey: (options) => sealer.signingKey(options),

    async sign(stretch) {
      return { ...stretch, signature: await sealer.sign(signedText(committee, stretch)) };
    },

    isGenuine: (seal, key) => seal.key === key && sealer.isSigned(key, signedText(committee, seal), seal.signature),

    hash: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
  };
}

type Reading = Pick<AuditTrail, 'extent' | 'entries' | 'sealsAfter' | 'sealAt' | 'lastSeal'>;

function reading({ client, keys }: StoreBase): Reading {
  const seals = async (from: string, to: string, limit: number): Promise<Seal[]> =>
    (await guard(client.xrange(keys.auditSeals, from, to, 'COUNT', limit))).map(sealOf);
  return {
    async extent() {
      const counter = asNumber((await guard(client.hget(keys.numbers, 'audit'))) ?? 0);
      const [last] = await guard(client.xrevrange(keys.audit, '+', '-', 'COUNT', 1));
      return { counter, last: last === undefined ? 0 : numberIn(last[0]), entries: await guard(client.xlen(keys.audit)) };
    },

    async entries(after, limit, to) {
      const end = to === undefined ? '+' : String(to);
      const rows: Row[] = await guard(client.xrange(keys.audit, `(${after}`, end, 'COUNT', limit));
      return rows.map(([id, fields]): AuditEntry => ({ id, fields }));
    },

    sealsAfter: (no, limit) => seals(`(${no}-18446744073709551615`, '+', limit),

    async sealAt(no) {
      return (await seals(`${no}-0`, `${no}-0`, 1))[0];
    },

    async lastSeal() {
      const [row] = await guard(client.xrevrange(keys.auditSeals, '+', '-', 'COUNT', 1));
      return row === undefined ? undefined : sealOf(row);
    },
  };
}

/** Whatever stands there, as a seal: what is none is signed by nobody. */
function sealOf([id, fields]: Row): Seal {
  const value = (name: string): string => {
    const at = fields.findIndex((field, i) => i % 2 === 0 && field === name);
    return at < 0 ? '' : (fields[at + 1] ?? '');
  };
  const number = (name: string): number => Number(value(name));
  const text = { before: value('before'), head: value('head'), steps: value('steps'), key: value('key'), signature: value('signature') };
  return { ...text, from: number('from'), to: numberIn(id), at: number('at') };
}

function numberIn(id: string): number {
  return Number.parseInt(id, 10);
}

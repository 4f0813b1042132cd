/** Reads the ledger by its tags. */
import type { LedgerStore, LedgerStretch } from '../../application/ledger-port.js';
import type { Finding } from '../../domain/finding.js';
import type { Draw } from '../../domain/spot-check.js';
import type { Instant } from '../../domain/time.js';
import { guard } from './guard.js';
import { drawTag, establishedTag, historyTag, inspectedTag, ordered, stateTag } from './ledger-tags.js';
import { readMatters } from './matter-form.js';
import type { StoreBase } from './store-base.js';

export function createLedgerStore(base: StoreBase): LedgerStore {
  const { client, keys } = base;
  const read = async (numbers: readonly string[]): Promise<Finding[]> => {
    const found = await readMatters(base, numbers, 'finding');
    return found.filter((matter): matter is Finding => matter.kind === 'finding');
  };

  return {
    count: (stretches) => Promise.all(stretches.map((stretch) => guard(client.zlexcount(keys.openMatters, ...boundsOf(stretch))))),

    async list(stretches, limit, order = 'first') {
      const lists = await Promise.all(
        stretches.map((stretch) => {
          const [min, max] = boundsOf(stretch);
          return order === 'first'
            ? guard(client.zrangebylex(keys.openMatters, min, max, 'LIMIT', 0, limit))
            : guard(client.zrevrangebylex(keys.openMatters, max, min, 'LIMIT', 0, limit));
        }),
      );
      const ways = order === 'first' ? 1 : -1;
      const entries = lists.flat().map(timeAndNumber);
      const sorted = entries.toSorted((one, other) => ways * (one.time < other.time ? -1 : one.time > other.time ? 1 : one.no - other.no));
      return read([...new Set(sorted.map(({ no }) => String(no)))].slice(0, limit));
    },

    async history(field, of, since, limit) {
      const tag = historyTag(field, of);
      const members = await guard(client.zrevrangebylex(keys.openMatters, `(${tag}}`, `[${tag}|${ordered(since)}`, 'LIMIT', 0, limit));
      return read(members.map((member) => String(timeAndNumber(member).no)));
    },

    established: (field, from, to) => guard(client.zlexcount(keys.openMatters, ...within(establishedTag(field), from, to))),

    async inspections(of, from, to, limit) {
      const [min, max] = within(inspectedTag(of), from, to);
      const members = await guard(client.zrevrangebylex(keys.openMatters, max, min, 'LIMIT', 0, limit));
      return members.map(timeAndNumber).map(({ time, no }) => ({ no, at: Number(time) }));
    },

    async draws(from, to) {
      const members = await guard(client.zrangebylex(keys.openMatters, ...within(drawTag, from, to)));
      const found = await readMatters(
        base,
        members.map((member) => String(timeAndNumber(member).no)),
        'draw',
      );
      return found.filter((matter): matter is Draw => matter.kind === 'draw');
    },
  };
}

/** `}` is what follows `|`. */
function boundsOf({ scope, state, from, to }: LedgerStretch): [min: string, max: string] {
  const tag = stateTag(scope, state);
  return [`[${tag}|${from === undefined ? '' : ordered(from)}`, to === undefined ? `(${tag}}` : `(${tag}|${ordered(to)}`];
}

function timeAndNumber(member: string): { time: string; no: number } {
  const [, time = '', no = ''] = /\|(\d+)\|(\d+)$/u.exec(member) ?? [];
  return { time, no: Number(no) };
}

/** What stands under a tag with a time in [from, to). */
function within(tag: string, from: Instant, to: Instant): [min: string, max: string] {
  return [`[${tag}|${ordered(from)}`, `(${tag}|${ordered(to)}`];
}

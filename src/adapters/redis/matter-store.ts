/** The matters: numbered things that wait for somebody. Each change is one script with all that belongs to it. */
import type { MatterStore } from '../../application/ports.js';
import type { Matter, MatterKind, MatterOf } from '../../domain/matter.js';
import { guard } from './guard.js';
import { anyTag, kindTag, personTag, readMatters, tagsOf, unitTag, waitingTag, waitsForIn } from './matter-form.js';
import { writeMatter } from './matter-writing.js';
import { asInstant, asNumber, asTexts, scoreOf } from './script-replies.js';
import { newToken, type StoreBase } from './store-base.js';

export function createMatterStore(base: StoreBase): MatterStore {
  return { ...finding(base), ...dueMatters(base), ...waiting(base), write: (change, now) => writeMatter(base, change, now) };
}

function finding(base: StoreBase): Pick<MatterStore, 'number' | 'matter' | 'open' | 'since' | 'ofUnits'> {
  const { client, keys, scripts } = base;
  const places = { matterNumbers: keys.matterNumbers, numbers: keys.numbers };
  return {
    number: async (key) => asNumber(await scripts.run('number-matter', places, { key })),

    matter: async (no) => (await readMatters(base, [no]))[0],

    async open<Kind extends MatterKind>({ kind, unit, waitsFor }: Parameters<MatterStore['open']>[0] & { kind?: Kind } = {}) {
      const tags = [
        ...(kind === undefined ? [] : [kindTag(kind)]),
        ...(unit === undefined ? [] : [unitTag(unit)]),
        ...(waitsFor === undefined ? [] : [personTag(waitsFor)]),
      ];
      const lists = await Promise.all((tags.length === 0 ? [anyTag] : tags).map((tag) => openNumbers(base, tag)));
      const [first = [], ...others] = lists;
      const inAll = first.filter((no) => others.every((list) => list.includes(no)));
      return ofKind(await readMatters(base, ascending(inAll)), kind);
    },

    async ofUnits(units, limit) {
      const [settled, ...open] = await Promise.all([
        guard(client.zrevrange(keys.settledMatters, 0, String(limit - 1))),
        ...units.map((unit) => openNumbers(base, unitTag(unit))),
      ]);
      const of = await Promise.all(settled.map((no) => guard(client.hget(keys.matter(Number(no)), 'unit'))));
      const wanted = settled.filter((_, i) => units.includes(of[i] ?? '')).map(Number);
      return (await readMatters(base, ascending([...open.flat(), ...wanted]))).toReversed();
    },

    async since<Kind extends MatterKind>(at: number, kind?: Kind) {
      const [open, settled] = await Promise.all([
        openNumbers(base, kind === undefined ? anyTag : kindTag(kind)),
        guard(client.zrangebyscore(keys.settledMatters, at, '+inf')),
      ]);
      return ofKind(await readMatters(base, ascending([...open, ...settled.map(Number)]), kind), kind);
    },
  };
}

function dueMatters(base: StoreBase): Pick<MatterStore, 'takeDue' | 'nextDue' | 'postpone'> {
  const { client, keys, scripts } = base;
  return {
    async takeDue(now, limit, leaseMs) {
      const places = { due: keys.dueMatters, call: keys.call(newToken()) };
      return readMatters(base, asTexts(await scripts.run('take-matters', places, { now, leaseEnd: now + leaseMs, limit })));
    },

    async nextDue() {
      const [, score] = await guard(client.zrange(keys.dueMatters, 0, '0', 'WITHSCORES'));
      const at = score === undefined ? Number.POSITIVE_INFINITY : asInstant(score);
      return Number.isFinite(at) ? at : undefined;
    },

    async postpone(no, version, until) {
      await scripts.run('postpone-matter', { matter: keys.matter(no), due: keys.dueMatters }, { no, version, to: scoreOf(until) });
    },
  };
}

function waiting(base: StoreBase): Pick<MatterStore, 'waiting' | 'readdress'> {
  const { client, keys, scripts } = base;
  return {
    async waiting(after, limit) {
      const from = after === '' ? `[${waitingTag}|` : `(${after}`;
      const members = await guard(client.zrangebylex(keys.openMatters, from, `(${waitingTag}}`, 'LIMIT', 0, limit));
      const numbers = members.map((member) => member.slice(waitingTag.length + 1));
      const matters = await readMatters(base, numbers);
      const tags = await Promise.all(matters.map(({ no }) => guard(client.hget(keys.matter(no), 'tags'))));
      const found = matters.map((matter, i) => ({ matter, waitsFor: waitsForIn(tags[i] ?? null) }));
      const last = members.length < limit ? undefined : members.at(-1);
      return { found, ...(last === undefined ? {} : { next: last }) };
    },

    async readdress(matter, waitsFor) {
      const { no, version } = matter;
      const places = { matter: keys.matter(no), open: keys.openMatters };
      await scripts.run('readdress-matter', places, { no, version, tags: JSON.stringify(tagsOf({ matter, waitsFor })) });
    },
  };
}

/** The numbers of the open matters with a tag. */
async function openNumbers({ client, keys }: StoreBase, tag: string): Promise<number[]> {
  // All scores are equal, so members stand in the order of their text: `}` is what follows `|`.
  const members = await guard(client.zrangebylex(keys.openMatters, `[${tag}|`, `(${tag}}`));
  return members.map((member) => asNumber(member.slice(tag.length + 1)));
}

function ascending(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function ofKind<Kind extends MatterKind>(matters: readonly Matter[], kind: Kind | undefined): MatterOf<Kind>[] {
  return matters.filter((matter): matter is MatterOf<Kind> => kind === undefined || matter.kind === kind);
}

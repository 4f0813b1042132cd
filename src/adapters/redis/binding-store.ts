/** Whose account is whose, which count for nobody, and what the clerk has still to hear of it. */
import type { Binding, BindingEvent, BindingStore } from '../../application/ports.js';
import { bindingMarks } from './binding-marks.js';
import { codeStore } from './code-store.js';
import { guard } from './guard.js';
import { asNumber, asTexts } from './script-replies.js';
import { newToken, type StoreBase } from './store-base.js';

interface StoredBinding {
  digest: string;
  sealed: string;
  at: string;
}

export function createBindingStore(base: StoreBase): BindingStore {
  const { client, keys } = base;
  return {
    ...codeStore(base),

    version: () => versionIn(base),

    all: () => readAll(base),

    suspend: (taken, why, now) => suspend(base, taken, why, now),

    async untold(until) {
      const rows = Object.entries(await guard(client.hgetall(keys.bindingEvents)));
      const events = rows.map(([id, text]) => eventOf(id, text));
      return events.filter(({ at }) => at <= until).sort((one, other) => one.at - other.at || one.id.localeCompare(other.id));
    },

    async told(ids) {
      if (ids.length > 0) await guard(client.hdel(keys.bindingEvents, ...ids));
    },

    async ownAccount() {
      return (await guard(client.get(keys.ownAccount))) ?? undefined;
    },

    async noteOwnAccount(account) {
      await guard(client.set(keys.ownAccount, account));
    },
  };
}

async function versionIn({ client, keys }: StoreBase): Promise<number> {
  return asNumber((await guard(client.hget(keys.numbers, 'bindings'))) ?? 0);
}

/** The version is read first: what changes meanwhile is read again at the next look, never missed. */
async function readAll(base: StoreBase): ReturnType<BindingStore['all']> {
  const { client, keys, sealer } = base;
  const marks = bindingMarks(sealer);
  const version = await versionIn(base);
  const [bindings, suspended] = await Promise.all([guard(client.hgetall(keys.bindings)), guard(client.hgetall(keys.suspendedAccounts))]);
  const bound = Object.entries(bindings).map(async ([person, text]): Promise<Binding> => {
    const { digest, sealed, at } = JSON.parse(text) as StoredBinding;
    return { person, account: await marks.open(digest, sealed), at: Number(at) };
  });
  const accounts = Object.entries(suspended).map(([digest, sealed]) => marks.open(digest, sealed));
  return { version, bound: await Promise.all(bound), suspended: await Promise.all(accounts) };
}

async function suspend(base: StoreBase, ...[taken, why, now]: Parameters<BindingStore['suspend']>): ReturnType<BindingStore['suspend']> {
  const { keys, scripts, sealer } = base;
  const { reason, by, operationId } = why;
  const [first] = taken;
  if (first === undefined) return [];
  const marks = bindingMarks(sealer);
  const at = String(now);
  const told =
    reason === 'not-me'
      ? { kind: 'not-me', at, person: first.person }
      : { kind: 'accounts-suspended', at, people: taken.map(({ person }) => person) };
  const rows = await Promise.all(taken.map(async ({ account, person }) => ({ ...(await marks.account(account)), person })));
  const places = {
    bindings: keys.bindings,
    accounts: keys.boundAccounts,
    suspended: keys.suspendedAccounts,
    events: keys.bindingEvents,
    numbers: keys.numbers,
    audit: keys.audit,
    call: keys.call(newToken()),
  };
  const args = {
    reason,
    by: base.acting(by),
    now,
    event: `${reason}/${operationId}`,
    told: JSON.stringify(told),
    taken: JSON.stringify(rows),
  };
  const fresh = asTexts(await scripts.run('suspend-accounts', places, args));
  return fresh.flatMap((place) => taken[Number(place)]?.account ?? []);
}

function eventOf(id: string, text: string): BindingEvent {
  const { at, ...event } = JSON.parse(text) as Omit<BindingEvent, 'id' | 'at'> & { at: string };
  return { ...event, id, at: Number(at) } as BindingEvent;
}

/** The stores on a real Redis, and the small township whose cycles the contract tests open. */
import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { openVault } from '../../src/adapters/crypto/vault.js';
import { openStores } from '../../src/adapters/redis/stores.js';
import type { MatterChange, Notice, ReplyToRecord, StepTaken, Stores } from '../../src/application/ports.js';
import type { Cycle, ReplyBody } from '../../src/domain/cycle.js';
import type { Matter, MatterNo, Request, Task } from '../../src/domain/matter.js';
import type { Unit, UnitId } from '../../src/domain/roster.js';
import { dayMs, hourMs, type Instant } from '../../src/domain/time.js';

/** Tuesday 25 August 2026, 9:00 in China. */
export const start: Instant = Date.UTC(2026, 7, 25, 1);
export const cycleId = 'monthly-20260825-0900';
export const never = Number.POSITIVE_INFINITY;

const key = randomBytes(32);

export function storesOn(client: Redis, committee = 'qingshan'): Stores {
  return openStores(client, { committee, vault: openVault(key) });
}

const written = new Set(['eval', 'evalsha', 'hincrby', 'hsetnx', 'quit']);

/** Sends every writing command twice and gives the second reply: what ioredis does when the reply to the first is lost. */
export function resending(client: Redis): Redis {
  return new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      const call = (...args: unknown[]): unknown => Reflect.apply(value, target, args);
      if (typeof name !== 'string' || !written.has(name)) return call;
      return name === 'quit' ? call : async (...args: unknown[]) => [await call(...args), await call(...args)][1];
    },
  });
}

/** The town, five villages below it; wang supervises all villages but e, who has zheng. */
export const tree: Unit[] = [
  { id: 'town', name: '镇党委', kind: 'committee', principal: 'zhang', supervisors: [], members: [] },
  ...['a', 'b', 'c', 'd', 'e'].map((id) => ({
    id,
    name: `${id}村`,
    kind: 'village',
    parent: 'town',
    liaison: `liaison-${id}`,
    supervisors: [{ person: id === 'e' ? 'zheng' : 'wang' }],
    members: [],
  })),
];

export function scopesOf(unit: UnitId): string[] {
  if (unit === 'town') return ['*', 'town'];
  return ['*', unit, 'town', unit === 'e' ? '@zheng' : '@wang'];
}

export function cycleOf(changes: Partial<Cycle> = {}): Omit<Cycle, 'firstNo'> {
  return {
    id: cycleId,
    schedule: {
      id: 'monthly',
      kind: 'self-check',
      name: '月度自查',
      trigger: { kind: 'cron', cron: '0 9 25 * *', workday: 'next' },
      audience: { units: 'all' },
      ask: 'liaison',
      deadline: { kind: 'workdays', days: 5 },
      prompt: 'self-check',
      questions: [],
      remind: [],
      escalate: [],
      urgent: false,
    },
    plannedAt: start,
    openedAt: start,
    deadline: start + 7 * dayMs,
    units: tree.map(({ id }) => id),
    tree,
    ...changes,
  };
}

export async function openCycle(stores: Stores, changes: Partial<Cycle> = {}): Promise<boolean> {
  return stores.cycles.open(cycleOf(changes), start, [], 'bot', scopesOf);
}

export function notice(id: string, person: string, changes: Partial<Notice> = {}): Notice {
  return { id, to: { kind: 'person', person }, kind: 'remind', urgent: false, notBefore: start, facts: {}, ...changes };
}

/** An extension that the liaison of a unit asks of wang. */
export function request(no: MatterNo, unit: UnitId = 'a', changes: Partial<Request> = {}): Request {
  return {
    kind: 'request',
    no,
    unit,
    at: start,
    version: 0,
    ask: 'extend',
    about: { cycle: cycleId },
    by: `liaison-${unit}`,
    reason: '会计住院',
    until: start + 10 * dayMs,
    to: 'wang',
    state: 'open',
    reminded: 0,
    shown: false,
    ...changes,
  };
}

export function taskOf(no: MatterNo, changes: Partial<Task> = {}): Task {
  return {
    kind: 'task',
    no,
    unit: 'b',
    at: start,
    version: 0,
    schedule: 'rules',
    item: 'gongwu',
    text: '公务接待办法',
    support: [],
    dueAt: start + dayMs,
    state: 'open',
    step: 0,
    level: 'none',
    evidence: [],
    sentBack: [],
    ...changes,
  };
}

/** A change of a matter by the bot itself, which waits for wang unless it is settled. */
export function change(matter: Matter, changes: Partial<MatterChange> = {}): MatterChange {
  return {
    matter,
    after: matter.version,
    waitsFor: ['wang'],
    actor: 'bot',
    act: `${matter.kind}-changed`,
    notices: [],
    ...changes,
  };
}

export function step(unit: UnitId, from: number, changes: Partial<StepTaken> = {}): StepTaken {
  return { cycle: cycleId, unit, step: from, next: from + 1, nextDue: never, notices: [], scopes: scopesOf(unit), ...changes };
}

export function body(text: string): ReplyBody {
  return { answers: { issue: { type: 'text', text } }, supplements: [] };
}

export function reply(messageId: string, unit: UnitId, changes: Partial<ReplyToRecord> = {}): ReplyToRecord {
  return {
    messageId,
    cycle: cycleId,
    unit,
    by: `liaison-${unit}`,
    at: start + hourMs,
    late: false,
    body: body(`answer of ${messageId}`),
    after: 0,
    scopes: scopesOf(unit),
    receipt: { to: `liaison-${unit}`, text: 'receipt \uFFFC' },
    notices: [],
    ...changes,
  };
}

export interface AuditEntry {
  no: number;
  actor: string;
  act: string;
  object: string;
}

/** The audit trail from its beginning. */
export async function auditTrail(client: Redis, committee = 'qingshan'): Promise<AuditEntry[]> {
  const entries = await client.xrange(`zrt:{${committee}}:audit`, '-', '+');
  return entries.map(([id, fields]) => {
    const field = (name: string): string => fields[fields.indexOf(name) + 1] ?? '';
    return { no: Number.parseInt(id, 10), actor: field('actor'), act: field('act'), object: field('object') };
  });
}

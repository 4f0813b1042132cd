/** Looks at everything after each step and holds the promises against it. What never changes once it is written is read only when it is new. */
import { inspect } from 'node:util';
import type { Redis } from 'ioredis';
import type { Cycle, Reply } from '../../../src/domain/cycle.js';
import type { Matter } from '../../../src/domain/matter.js';
import { isTemporary } from '../../../src/domain/errors.js';
import type { Stores } from '../../../src/application/ports.js';
import type { HandChat, Sent } from './chat.js';
import { wrongBooks } from './check-books.js';
import { wrongLadder } from './check-ladder.js';
import { wrongFindings } from './check-findings.js';
import { wrongMatters } from './check-matters.js';
import { wrongNotices } from './check-notices.js';
import { wrongReaders } from './check-reading.js';
import { wrongReceipts } from './check-receipts.js';
import { wrongSending } from './check-sending.js';
import { wrongTrail } from './check-trail.js';
import { Death } from './faults.js';
import type { Process } from './process.js';
import { messagesStored, takeSnapshot, type AuditRow, type Snapshot } from './snapshot.js';
import { canaryMark, type Canary, type Check, type View } from './view.js';

const checks: readonly Check[] = [
  wrongTrail,
  wrongBooks,
  wrongLadder,
  wrongMatters,
  wrongFindings,
  wrongReceipts,
  wrongNotices,
  wrongSending,
  wrongReaders,
];

/** What is looked at. */
export interface Watched {
  readonly main: Process;
  readonly processes: { readonly all: readonly Process[] };
  readonly chat: HandChat;
  readonly canaries: ReadonlyMap<string, Canary>;
  /** Drafts of which somebody has asked for their units to be named in the group. */
  readonly mayBeNamed: ReadonlySet<number>;
  saidBy(person: string): string;
}

/** Findings are not among all matters before they are settled. */
const unsettled = (['proposed', 'open', 'working', 'reported'] as const).map((state) => ({ scope: { of: 'all' } as const, state }));
const mostFindings = 200;
export class Observer {
  readonly #redis: Redis;
  readonly #town: Watched;
  readonly #trail: AuditRow[] = [];
  readonly #cycles = new Map<string, Cycle>();
  readonly #versions = new Map<string, Reply[]>();
  readonly #messagesOf = new Map<string, string[]>();
  readonly #sendsOf = new Map<string, Sent[]>();
  readonly #clerkOn = new Map<string, { resent: number; arrived: boolean }>();
  readonly #read = new Map<Process, number>();
  readonly #ended = new Set<Process>();
  #matters: Matter[] = [];
  #shot: Snapshot | undefined;
  #seen = 0;
  #comparableFrom = 0;

  constructor(redis: Redis, town: Watched) {
    this.#redis = redis;
    this.#town = town;
  }

  /** Which promises do not hold. `faulty`: something was made to fail on the way, of which the log may tell. */
  async look(faulty: boolean): Promise<string[]> {
    const view = await this.#view();
    const broken = checks.flatMap((check) => check(view));
    this.#seen = view.sent.length;
    return [...broken, ...this.#wrongInLogs(faulty)];
  }

  /** As it was seen last. */
  get last(): { shot: Snapshot; trail: readonly AuditRow[] } {
    if (this.#shot === undefined) throw new Error('nothing was looked at yet');
    return { shot: this.#shot, trail: this.#trail };
  }

  /** Units that somebody answers for without a post in them. */
  assignedTo(person: string): string[] {
    const rows = [...(this.#shot?.cycles.values() ?? [])].flatMap(({ units }) => [...units]);
    return rows.filter(([, { terms }]) => terms.assignee === person).map(([unit]) => unit);
  }

  clockWasSet(): void {
    this.#comparableFrom = this.#town.chat.sent.length;
  }

  hasEnded(process: Process): void {
    this.#ended.add(process);
  }

  async #view(): Promise<View> {
    const { main, chat, canaries, mayBeNamed } = this.#town;
    const shot = await takeSnapshot(this.#redis, this.#trail.length);
    this.#shot = shot;
    this.#trail.push(...shot.audit);
    await this.#readNew(main.stores, shot);
    const freshSent = chat.sent.slice(this.#seen);
    for (const sent of freshSent) for (const id of sent.notices) this.#sendsOf.set(id, [...(this.#sendsOf.get(id) ?? []), sent]);
    return {
      shot,
      trail: this.#trail,
      fresh: shot.audit,
      cycles: this.#cycles,
      versions: this.#versions,
      messagesOf: this.#messagesOf,
      matters: this.#matters,
      config: main.world.config(),
      sent: chat.sent,
      freshSent,
      sendsOf: this.#sendsOf,
      clerkOn: this.#clerkOn,
      canaries,
      saidBy: (person) => this.#town.saidBy(person),
      comparableFrom: this.#comparableFrom,
      mayBeNamed,
    };
  }

  /** What the new entries of the trail are about. */
  async #readNew(stores: Stores, { cycles, audit }: Snapshot): Promise<void> {
    for (const [id, { status }] of cycles) {
      const cycle = this.#cycles.has(id) || status === 'opening' ? undefined : await stores.cycles.cycle(id);
      if (cycle !== undefined) this.#cycles.set(id, cycle);
    }
    for (const about of new Set(audit.filter(({ act }) => act === 'recorded' || act === 'corrected').map((entry) => entry.about))) {
      const [cycle = '', unit = ''] = about.split('/');
      this.#versions.set(about, await stores.replies.versions(cycle, unit));
      this.#messagesOf.set(about, await messagesStored(this.#redis, cycle, unit));
    }
    if (audit.some(({ object }) => object.startsWith('matter/')))
      this.#matters = [...(await stores.matters.since(0)), ...(await stores.ledger.list(unsettled, mostFindings))];
    for (const { act, object } of audit) {
      if (act !== 'resent' && act !== 'arrived') continue;
      const { resent, arrived } = this.#clerkOn.get(object) ?? { resent: 0, arrived: false };
      this.#clerkOn.set(object, act === 'resent' ? { resent: resent + 1, arrived } : { resent, arrived: true });
    }
  }

  #wrongInLogs(faulty: boolean): string[] {
    return [...this.#town.processes.all, ...this.#ended].flatMap((process) => {
      const { entries } = process.log;
      const fresh = entries.slice(this.#read.get(process) ?? 0);
      this.#read.set(process, entries.length);
      this.#ended.delete(process);
      return fresh.flatMap(({ level, facts, message }) => {
        if (level === 'info') return [];
        const text = inspect(facts, { depth: 6 });
        const err: unknown = 'err' in facts ? facts.err : undefined;
        const isExpected = level === 'warn' || err instanceof Death || (faulty && isTemporary(err));
        return [
          ...(isExpected ? [] : [`the log: ${message} ${text}`]),
          ...(text.includes(canaryMark) ? [`the log holds what was said: ${message}`] : []),
        ];
      });
    });
  }
}

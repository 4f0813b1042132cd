/** Looks at everything after each step and holds the promises against it. What never changes once it is written is read only when it is new. */
import { inspect } from 'node:util';
import type { Redis } from 'ioredis';
import type { Cycle, Reply } from '../../../src/domain/cycle.js';
import type { Finding } from '../../../src/domain/finding.js';
import type { Matter } from '../../../src/domain/matter.js';
import type { Leave } from '../../../src/domain/posting.js';
import type { Roster } from '../../../src/domain/roster.js';
import type { Draw } from '../../../src/domain/spot-check.js';
import { isTemporary } from '../../../src/domain/errors.js';
import { mattersFor } from '../../../src/application/tell-waiting.js';
import type { Stores } from '../../../src/application/ports.js';
import type { HandChat, Sent } from './chat.js';
import { wrongAbsent } from './check-absent.js';
import { wrongBooks } from './check-books.js';
import { wrongDraws } from './check-draws.js';
import { wrongFindings } from './check-findings.js';
import { wrongHandingOver } from './check-handing-over.js';
import { wrongLadder } from './check-ladder.js';
import { wrongMatters } from './check-matters.js';
import { wrongNotices } from './check-notices.js';
import { wrongReaders } from './check-reading.js';
import { wrongReceipts } from './check-receipts.js';
import { wrongSending } from './check-sending.js';
import { wrongTrail } from './check-trail.js';
import { wrongWaiting } from './check-waiting.js';
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
  wrongDraws,
  wrongReceipts,
  wrongNotices,
  wrongSending,
  wrongReaders,
  wrongAbsent,
  wrongWaiting,
  wrongHandingOver,
];

const everywhere = (['proposed', 'open', 'working', 'reported', 'closed'] as const).map((state) => ({
  scope: { of: 'all' } as const,
  state,
}));
const mostFindings = 1_000;

/** What is looked at. */
export interface Watched {
  readonly main: Process;
  readonly processes: { readonly all: readonly Process[] };
  readonly chat: HandChat;
  readonly canaries: ReadonlyMap<string, Canary>;
  /** Drafts of which somebody has asked for their units to be named in the group. */
  readonly mayBeNamed: ReadonlySet<number>;
  /** The roster under which a whole tick went well last. */
  readonly lookedAfter: Roster | undefined;
  saidBy(person: string): string;
}

/** What was seen at the last look. */
export interface Seen {
  shot: Snapshot;
  trail: readonly AuditRow[];
  findings: readonly Finding[];
  draws: readonly Draw[];
  leaves: readonly Leave[];
}

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
  #findings: Finding[] = [];
  #findingsBefore: ReadonlyMap<number, Finding> = new Map();
  #draws: Draw[] = [];
  #shot: Snapshot | undefined;
  #seen = 0;
  #roster: Roster | undefined;
  #lastAboutMatters = 0;
  /** The matters and the roster that 待定 was held against last. */
  #waiting: { trail: number; roster: Roster } | undefined;
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
  get last(): Seen {
    if (this.#shot === undefined) throw new Error('nothing was looked at yet');
    const leaves = this.#matters.filter((matter) => matter.kind === 'leave');
    return { shot: this.#shot, trail: this.#trail, findings: this.#findings, draws: this.#draws, leaves };
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
    const config = main.world.config();
    const rosters = new Set([this.#roster ?? config.roster, ...freshSent.map(({ roster }) => roster), config.roster]);
    this.#roster = config.roster;
    return {
      shot,
      trail: this.#trail,
      fresh: shot.audit,
      cycles: this.#cycles,
      versions: this.#versions,
      messagesOf: this.#messagesOf,
      matters: this.#matters,
      findings: this.#findings,
      findingsBefore: this.#findingsBefore,
      draws: this.#draws,
      config,
      at: main.world.clock.now(),
      rosters: [...rosters],
      found: await this.#waitingFor(main),
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

  /** Looked up as people do, as often as it may have changed. */
  async #waitingFor({ world, stores }: Process): Promise<Map<string, Set<number>> | undefined> {
    const { roster } = world.config();
    const isSame = this.#waiting?.roster === roster && this.#waiting.trail === this.#lastAboutMatters;
    if (isSame || this.#town.lookedAfter !== roster) return undefined;
    this.#waiting = { trail: this.#lastAboutMatters, roster };
    const people = [...roster.people.values()];
    const lists = await Promise.all(people.map((person) => mattersFor({ ...world, stores }, person)));
    return new Map(people.map(({ id }, index) => [id, new Set(lists[index]?.map(({ no }) => no))]));
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
    this.#findingsBefore = new Map(this.#findings.map((finding) => [finding.no, finding]));
    const lastAboutMatters = audit.findLast(({ object }) => object.startsWith('matter/'));
    if (lastAboutMatters !== undefined) {
      this.#lastAboutMatters = lastAboutMatters.no;
      this.#matters = await stores.matters.since(0);
      this.#findings = await stores.ledger.list(everywhere, mostFindings);
      this.#draws = await stores.ledger.draws(0, Number.MAX_SAFE_INTEGER);
    }
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

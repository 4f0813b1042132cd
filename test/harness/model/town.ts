/** The committee of one sequence: its processes, clock and chat, and the people. Everything that may happen is a method. */
import { fastForward } from '../../../src/application/fast-forward.js';
import { isTemporary } from '../../../src/domain/errors.js';
import type { Finding } from '../../../src/domain/finding.js';
import type { Leave } from '../../../src/domain/posting.js';
import { boundTo } from '../../../src/domain/responsibility.js';
import type { Roster } from '../../../src/domain/roster.js';
import type { Draw } from '../../../src/domain/spot-check.js';
import { hourMs, minuteMs, secondMs, type Instant } from '../../../src/domain/time.js';
import type { Home } from '../../../src/main/open-home.js';
import { movableClock } from '../movable-clock.js';
import { handChat, type HandChat } from './chat.js';
import { Crowd } from './crowd.js';
import type { Fault } from './faults.js';
import { accountOf, groupRoom, homeName, stranger, type Homes, type PaceName, type RosterName } from './homes.js';
import { leftUndone } from './left-undone.js';
import { Observer } from './observer.js';
import { filesInMemory, knownChances, witnessInMemory, type Process, type Surroundings } from './process.js';
import { Processes } from './processes.js';
import type { CanaryKind } from './view.js';

/** How a message arrives. `twice`: at once, under the same id; `late`: it was written an hour before. */
export type Arrival = 'once' | 'twice' | 'late';

interface Message {
  id: string;
  account: string;
  text: string;
  at: Instant;
  room?: { id: string; topic: string; mentioned: boolean };
}

interface Saying {
  arrival?: Arrival;
  /** Whoever is known has to be answered. */
  expectsAnswer?: boolean;
  /** In the group. */
  room?: { mentioned: boolean };
}

const transcriptLines = 12;

export class Town {
  readonly clock;
  readonly chat: HandChat;
  readonly crowd = new Crowd();
  readonly #homes: Homes;
  readonly #pace: PaceName;
  readonly #observer: Observer;
  readonly #since: Instant;
  readonly #messages: Message[] = [];
  /** Message → who the account belonged to when it came: a code may have given it to somebody else. */
  readonly #speakers = new Map<string, string>();
  #home: Home;
  #processes: Processes | undefined;
  #answered = true;
  #lookedAfter: Roster | undefined;

  private constructor(client: Surroundings['client'], homes: Homes, at: Instant, pace: PaceName) {
    this.clock = movableClock(at);
    this.chat = handChat(this.clock, () => this.#rosterNow());
    this.#since = at;
    this.#homes = homes;
    this.#pace = pace;
    this.#home = this.#homeOf('base');
    this.#observer = new Observer(client, this);
  }

  /** With nothing stored. */
  static async open({ client, vault }: Pick<Surroundings, 'client' | 'vault'>, homes: Homes, at: Instant, pace: PaceName): Promise<Town> {
    await client.flushall();
    const town = new Town(client, homes, at, pace);
    const { clock, chat } = town;
    const surroundings = {
      client,
      vault,
      clock,
      chat,
      home: () => town.#home,
      files: filesInMemory(),
      witness: witnessInMemory(),
      chance: knownChances(),
    };
    town.#processes = await Processes.start(surroundings, (process) => town.#observer.hasEnded(process));
    // What went out already is judged by the roster it went out under.
    const broken = await town.#observer.look(false);
    if (broken.length > 0) throw new Error(`at the start: ${broken.join('\n')}`);
    return town;
  }

  get processes(): Processes {
    if (this.#processes === undefined) throw new Error('no process runs');
    return this.#processes;
  }

  get main(): Process {
    return this.processes.main;
  }

  /** One thing happens, perhaps with a fault; returns which promises do not hold afterwards. */
  async step(happens: () => Promise<void>, fault?: Fault): Promise<string[]> {
    this.#answered = true;
    const before = this.chat.sent.length;
    this.main.life.expect(fault);
    await happens();
    await this.#revive();
    this.main.life.expect(undefined);
    if (fault !== undefined) this.#lookedAfter = undefined;
    const sent = this.chat.sent.slice(before);
    for (const { text } of sent) this.crowd.reads(text);
    if (fault !== undefined) for (const one of sent) if (one.by === 'reply') one.unnoted = true;
    const broken = await this.#observer.look(fault !== undefined);
    return this.#answered ? broken : [...broken, 'somebody was not answered'];
  }

  /** Somebody writes. When the process dies of it, the message comes again to the next. */
  async says(who: string, text: string, { arrival = 'once', expectsAnswer = false, room }: Saying = {}): Promise<void> {
    const account = who === stranger ? 'wxid_nobody' : accountOf(who);
    const at = this.clock.now() - (arrival === 'late' ? hourMs : 0);
    const id = `said-${this.#messages.length + 1}`;
    const message: Message = { id, account, text, at, ...(room === undefined ? {} : { room: { id: groupRoom, topic: '群', ...room } }) };
    this.#messages.push(message);
    const speaker = this.personOf(account);
    if (speaker !== undefined) this.#speakers.set(id, speaker);
    const before = this.chat.sent.length;
    const { life } = this.main;
    const waits = expectsAnswer && this.chat.isOnline && this.personOf(account) !== undefined;
    await this.#arrives(message, arrival === 'twice' ? 2 : 1);
    if (life.isOver) await this.#arrives(message, 1);
    else if (waits) this.#answered &&= this.chat.sent.slice(before).some(({ to }) => to === account);
    this.clock.moveTo(this.clock.now() + 2 * secondMs);
  }

  /** A message that came before comes again. */
  async again(pick: number): Promise<void> {
    const message = this.#messages[this.#messages.length - 1 - (pick % Math.max(1, this.#messages.length))];
    if (message !== undefined) await this.#arrives(message, 1);
  }

  /** `twins`: another process ticks at the same instants. */
  async passes(to: Instant, { twins = false } = {}): Promise<void> {
    const other = twins ? await this.processes.another() : undefined;
    await this.processes.freeAccount();
    while (this.clock.now() < to) {
      await this.#revive();
      const { world, engine, hearing, life } = this.main;
      const tick = async (now: Instant): Promise<void> => {
        await Promise.all([engine.tick(now), other?.engine.tick(now)]);
      };
      try {
        await fastForward(world, { ...engine, tick }, this.clock, to, () => hearing.idle());
      } catch (error) {
        if (!life.isOver && !isTemporary(error)) throw error;
      }
    }
    this.#lookedAfter = this.roster;
  }

  /** Nothing is awake for so long. */
  async isDown(ms: number): Promise<void> {
    await this.processes.stop();
    this.clock.moveTo(this.clock.now() + ms);
    await this.processes.startAnew();
  }

  async crashes(): Promise<void> {
    await this.main.hearing.idle();
    this.processes.crash();
    await this.processes.startAnew();
  }

  /** The account is offline while time passes. */
  async isOffline(ms: number): Promise<void> {
    this.chat.isOnline = false;
    await this.passes(this.clock.now() + ms);
    this.chat.isOnline = true;
    await this.passes(this.clock.now() + secondMs);
  }

  /** Somebody sets the clock of the machine. */
  async clockJumps(minutes: number): Promise<void> {
    this.clock.jumpTo(this.clock.now() + minutes * minuteMs);
    this.#observer.clockWasSet();
    await this.main.engine.tick(this.clock.now());
  }

  async rosterBecomes(name: RosterName): Promise<void> {
    this.#home = this.#homeOf(name);
    await this.passes(this.clock.now() + 2 * secondMs);
  }

  /** All is mended, and some days pass in which nobody says anything; returns which promises do not hold, and what is left undone. */
  async comesToRest(to: Instant): Promise<string[]> {
    this.chat.plan.length = 0;
    const broken = await this.step(() => this.passes(to));
    return [...broken, ...(await leftUndone(this.main, this.#observer.last, this.#since, this.clock.now()))];
  }

  get canaries(): Crowd['canaries'] {
    return this.crowd.canaries;
  }

  /** As they were seen last. */
  get findings(): readonly Finding[] {
    return this.#observer.last.findings;
  }

  get leaves(): readonly Leave[] {
    return this.#observer.last.leaves;
  }

  get draws(): readonly Draw[] {
    return this.#observer.last.draws;
  }

  /** The roster under which a whole tick went well last; undefined: something was made to fail in it. */
  get lookedAfter(): Roster | undefined {
    return this.#lookedAfter;
  }

  get roster(): Roster {
    return this.main.world.config().roster;
  }

  get mayBeNamed(): ReadonlySet<number> {
    return new Set(this.#messages.flatMap(({ text }) => [...text.matchAll(/放行 (\d+) 点名/gu)].map(([, no]) => Number(no))));
  }

  /** All that somebody has said so far. */
  saidBy(person: string): string {
    return this.#messages
      .flatMap(({ id, account, text }) => (account === accountOf(person) || this.#speakers.get(id) === person ? [text] : []))
      .join('\n');
  }

  personOf(account: string): string | undefined {
    return boundTo(this.#rosterNow(), account)?.id;
  }

  #rosterNow(): Roster {
    return (this.#processes?.main.world.config() ?? this.#home.config).roster;
  }

  /** Words to follow through the system, said by somebody. */
  canary(by: string, kind: CanaryKind, unit?: string): string {
    const { roster } = this.main.world.config();
    // A code may have given the account to somebody else.
    const speaker = boundTo(roster, accountOf(by))?.id ?? by;
    return this.crowd.canary(roster, speaker, kind, this.#observer.assignedTo(speaker), unit);
  }

  /** What was said last, for whoever has to find out why a promise broke. */
  transcript(): string {
    const lines = this.chat.sent.slice(-transcriptLines).map(({ at, to, by, fate, text, notices }) => {
      const words = text.replaceAll('\n', '⏎').slice(0, 160);
      return `${new Date(at).toISOString()} ${by} ${fate} → ${to}: ${words} ${notices.join(' ')}`;
    });
    return lines.join('\n');
  }

  #homeOf(name: RosterName): Home {
    const home = this.#homes.get(homeName(name, this.#pace));
    if (home === undefined) throw new Error(`there is no home for ${name}`);
    return home;
  }

  async #revive(): Promise<void> {
    if (this.main.life.isOver) await this.processes.startAnew();
  }

  async #arrives({ id, account, text, at, room }: Message, times: number): Promise<void> {
    if (!this.chat.isOnline) return;
    await this.#revive();
    const { hearing, life } = this.main;
    const hear = async (): Promise<void> => {
      try {
        await hearing.hear({ id, account, at, content: { kind: 'text', text }, ...(room === undefined ? {} : { room }) });
        // A tenth of a second later at most; here it is no time at all.
        await hearing.noted();
      } catch (error) {
        if (!life.isOver) throw error;
      }
    };
    await Promise.all(Array.from({ length: times }, hear));
  }
}

/** The committee of one sequence: its processes, clock and chat, and what the model knows of what was said. Everything that happens is a method. */
import { fastForward } from '../../../src/application/fast-forward.js';
import { isTemporary } from '../../../src/domain/errors.js';
import { boundTo } from '../../../src/domain/responsibility.js';
import { hourMs, minuteMs, secondMs, type Instant } from '../../../src/domain/time.js';
import type { Home } from '../../../src/main/open-home.js';
import { movableClock } from '../movable-clock.js';
import { handChat } from './chat.js';
import type { Fault } from './faults.js';
import { accountOf, groupRoom, homeName, stranger, type Homes, type PaceName, type RosterName } from './homes.js';
import { leftUndone } from './left-undone.js';
import { Observer } from './observer.js';
import { filesInMemory, startProcess, witnessInMemory, type Process, type Surroundings } from './process.js';
import { leads, unitsOfPerson } from './roster-view.js';
import { canaryOf, type Canary, type CanaryKind } from './view.js';

/** How a message arrives. `twice`: at once, under the same id; `late`: it was written an hour before. */
export type Arrival = 'once' | 'twice' | 'late';

interface Message {
  id: string;
  account: string;
  text: string;
  at: Instant;
  room?: { id: string; topic: string; mentioned: boolean };
}

/** A crashed process holds the account for so long. */
const leaseMs = 31 * secondMs;

export class Town {
  readonly clock;
  readonly chat;
  readonly canaries = new Map<string, Canary>();
  readonly numbers: number[] = [];
  readonly codes: string[] = [];
  readonly #homes: Homes;
  readonly #pace: PaceName;
  readonly #surroundings: Surroundings;
  readonly #observer: Observer;
  readonly #messages: Message[] = [];
  #home: Home;
  #main: Process | undefined;
  #other: Process | undefined;
  readonly #since: Instant;
  #answered = true;
  #count = 0;

  private constructor(given: Pick<Surroundings, 'client' | 'vault'>, homes: Homes, at: Instant, pace: PaceName) {
    this.clock = movableClock(at);
    this.#since = at;
    this.chat = handChat(this.clock);
    this.#homes = homes;
    this.#pace = pace;
    this.#home = this.#homeOf('base');
    const { clock, chat } = this;
    this.#surroundings = { ...given, clock, chat, home: () => this.#home, files: filesInMemory(), witness: witnessInMemory() };
    this.#observer = new Observer(given.client, this);
  }

  static async open(given: Pick<Surroundings, 'client' | 'vault'>, homes: Homes, at: Instant, pace: PaceName): Promise<Town> {
    await given.client.flushall();
    const town = new Town(given, homes, at, pace);
    town.#main = await startProcess(town.#surroundings);
    await town.main.engine.tick(at);
    return town;
  }

  get main(): Process {
    if (this.#main === undefined) throw new Error('no process runs');
    return this.#main;
  }

  get processes(): readonly Process[] {
    return this.#other === undefined ? [this.main] : [this.main, this.#other];
  }

  /** One thing happens, perhaps with a fault; returns which promises do not hold afterwards. */
  async step(happens: () => Promise<void>, fault?: Fault): Promise<string[]> {
    this.#answered = true;
    const before = this.chat.sent.length;
    this.main.life.expect(fault);
    await happens();
    if (this.main.life.isOver) await this.#startAnew();
    this.main.life.expect(undefined);
    if (fault !== undefined) for (const sent of this.chat.sent.slice(before)) if (sent.by === 'reply') sent.unnoted = true;
    this.#noteNumbers();
    const broken = await this.#observer.look(fault !== undefined);
    return this.#answered ? broken : [...broken, 'somebody was not answered'];
  }

  /** Somebody writes; `redelivered`: once more, when the process died of it. */
  async says(
    who: string,
    text: string,
    { arrival = 'once', expectsAnswer = false, room }: { arrival?: Arrival; expectsAnswer?: boolean; room?: { mentioned: boolean } } = {},
  ): Promise<void> {
    const at = this.clock.now() - (arrival === 'late' ? hourMs : 0);
    const account = who === stranger ? 'wxid_nobody' : accountOf(who);
    const message: Message = {
      id: `said-${(this.#count += 1)}`,
      account,
      text,
      at,
      ...(room === undefined ? {} : { room: { id: groupRoom, topic: '群', ...room } }),
    };
    this.#messages.push(message);
    const before = this.chat.sent.length;
    const { life } = this.main;
    const isKnown = this.personOf(account) !== undefined;
    await this.#arrives(message, arrival === 'twice' ? 2 : 1);
    if (life.isOver) await this.#arrives(message, 1);
    else if (expectsAnswer && isKnown && this.chat.isOnline && room === undefined)
      this.#answered &&= this.chat.sent.slice(before).some(({ to }) => to === account);
    this.clock.moveTo(this.clock.now() + 2 * secondMs);
  }

  /** A message that came before comes again. */
  async again(pick: number): Promise<void> {
    const message = this.#messages[this.#messages.length - 1 - (pick % Math.max(1, this.#messages.length))];
    if (message !== undefined) await this.#arrives(message, 1);
  }

  async passes(to: Instant, { twins = false } = {}): Promise<void> {
    if (twins) this.#other ??= await startProcess(this.#surroundings);
    await this.#freeAccount();
    while (this.clock.now() < to) {
      if (this.main.life.isOver) await this.#startAnew();
      const { world, engine, hearing, life } = this.main;
      const other = twins ? this.#other : undefined;
      const tick = async (now: Instant): Promise<void> => void (await Promise.all([engine.tick(now), other?.engine.tick(now)]));
      try {
        await fastForward(world, { ...engine, tick }, this.clock, to, () => hearing.idle());
      } catch (error) {
        if (!life.isOver && !isTemporary(error)) throw error;
      }
    }
  }

  /** Nothing is awake for so long. */
  async isDown(ms: number): Promise<void> {
    await this.#stop();
    this.clock.moveTo(this.clock.now() + ms);
    this.#main = await startProcess(this.#surroundings);
    await this.main.engine.tick(this.clock.now());
  }

  async crashes(): Promise<void> {
    await this.main.hearing.idle();
    this.main.life.end();
    await this.#startAnew();
  }

  /** The other process takes over from the first, which is started again only when it is needed. */
  async handsOver(): Promise<void> {
    const other = (this.#other ??= await startProcess(this.#surroundings));
    await this.#stop();
    [this.#main, this.#other] = [other, undefined];
    await this.#freeAccount();
    await other.engine.tick(this.clock.now());
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

  /** All is mended, and some days pass in which nobody says anything; returns what is left undone. */
  async comesToRest(to: Instant): Promise<string[]> {
    this.chat.plan.length = 0;
    const broken = await this.step(() => this.passes(to));
    return [...broken, ...(await leftUndone(this.main, this.#observer.last, this.#since, this.clock.now()))];
  }

  personOf(account: string): string | undefined {
    return boundTo(this.main.world.config().roster, account)?.id;
  }

  /** Words to follow through the system, said by somebody. */
  canary(by: string, kind: CanaryKind): string {
    const words = canaryOf(this.canaries.size + 1);
    const { roster } = this.main.world.config();
    const decides = kind === 'reason' && leads(roster, by);
    const units = decides ? [] : [...unitsOfPerson(roster, by), ...this.#observer.assignedTo(by)];
    this.canaries.set(words, { words, by, units: [...new Set(units)], kind });
    return words;
  }

  #homeOf(name: RosterName): Home {
    const home = this.#homes.get(homeName(name, this.#pace));
    if (home === undefined) throw new Error(`there is no home for ${name}`);
    return home;
  }

  async #arrives({ id, account, text, at, room }: Message, times: number): Promise<void> {
    if (!this.chat.isOnline) return;
    if (this.main.life.isOver) await this.#startAnew();
    const { hearing, life } = this.main;
    const hear = async (): Promise<void> => {
      try {
        await hearing.hear({ id, account, at, content: { kind: 'text', text }, ...(room === undefined ? {} : { room }) });
      } catch (error) {
        if (!life.isOver) throw error;
      }
    };
    await Promise.all(Array.from({ length: times }, hear));
  }

  async #stop(): Promise<void> {
    const { hearing, life, stores, world } = this.main;
    await hearing.idle();
    if (!life.isOver) await stores.household.yieldCourier(world.processId);
    life.end();
    this.#observer.hasEnded(this.main);
  }

  async #startAnew(): Promise<void> {
    this.#observer.hasEnded(this.main);
    this.#main = await startProcess(this.#surroundings);
    await this.#freeAccount();
    await this.main.engine.tick(this.clock.now());
  }

  /** A lease on the account runs by the store's own clock: who holds it and is gone, or stands still, loses it as time passes by ours. */
  async #freeAccount(): Promise<void> {
    const { stores, world } = this.main;
    const holder = await stores.household.courier();
    if (holder === undefined || holder === world.processId) return;
    this.clock.moveTo(this.clock.now() + leaseMs);
    await stores.household.yieldCourier(holder);
  }

  #noteNumbers(): void {
    for (const { text } of this.chat.sent.slice(-12)) {
      for (const [, no] of text.matchAll(/(\d{1,4})(?:号|#|《)|(?:[放行再发已到同意销办阅退回] )(\d{1,4})/gu))
        if (no !== undefined) this.#noteNumber(Number(no));
      for (const [, no] of text.matchAll(/(?:放行|不发|再发|已到|同意|销号|已办|已阅|退回|协调|督办) (\d{1,4})/gu))
        this.#noteNumber(Number(no));
      const [, code] = /的码：(\d{8})/u.exec(text) ?? [];
      if (code !== undefined && this.codes.at(-1) !== code) this.codes.push(code);
    }
  }

  #noteNumber(no: number): void {
    const known = this.numbers.indexOf(no);
    if (known >= 0) this.numbers.splice(known, 1);
    this.numbers.push(no);
  }
}

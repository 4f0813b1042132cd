/**
 * Lets a bot die at any place where it calls a store, the chat or the file store: before the call is made, or after it was carried out and
 * before anybody learned of it. What is left of a dead bot can do nothing more. Sits at the ports and knows by the stack who calls.
 */
import type { Chat, Inbound, InboundContent, SendOutcome } from '../../src/application/chat-port.js';
import type { Files, Stores } from '../../src/application/ports.js';
import { TemporaryError } from '../../src/domain/errors.js';
import { CallSites } from './call-sites.js';
import type { Awaitable, PortCalls } from './port-calls.js';
import { reads } from './port-reads.js';

/** What every answer passes through. */
const everyAnswer = /^(?:hear|send-reply|note-sent)\.ts:/u;

/** `before`: it was not done. `after`: it was done. */
export type When = 'before' | 'after';

export class Death extends Error {}

/** One bot, from its start to its death. */
interface Life {
  over: boolean;
  /** What can be asked of the stores when it is over. */
  stores: Stores;
}

export class Mortal {
  /** All deaths there are, by the place. */
  readonly #all = new Map<string, readonly When[]>();
  /** Those that are to be died before long. */
  #coming = new Map<string, When[]>();
  readonly #died = new Set<string>();
  readonly #methods: ReadonlyMap<string, Awaitable>;
  readonly #sites: CallSites;
  #armed = false;
  #spared = false;
  #life: Life | undefined;
  #onDeath: () => void = () => undefined;
  /** The notices that the last claim took, and those that certainly went out. */
  #claimed: readonly string[] = [];
  readonly delivered = new Set<string>();
  /** Receipts that went out, which may be repeated. */
  readonly receipts = new Set<string>();
  /** How many messages people wrote were answered at once. */
  replies = 0;
  /** What becomes of the next sends, instead of being sent. */
  readonly #fates: SendOutcome[] = [];
  /** Calls that the store does not answer, once each. */
  readonly #broken = new Set<string>();
  /** What another process does after these calls, once each. */
  readonly #meanwhile = new Map<string, (stores: Stores) => Promise<unknown>>();
  /** Where it died last. */
  diedAt: string | undefined;

  constructor({ calls, methods }: PortCalls, { bothSides }: { bothSides: boolean }) {
    this.#methods = methods;
    this.#sites = new CallSites(calls);
    for (const { name, place } of calls) {
      // To die before a change is to die after the one before it.
      this.#all.set(name, reads.has(place) ? ['before'] : bothSides ? ['before', 'after'] : ['after']);
    }
    this.forgetDeaths();
  }

  /** It may die everywhere once more; what it has died before still counts. */
  forgetDeaths(): void {
    this.#coming = new Map([...this.#all].map(([name, whens]) => [name, [...whens]]));
  }

  /** From now on it dies wherever it has not died yet. */
  arm(onDeath: () => void): void {
    this.#armed = true;
    this.#onDeath = onDeath;
  }

  /** Does something in which the bot does not die where every answer passes: nobody would see what becomes of this one. */
  async sparing(work: () => Promise<unknown>): Promise<void> {
    this.#spared = true;
    try {
      await work();
    } finally {
      this.#spared = false;
    }
  }

  /** The next send comes to this and goes nowhere. */
  failNextSend(outcome: SendOutcome): void {
    this.#fates.push(outcome);
  }

  /** The next call of this method, as `outbox.claim`, is rejected as when the store is away, and not carried out. */
  breakNext(place: string): void {
    this.#broken.add(place);
  }

  /** After the next call of this method another process does something, with the same stores. */
  meanwhile(place: string, run: (stores: Stores) => Promise<unknown>): void {
    this.#meanwhile.set(place, run);
  }

  disarm(): void {
    this.#meanwhile.clear();
    this.#fates.length = 0;
    this.#broken.clear();
    this.delivered.clear();
    this.receipts.clear();
    this.#armed = false;
  }

  /** Deaths not died yet, as `place, when`. */
  left(): string[] {
    return [...this.#all].flatMap(([name, whens]) => whens.map((when) => `${name}, ${when}`)).filter((death) => !this.#died.has(death));
  }

  get isDead(): boolean {
    return this.#life?.over === true;
  }

  /** The stores of the last bot, to look into and past its death. */
  get stores(): Stores {
    if (this.#life === undefined) throw new Error('nothing has lived yet');
    return this.#life.stores;
  }

  /** A bot begins to live with these. */
  guardStores(stores: Stores): Stores {
    const life: Life = { over: false, stores };
    this.#life = life;
    const guarded = Object.entries(stores).map(([name, store]) => [name, this.#guard(life, name, store as object)]);
    return Object.fromEntries(guarded) as Stores;
  }

  guardFiles(files: Files): Files {
    return this.#guard(this.#current(), 'files', files);
  }

  guardChat<C extends Chat>(chat: C): C {
    const reallySend = chat.send.bind(chat);
    const send: Chat['send'] = async (...args) => this.#fates.shift() ?? reallySend(...args);
    const guarded = this.#guard(this.#current(), 'chat', { send, knows: chat.knows.bind(chat) });
    return Object.assign(chat, guarded);
  }

  /** What reaches a dead bot is lost. */
  guardInbound(hear: (message: Inbound) => Promise<void>): (message: Inbound) => Promise<void> {
    const life = this.#current();
    return async (message) => {
      if (!life.over) await hear({ ...message, content: this.#guardContent(life, message.content) });
    };
  }

  #guardContent(life: Life, content: InboundContent): InboundContent {
    if (!('load' in content)) return content;
    return Object.assign(content, this.#guard(life, 'content', { load: content.load }));
  }

  #current(): Life {
    if (this.#life === undefined) throw new Error('the stores come first');
    return this.#life;
  }

  #guard<T extends object>(life: Life, name: string, port: T): T {
    const guarded: Record<string, unknown> = {};
    for (const [method, run] of Object.entries(port)) {
      const place = `${name}.${method}`;
      const really = (...args: unknown[]): unknown => Reflect.apply(run as () => unknown, port, args);
      if (typeof run !== 'function' || place === 'household.close') guarded[method] = run;
      else if (this.#methods.get(place) === 'Promise')
        guarded[method] = (...args: unknown[]) => this.#call(life, place, this.#sites.of(place), args, really);
      else if (this.#methods.get(place) === 'AsyncIterable')
        guarded[method] = (...args: unknown[]) =>
          this.#read(life, place, this.#sites.of(place), () => really(...args) as AsyncIterable<unknown>);
      else guarded[method] = really;
    }
    return guarded as T;
  }

  async #call(
    life: Life,
    place: string,
    site: string | undefined,
    args: readonly unknown[],
    run: (...args: unknown[]) => unknown,
  ): Promise<unknown> {
    this.#begin(life, place, site);
    if (this.#broken.delete(place)) throw new TemporaryError('store-away', 'the store does not answer');
    const result = await run(...args);
    await this.#another(place, life);
    this.#watch(place, site, args, result);
    this.#mustLive(life, place);
    this.#mayDie(life, site, 'after');
    return result;
  }

  async *#read(life: Life, place: string, site: string | undefined, run: () => AsyncIterable<unknown>): AsyncIterable<unknown> {
    this.#begin(life, place, site);
    for await (const item of run()) {
      this.#mustLive(life, place);
      yield item;
    }
  }

  async #another(place: string, { stores }: Life): Promise<void> {
    const run = this.#meanwhile.get(place);
    this.#meanwhile.delete(place);
    await run?.(stores);
  }

  #begin(life: Life, place: string, site: string | undefined): void {
    this.#mustLive(life, place);
    this.#mayDie(life, site, 'before');
  }

  #mustLive({ over }: Life, place: string): void {
    if (over) throw new Death(`dead before ${place}`);
  }

  #mayDie(life: Life, site: string | undefined, when: When): void {
    const coming = site === undefined ? undefined : this.#coming.get(site);
    if (!this.#armed || site === undefined || coming?.[0] !== when || (this.#spared && everyAnswer.test(site))) return;
    coming.shift();
    life.over = true;
    this.diedAt = `${site}, ${when}`;
    this.#died.add(this.diedAt);
    this.#onDeath();
    throw new Death(this.diedAt);
  }

  #watch(place: string, site: string | undefined, args: readonly unknown[], result: unknown): void {
    if (place === 'outbox.claim') this.#claimed = (result as { id: string }[]).map(({ id }) => id);
    if (place !== 'chat.send' || (result as SendOutcome).kind !== 'accepted') return;
    const isReply = site?.startsWith('send-reply.ts') === true;
    const hasReceipt = isReply ? site.includes('sendReceipt') : this.#claimed.some((id) => id.startsWith('receipt/'));
    if (hasReceipt) this.receipts.add(String(args[1]));
    if (isReply) this.replies += 1;
    else for (const id of this.#claimed) this.delivered.add(id);
  }
}

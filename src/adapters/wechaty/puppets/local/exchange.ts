/** The wire between the local world and the one puppet that is connected to it. */
import { randomUUID } from 'node:crypto';
import type { Instant } from '../../../../domain/time.js';
import { statusCode } from '../../status-code.js';
import { BoundedMap } from './bounded-map.js';
import type { Faults } from './faults.js';
import { HubError, notFound } from './hub-error.js';
import type { HubLine, HubMessage, Sent, SentContent } from './hub-types.js';
import type { World } from './world.js';

/** How many of the last messages are remembered, and how many wait for the bot to come back. More at one stroke are lost. */
const capacity = 20_000;

export interface ExchangeOptions {
  world: World;
  faults: Faults;
  now: () => Instant;
  /** Shown to a puppet while the account is logged out. */
  qr: string | undefined;
}

/** Passes messages on in both directions. What arrives while the bot is away waits for it, as on a chat's server. */
export class Exchange {
  readonly #options: ExchangeOptions;
  readonly #messages = new BoundedMap<string, HubMessage>(capacity);
  readonly #listeners = new Set<(sent: Sent) => void>();
  readonly #prefix = randomUUID().slice(0, 8);
  #count = 0;
  #waiting: string[] = [];
  #line: HubLine | undefined;
  #frozen: HubLine | undefined;
  #loggedIn: boolean;

  constructor(options: ExchangeOptions) {
    this.#options = options;
    this.#loggedIn = options.qr === undefined;
  }

  /** An id nothing else bears, also not in another run of the program. */
  nextId(): string {
    this.#count += 1;
    return `${this.#prefix}-${this.#count}`;
  }

  /** Somebody wrote something. */
  put(message: HubMessage): void {
    this.#messages.set(message.id, message);
    this.deliver(message.id);
  }

  deliver(messageId: string): void {
    if (this.#line !== undefined && this.#loggedIn && this.#frozen !== this.#line) this.#line.deliver(messageId);
    else if (this.#waiting.push(messageId) > capacity) this.#waiting.shift();
  }

  message(id: string): HubMessage {
    const message = this.#messages.get(id);
    if (message === undefined) throw notFound('message');
    return message;
  }

  onSent(listener: (sent: Sent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  logIn(): void {
    this.#loggedIn = true;
    if (this.#line !== undefined) this.#welcome(this.#line);
  }

  async logOut(words: string): Promise<void> {
    this.#loggedIn = false;
    await this.#line?.logOut(words);
    if (this.#options.qr !== undefined) this.#line?.showQr(this.#options.qr);
  }

  disconnect(): void {
    const line = this.#line;
    this.#line = undefined;
    line?.fail(new HubError(statusCode.unavailable, 'connection lost'));
  }

  freeze(): void {
    this.#frozen = this.#line;
  }

  isFrozen(line: HubLine): boolean {
    return this.#frozen === line;
  }

  /** A puppet is connected. Whoever was connected before is not any more. */
  attach(line: HubLine): void {
    this.#line = line;
    if (this.#frozen === line) this.#frozen = undefined;
    if (this.#loggedIn) this.#welcome(line);
    else if (this.#options.qr !== undefined) line.showQr(this.#options.qr);
  }

  detach(line: HubLine): void {
    if (this.#line === line) this.#line = undefined;
  }

  /** The bot sends a text or a photo. Resolves with the message's id; rejects or never settles as the faults will have it. */
  async accept(line: HubLine, to: string, content: SentContent): Promise<string> {
    if (this.#line !== line) throw new HubError(statusCode.unavailable, 'not connected');
    if (this.isFrozen(line)) return new Promise(() => undefined);
    if (!this.#options.world.isRoom(to)) this.#options.world.contact(to);
    const fate = this.#options.faults.fateOf(to);
    switch (fate.kind) {
      case 'deliver':
        return this.#send(to, content);
      case 'reject':
        throw fate.error;
      case 'hang':
        await fate.released;
        return this.#send(to, content);
      case 'lose-reply':
        this.#send(to, content);
        throw fate.error;
      default:
        return fate satisfies never;
    }
  }

  #send(to: string, content: SentContent): string {
    const { world, now } = this.#options;
    const address = { kind: world.isRoom(to) ? 'room' : 'account', id: to } as const;
    const message: HubMessage = { id: this.nextId(), from: world.bot.id, to: address, at: now(), content };
    this.#messages.set(message.id, message);
    for (const listener of this.#listeners) listener({ id: message.id, to: address, at: message.at, ...shownAs(content) });
    return message.id;
  }

  #welcome(line: HubLine): void {
    line.logIn(this.#options.world.bot.id);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const id of waiting) line.deliver(id);
  }
}

function shownAs(content: SentContent): Pick<Sent, 'text' | 'photo'> {
  return content.kind === 'text' ? { text: content.text } : { text: content.fileName, photo: content.bytes };
}

/** A chat world inside this process: people, rooms and the bot's account. It outlives the puppets that connect to it. */
import { Exchange } from './exchange.js';
import { Faults } from './faults.js';
import type { ForwardedKind, HubContent, HubOptions, SayOptions, Sent } from './hub-types.js';
import { World } from './world.js';

const quoteLine = '- - - - - - - - - - - - - - -';

/**
 * The embedded chat: what people say reaches the bot as soon as it is logged in, and what the bot sends is told to the listeners. Used by
 * the demonstration and by tests, which can also make it fail. Memory stays flat: only the last messages are remembered.
 * Every method by which somebody says something returns the message's id.
 */
export class LocalHub {
  readonly world: World;
  readonly faults = new Faults();
  readonly exchange: Exchange;
  readonly #options: HubOptions;

  constructor(options: HubOptions) {
    this.#options = options;
    this.world = new World(options);
    this.exchange = new Exchange({ world: this.world, faults: this.faults, now: () => this.#now(), qr: options.qr });
  }

  /** The bot's own account. */
  get bot(): { readonly id: string; readonly name: string } {
    return this.world.bot;
  }

  /** Somebody writes. With `mentionBot` the text is preceded by a mention of the bot as WeChat writes it. */
  say(said: SayOptions & { text: string; mentionBot?: boolean }): string {
    if (said.mentionBot !== true) return this.#put(said, { kind: 'text', text: said.text });
    const name = said.room === undefined ? this.bot.name : this.world.botNameIn(said.room);
    const listed = this.#options.mentionLists === false ? {} : { mentions: [this.bot.id] };
    return this.#put(said, { kind: 'text', text: `@${name}\u2005${said.text}`, ...listed });
  }

  /** Somebody answers to an earlier text, which the platform puts in front of theirs. */
  quote(said: SayOptions & { quoted: { name: string; text: string }; text: string }): string {
    const { name, text } = said.quoted;
    return this.#put(said, { kind: 'text', text: `「${name}：${text}」\n${quoteLine}\n${said.text}` });
  }

  photo(said: SayOptions & { bytes: Uint8Array; fileName?: string }): string {
    return this.#put(said, { kind: 'photo', bytes: said.bytes, fileName: said.fileName ?? 'photo.jpg' });
  }

  file(said: SayOptions & { bytes: Uint8Array; fileName: string }): string {
    return this.#put(said, { kind: 'file', bytes: said.bytes, fileName: said.fileName });
  }

  voice(said: SayOptions): string {
    return this.#put(said, { kind: 'voice' });
  }

  sticker(said: SayOptions): string {
    return this.#put(said, { kind: 'sticker' });
  }

  location(said: SayOptions): string {
    return this.#put(said, { kind: 'location' });
  }

  forwarded(said: SayOptions & { as?: ForwardedKind }): string {
    return this.#put(said, { kind: 'forwarded', as: said.as ?? 'chat-history' });
  }

  /** The writer of a message takes it back. */
  recall(messageId: string): string {
    const { from, to } = this.exchange.message(messageId);
    return this.#put({ from, ...(to.kind === 'room' && { room: to.id }) }, { kind: 'recall', recalledId: messageId });
  }

  /** The same message arrives once more. */
  deliverAgain(messageId: string): string {
    this.exchange.deliver(this.exchange.message(messageId).id);
    return messageId;
  }

  /** Tells of each message the bot sent; returns how to stop it. */
  onSent(listener: (sent: Sent) => void): () => void {
    return this.exchange.onSent(listener);
  }

  /** The QR code is scanned, or the account logs in again. */
  logIn(): void {
    this.exchange.logIn();
  }

  /** The phone, or the platform in its words, logs the bot out. Resolves when the puppet has done so. */
  async logOut(words = 'logged out by the phone'): Promise<void> {
    await this.exchange.logOut(words);
  }

  /** The puppet loses its connection and says so. The next one to start is connected again. */
  disconnect(): void {
    this.exchange.disconnect();
  }

  /** The puppet that is connected now falls silent: nothing arrives, nothing is answered, nothing fails. Its next start mends it. */
  freeze(): void {
    this.exchange.freeze();
  }

  #put(said: SayOptions, content: HubContent): string {
    const id = said.id ?? this.exchange.nextId();
    const to = said.room === undefined ? ({ kind: 'account', id: this.bot.id } as const) : ({ kind: 'room', id: said.room } as const);
    this.exchange.put({ id, from: said.from, to, at: said.at ?? this.#now(), content });
    return id;
  }

  #now(): number {
    return this.#options.now?.() ?? Date.now();
  }
}

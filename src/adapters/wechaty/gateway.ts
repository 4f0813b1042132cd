/** Hands what arrives to the application, one after the other and whatever becomes of it. */
import type { Message, Wechaty } from 'wechaty';
import { types } from 'wechaty';
import type { InboundHandler } from '../../application/chat-port.js';
import type { Instant } from '../../domain/time.js';
import { maxTextLength } from './content.js';
import type { ChatLog } from './log.js';
import { errorWord } from './status-code.js';
import { translate } from './translate.js';

export interface GatewayOptions {
  wechaty: Wechaty;
  onInbound: InboundHandler;
  log: ChatLog;
  now: () => Instant;
  photoMs: number;
}

/** What arrives before the login is known waits for it, so many messages at most. */
const maxEarly = 1_000;

/**
 * The door for messages of one connection. Translates them in the order in which they are given and calls the handler for each without
 * waiting for it. Nothing thrown on the way escapes; the log gets the message's id and a code, never its text.
 */
export class Gateway {
  readonly #options: GatewayOptions;
  #last: Promise<void> = Promise.resolve();
  #self: string | undefined;
  #early: Message[] = [];
  #closed = false;

  constructor(options: GatewayOptions) {
    this.#options = options;
  }

  /** The account that is logged in, without which the bot's own messages cannot be told from others. What came before it follows now. */
  admit(self: string): void {
    this.#self = self;
    const early = this.#early;
    this.#early = [];
    for (const message of early) this.receive(message);
  }

  receive(message: Message): void {
    const self = this.#self;
    if (self !== undefined) this.#last = this.#last.then(() => this.#receive(message, self));
    else if (this.#early.length < maxEarly) this.#early.push(message);
    else this.#options.log.warn({ message: message.id }, 'too many messages before the login, one is dropped');
  }

  /** From now on nothing is handed over any more. */
  close(): void {
    this.#closed = true;
  }

  async #receive(message: Message, self: string): Promise<void> {
    const { wechaty, now, photoMs, onInbound, log } = this.#options;
    try {
      const inbound = await translate(message, { wechaty, self, now, photoMs });
      this.#forgetLongText(message);
      if (inbound === undefined || this.#closed) return;
      onInbound(inbound).catch((error: unknown) => log.error({ message: message.id, code: errorWord(error) }, 'an inbound message failed'));
    } catch (error) {
      log.error({ message: message.id, code: errorWord(error) }, 'an inbound message could not be read');
    }
  }

  /** The puppet keeps its last messages; a handful of huge ones would fill the memory. */
  #forgetLongText(message: Message): void {
    if (message.type() !== types.Message.Text || message.text().length <= maxTextLength) return;
    // The event alone drops the payload; messagePayloadDirty() would also make a trip whose failure nobody catches.
    this.#options.wechaty.puppet.emit('dirty', { payloadType: types.Payload.Message, payloadId: message.id });
  }
}

/** Keeps the chat connected: builds a new Wechaty and puppet after every loss, for as long as it is wanted. */
import type { Puppet } from 'wechaty-puppet';
import type { Address, Outgoing, SendOutcome } from '../../application/chat-port.js';
import { PermanentError, TemporaryError } from '../../domain/errors.js';
import { backoffMs } from './backoff.js';
import { within } from './bounded.js';
import type { ChatConnection, ChatOptions, ChatState } from './chat-options.js';
import type { Connection, ConnectionListener } from './connection.js';
import type { WechatyParts } from './load-wechaty.js';
import { errorWord } from './status-code.js';
import type { ChatTimes } from './times.js';

export interface SupervisorOptions extends Omit<ChatOptions, 'puppet' | 'times'> {
  puppet: () => Puppet;
  times: ChatTimes;
}

/** One at a time: a connection is retired before its successor is built, since both would use the same session and the same files. */
export class Supervisor implements ChatConnection {
  readonly #options: SupervisorOptions;
  readonly #wechaty: WechatyParts;
  #current: Connection | undefined;
  #state: ChatState = 'offline';
  #restricted = false;
  #stopping = false;
  #running: Promise<void> = Promise.resolve();
  /** Ends the present wait, be it for the loss of a connection or for the next attempt. */
  #wake: () => void = () => undefined;
  #settleStart: () => void = () => undefined;

  constructor(options: SupervisorOptions, wechaty: WechatyParts) {
    this.#options = options;
    this.#wechaty = wechaty;
  }

  /** Begins the first attempt. Rejects with a PermanentError `puppet-unusable` when no puppet can be built. */
  async start(): Promise<void> {
    const first = this.#buildPuppet();
    const cameToSomething = new Promise<void>((resolve) => {
      this.#settleStart = resolve;
    });
    this.#running = this.#run(first);
    await within(cameToSomething, this.#options.times.startMs, () => undefined);
  }

  online(): string | undefined {
    return this.#current?.account;
  }

  async send(to: Address, content: Outgoing, mayGo?: () => boolean): Promise<SendOutcome> {
    const connection = this.#current;
    if (connection?.account === undefined) return { kind: 'offline' };
    return this.#wechaty.sendOutgoing(connection, to, content, this.#options.times.sendMs, mayGo);
  }

  restricted(): boolean {
    return this.#restricted;
  }

  async knows(account: string): Promise<boolean> {
    const connection = this.#current;
    if (connection?.account === undefined) throw new TemporaryError('chat-offline', 'not logged in');
    return this.#wechaty.knowsAccount(connection, account, this.#options.times.sendMs);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake();
    await within(this.#running, this.#options.times.stopMs, () => undefined);
  }

  async #run(first: Puppet): Promise<void> {
    const { times, log } = this.#options;
    let puppet: Puppet | undefined = first;
    let failures = 0;
    while (!this.#stopping) {
      const startedAt = performance.now();
      try {
        await this.#attempt(puppet ?? this.#buildPuppet());
      } catch (error) {
        log.error({ code: errorWord(error) }, 'the chat could not be started');
      }
      puppet = undefined;
      this.#enter('offline');
      this.#settleStart();
      failures = performance.now() - startedAt > times.backoffMs[1] ? 1 : failures + 1;
      if (!this.#stopping) await this.#pause(backoffMs(failures, times.backoffMs, Math.random()));
    }
  }

  #buildPuppet(): Puppet {
    try {
      return this.#options.puppet();
    } catch (error) {
      throw new PermanentError('puppet-unusable', 'The puppet cannot be built; its settings are incomplete or wrong.', error);
    }
  }

  /** Lives through one connection, from its start until it is lost and retired. */
  async #attempt(puppet: Puppet): Promise<void> {
    const { memory, log, times, now, onInbound } = this.#options;
    const ended = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    const listener: ConnectionListener = {
      online: (account) => {
        this.#restricted = false;
        this.#enter('online', account);
        gateway.admit(account);
      },
      loggedOut: (account) => this.#enter('logged-out', account),
      restricted: () => {
        this.#restricted = true;
      },
      scan: (qr, state) => {
        this.#settleStart();
        this.#tell(() => this.#options.onScan?.(qr, state));
      },
      message: (message) => gateway.receive(message),
      ended: (reason) => {
        log.warn({ reason }, 'the chat connection ended');
        this.#enter('offline');
        this.#wake();
      },
    };
    const connection = new this.#wechaty.Connection({ puppet, listener, log, times, ...(memory !== undefined && { memory }) });
    const gateway = new this.#wechaty.Gateway({ wechaty: connection.wechaty, onInbound, log, now, photoMs: times.photoMs });
    this.#current = connection;
    connection.start();
    await ended;
    gateway.close();
    this.#current = undefined;
    await connection.retire();
  }

  #enter(state: ChatState, account?: string): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#options.log.info({ state }, 'the chat changed its state');
    if (state !== 'offline') this.#settleStart();
    this.#tell(() => this.#options.onState?.(state, account));
  }

  /** A listener that throws must not take the connection with it. */
  #tell(callback: () => void): void {
    try {
      callback();
    } catch (error) {
      this.#options.log.error({ code: errorWord(error) }, 'a listener of the chat failed');
    }
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** One attempt at a connection: a Wechaty and its puppet, from their start to their loss. Never started twice. */
import type { Message, types, Wechaty } from 'wechaty';
import { WechatyBuilder } from 'wechaty';
import type { Puppet } from 'wechaty-puppet';
import { ArrivalOrder } from './arrival-order.js';
import { Ending, within } from './bounded.js';
import { payloadStoresAtRest } from './guard-payload-store.js';
import { guardPuppet } from './guard-puppet.js';
import { Liveness } from './liveness.js';
import type { ChatLog } from './log.js';
import { type ScanState, scanState } from './scan-state.js';
import { saysRestricted } from './restriction.js';
import { errorWord, statusCode, statusOf } from './status-code.js';
import type { ChatTimes } from './times.js';

export interface ConnectionListener {
  online(account: string): void;
  loggedOut(account: string): void;
  /** The platform said in its words that the account is closed or restricted. */
  restricted(): void;
  scan(qr: string, state: ScanState): void;
  message(message: Message): void;
  /** Called once: the connection is lost, or never came about. `retire()` is owed. */
  ended(reason: string): void;
}

export interface ConnectionOptions {
  puppet: Puppet;
  /** Where the puppet remembers its session: a path without the ending `.memory-card.json`. Absent: in this process only. */
  memory?: string;
  listener: ConnectionListener;
  log: ChatLog;
  times: ChatTimes;
}

const lossCodes: ReadonlySet<number> = new Set([statusCode.unavailable, statusCode.cancelled, statusCode.unauthenticated]);

export class Connection {
  readonly wechaty: Wechaty;
  readonly #options: ConnectionOptions;
  readonly #liveness: Liveness;
  readonly #order: ArrivalOrder<Message>;
  readonly #gone = new Ending();
  #loginTimer: NodeJS.Timeout | undefined;
  #account: string | undefined;
  #over = false;

  constructor(options: ConnectionOptions) {
    const { puppet, memory, times } = options;
    this.#options = options;
    guardPuppet(puppet);
    this.wechaty = WechatyBuilder.build(memory === undefined ? { puppet } : { puppet, name: memory });
    this.#liveness = new Liveness({
      probe: () => this.wechaty.ding('alive?'),
      onSilent: () => this.#end('silent'),
      probeMs: times.probeMs,
      silenceMs: times.silenceMs,
    });
    this.#order = new ArrivalOrder((message) => options.listener.message(message), times.orderMs);
    this.#listen();
  }

  /** The account that is logged in through this connection; undefined before, after and in between. */
  get account(): string | undefined {
    return this.#account;
  }

  /** Has come once it is retired. */
  get gone(): Ending {
    return this.#gone;
  }

  /** Starts it. What comes of it is told to the listener: that start() returned proves nothing. */
  start(): void {
    this.#awaitLogin();
    this.wechaty
      .start()
      .then(() => this.#started())
      .catch((error: unknown) => this.#end(`start failed: ${errorWord(error)}`));
  }

  /**
   * Gives it up within the bound: nothing is told any more, and the puppet is stopped. When the puppet does not stop in time, the files it
   * holds open are let go of, so that its successor finds them free; it goes on stopping by itself.
   */
  async retire(): Promise<void> {
    this.#close();
    const puppet = this.#options.puppet;
    const stopped = this.wechaty
      .stop()
      .catch((error: unknown) => this.#options.log.warn({ code: errorWord(error) }, 'a chat given up did not stop'))
      .then(payloadStoresAtRest)
      .then(() => true);
    const inTime = await within(stopped, this.#options.times.stopMs, () => false);
    this.#gone.come();
    if (!inTime && puppet.isLoggedIn) puppet.emit('logout', { contactId: puppet.currentUserId, data: 'given up' });
  }

  #started(): void {
    // It was given up meanwhile and would live on beside its successor.
    if (this.#over) return this.#stopLate(this.wechaty);
    // The type of `state` comes from a package that is not ours to import.
    const { state } = this.#options.puppet as { state: { inactive(): boolean | 'pending' } };
    if (state.inactive() !== false) return this.#end('start failed');
    this.#liveness.start();
  }

  #stopLate(started: { stop(): Promise<void> }): void {
    started.stop().catch((error: unknown) => this.#options.log.warn({ code: errorWord(error) }, 'a chat given up did not stop'));
  }

  #listen(): void {
    const { wechaty } = this;
    const { puppet } = this.#options;
    puppet.on('message', ({ messageId }) => {
      if (!this.#over) this.#order.announced(messageId);
    });
    puppet.on('start', () => {
      if (this.#over) this.#stopLate(puppet);
    });
    // Not Wechaty's own event, which is not given when the contact cannot be loaded any more.
    puppet.on('logout', ({ contactId, data }) => {
      this.#read(data);
      this.#loggedOut(contactId);
    });
    // The listener for errors stays for ever: without one, an error of a puppet that is still stopping would end the process.
    wechaty.on('error', (error) => this.#failed(error));
    wechaty.on('login', (user) => this.#loggedIn(user.id));
    wechaty.on('scan', (qr, status) => this.#scanned(qr, status));
    wechaty.on('message', (message) => this.#arrived(message));
    wechaty.on('dong', () => this.#liveness.beat());
    wechaty.on('heartbeat', () => this.#liveness.beat());
  }

  #loggedIn(account: string): void {
    if (this.#over) return;
    clearTimeout(this.#loginTimer);
    this.#account = account;
    this.#options.listener.online(account);
  }

  #loggedOut(account: string): void {
    if (this.#over) return;
    this.#account = undefined;
    this.#options.listener.loggedOut(account);
  }

  #scanned(qr: string, status: types.ScanStatus): void {
    if (this.#over) return;
    const state = scanState(status);
    // People may take their time to scan; what follows a confirmation is the machine's part again.
    if (state === 'confirmed') this.#awaitLogin();
    else clearTimeout(this.#loginTimer);
    this.#options.listener.scan(qr, state);
  }

  #arrived(message: Message): void {
    if (this.#over) return;
    this.#liveness.heard();
    this.#order.arrived(message);
  }

  #failed(error: Error): void {
    if (this.#over) return;
    const code = statusOf(error);
    this.#options.log.warn({ code: errorWord(error) }, 'the chat reported an error');
    this.#read(error.message);
    if (code !== undefined && lossCodes.has(code)) this.#end(`status ${code}`);
  }

  #read(words: unknown): void {
    if (!this.#over && saysRestricted(words)) this.#options.listener.restricted();
  }

  #awaitLogin(): void {
    clearTimeout(this.#loginTimer);
    this.#loginTimer = setTimeout(() => this.#end('no login'), this.#options.times.loginMs);
  }

  #end(reason: string): void {
    if (this.#over) return;
    this.#close();
    this.#options.listener.ended(reason);
  }

  #close(): void {
    this.#over = true;
    this.#account = undefined;
    this.#liveness.stop();
    this.#order.close();
    clearTimeout(this.#loginTimer);
  }
}

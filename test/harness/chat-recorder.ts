/** What a chat under test received, sent and went through, to be awaited instead of slept for. */
import { type ChatConnection, type ChatOptions, type ChatState } from '../../src/adapters/wechaty/chat-options.js';
import type { Sent } from '../../src/adapters/wechaty/puppets/local/hub-types.js';
import { startChat } from '../../src/adapters/wechaty/start-chat.js';
import type { Inbound } from '../../src/application/chat-port.js';
import type { ChatWorld } from './grpc-puppet.js';

const patienceMs = 20_000;

/** A list one can wait on: `next` takes the first item that fits, now or later, and tells what came instead when none did. */
export class Recorder<T> {
  readonly all: T[] = [];
  readonly #untaken: T[] = [];
  readonly #waiting = new Set<() => void>();

  readonly push = (item: T): void => {
    this.all.push(item);
    this.#untaken.push(item);
    for (const look of this.#waiting) look();
  };

  /** Drops all that came so far. */
  forget(): void {
    this.all.length = 0;
    this.#untaken.length = 0;
  }

  next(fits: (item: T) => boolean = () => true): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(look);
        reject(new Error(`nothing fitting came, but: ${JSON.stringify(this.#untaken).slice(0, 1_000)}`));
      }, patienceMs);
      const look = (): void => {
        const index = this.#untaken.findIndex(fits);
        if (index < 0) return;
        clearTimeout(timer);
        this.#waiting.delete(look);
        const [item] = this.#untaken.splice(index, 1);
        if (item !== undefined) resolve(item);
      };
      this.#waiting.add(look);
      look();
    });
  }
}

export interface RecordedChat {
  chat: ChatConnection;
  inbound: Recorder<Inbound>;
  sent: Recorder<Sent>;
  states: Recorder<ChatState>;
  scans: Recorder<string>;
  /** One line for each entry of the log, facts included. */
  log: Recorder<string>;
}

/** Starts a chat in a world and records it; short pauses between attempts unless the options say otherwise. */
export async function startRecorded(world: ChatWorld, options: Partial<ChatOptions> = {}): Promise<RecordedChat> {
  const inbound = new Recorder<Inbound>();
  const sent = new Recorder<Sent>();
  const states = new Recorder<ChatState>();
  const scans = new Recorder<string>();
  const log = new Recorder<string>();
  const write = (facts: object, message: string): void => log.push(`${message} ${JSON.stringify(facts)}`);
  world.hub.onSent(sent.push);
  const chat = await startChat({
    puppet: world.puppet,
    now: Date.now,
    log: { info: write, warn: write, error: write },
    onInbound: async (message) => inbound.push(message),
    onState: states.push,
    onScan: scans.push,
    ...options,
    times: { backoffMs: [20, 200], ...options.times },
  });
  return { chat, inbound, sent, states, scans, log };
}

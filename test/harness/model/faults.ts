/** Lets a call of a store or the chat fail, lose its answer, or be the last that a process makes. */
import type { Chat } from '../../../src/application/chat-port.js';
import type { Stores } from '../../../src/application/ports.js';
import { TemporaryError } from '../../../src/domain/errors.js';

/** `fails`: it is not carried out. `unanswered`: it is, and nobody learns of it. `dies`: the process ends before it; `dies-after`: with it. */
export type FaultKind = 'fails' | 'unanswered' | 'dies' | 'dies-after';

export interface Fault {
  kind: FaultKind;
  /** Only these calls count, as `outbox.settle`; absent: all. */
  of?: string;
  /** So many of them go well before it. */
  after: number;
}

export class Death extends Error {}

/** One process, from its start to its end. */
export class Life {
  isOver = false;
  /** How many calls it has made in all. */
  calls = 0;
  #fault: Fault | undefined;
  #left = 0;

  /** Comes with one of the next calls, once. */
  expect(fault: Fault | undefined): void {
    this.#fault = fault;
    this.#left = fault?.after ?? 0;
  }

  /** The process is gone: whatever it still tries does not happen. */
  end(): void {
    this.isOver = true;
  }

  /** `mayFail`: false where what fails is an outcome, never an error. */
  async call<T>(name: string, run: () => Promise<T>, mayFail = true): Promise<T> {
    if (this.isOver) throw new Death(`dead before ${name}`);
    this.calls += 1;
    const fault = this.#due(name, mayFail);
    if (fault === 'dies') this.#die(name);
    if (fault === 'fails') throw new TemporaryError('redis-away', `${name} fails`);
    const result = await run();
    if (fault === 'dies-after') this.#die(name);
    if (fault === 'unanswered') throw new TemporaryError('redis-no-reply', `${name} has no answer`);
    // It may have died of another call meanwhile.
    if (this.isOver) throw new Death(`dead after ${name}`);
    return result;
  }

  #due(name: string, mayFail: boolean): FaultKind | undefined {
    const fault = this.#fault;
    if (fault === undefined || (fault.of ?? name) !== name || this.#left-- > 0) return undefined;
    if (!mayFail && (fault.kind === 'fails' || fault.kind === 'unanswered')) return undefined;
    this.#fault = undefined;
    return fault.kind;
  }

  #die(name: string): never {
    this.end();
    throw new Death(`died of ${name}`);
  }
}

/** The stores as a process of this life has them. `seen` is told of each call that is made. */
export function mortalStores(life: Life, stores: Stores, seen: (name: string, args: readonly unknown[]) => void): Stores {
  const guarded = Object.entries(stores).map(([store, methods]) => [store, mortal(life, store, methods as object, seen)]);
  return Object.fromEntries(guarded) as Stores;
}

export function mortalChat(life: Life, chat: Chat): Chat {
  return { ...chat, send: (to, content, mayGo) => life.call('chat.send', () => chat.send(to, content, mayGo), false) };
}

const atOnce: ReadonlySet<string> = new Set(['audit.isGenuine', 'audit.hash', 'retention.attachments']);

function mortal(life: Life, store: string, methods: object, seen: (name: string, args: readonly unknown[]) => void): object {
  const guarded: Record<string, unknown> = {};
  for (const [method, run] of Object.entries(methods) as [string, unknown][]) {
    const name = `${store}.${method}`;
    if (typeof run !== 'function' || atOnce.has(name)) guarded[method] = run;
    else {
      guarded[method] = (...args: unknown[]): unknown =>
        life.call(name, () => {
          seen(name, args);
          return Reflect.apply(run, methods, args) as Promise<unknown>;
        });
    }
  }
  return guarded;
}

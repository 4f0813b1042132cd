/** Lets a bot die at its n-th write: the write is done, nobody learns that it was, and nothing of the bot happens any more. */
import type { World } from '../../src/application/world.js';

class Death extends Error {}

export class Mortal {
  /** Which write was the last; undefined: it lives. */
  diedAt: string | undefined;
  /** Writes so far, for whoever lives on. */
  writes = 0;
  #deadly = Number.POSITIVE_INFINITY;

  /** Watches the writes named `store.method` of a world that has just started. */
  watch(world: World, writes: ReadonlySet<string>): void {
    for (const [name, store] of Object.entries(world.stores)) {
      for (const [method, run] of Object.entries(store as Record<string, unknown>)) {
        if (typeof run !== 'function') continue;
        const place = `${name}.${method}`;
        const watched = async (...args: unknown[]): Promise<unknown> => {
          this.#mustLive(place);
          const result: unknown = await Reflect.apply(run, store, args);
          if (writes.has(place)) this.#count(place);
          return result;
        };
        Reflect.set(store, method, watched);
      }
    }
    const send = world.chat.send.bind(world.chat);
    Reflect.set(world.chat, 'send', async (...args: Parameters<typeof send>) => {
      this.#mustLive('chat.send');
      return send(...args);
    });
  }

  diesAt(n: number): void {
    this.#deadly = n;
  }

  /** So that what is left of it can be stopped in order. */
  revive(): void {
    this.diedAt = undefined;
    this.#deadly = Number.POSITIVE_INFINITY;
  }

  #mustLive(place: string): void {
    if (this.diedAt !== undefined) throw new Death(place);
  }

  #count(place: string): void {
    this.writes += 1;
    if (this.writes !== this.#deadly) return;
    this.diedAt = place;
    throw new Death(place);
  }
}

/** Takes up changed files while the bot runs: once they stand still, and only when all of them are right. */
import { homePrint } from '../adapters/files/home-print.js';
import { formatFault } from '../adapters/yaml/fault.js';
import type { Refreshed } from '../application/world.js';
import { secondMs, type Instant } from '../domain/time.js';
import { readHome, type Home } from './open-home.js';

/** An editor may be in the middle of writing: a state is taken when it is the same at two looks this far apart. */
const steadyMs = secondMs;

export class LiveFiles {
  #home: Home;
  /** A state that is not in force, and since when it is seen. */
  #changing: { print: string; since: Instant } | undefined;
  #refused: (Extract<Refreshed, { kind: 'refused' }> & { print: string }) | undefined;

  constructor(home: Home) {
    this.#home = home;
  }

  /** The files in force. */
  get home(): Home {
    return this.#home;
  }

  /** Looks whether the files have changed, and puts them in force when they can be. What is refused once is not read again until it changes. */
  async look(now: Instant): Promise<Refreshed> {
    const print = await homePrint(this.#home.folder);
    if (print === this.#home.print) return this.#asBefore();
    if (this.#refused?.print === print) return this.#refused;
    const since = this.#seenSince(print, now);
    const until = since + steadyMs;
    return now < until ? { kind: 'waiting', until } : this.#take(print, since, now);
  }

  /** The very files that are in force have come back. */
  #asBefore(): Refreshed {
    const wasRefused = this.#refused !== undefined;
    this.#changing = undefined;
    this.#refused = undefined;
    return wasRefused ? this.#inForce() : { kind: 'same' };
  }

  #seenSince(print: string, now: Instant): Instant {
    const known = this.#changing;
    if (known?.print === print && known.since <= now) return known.since;
    this.#changing = { print, since: now };
    return now;
  }

  async #take(print: string, since: Instant, now: Instant): Promise<Refreshed> {
    const { folder, config } = this.#home;
    const read = await readHome(folder, now, { committee: config.roster.committee });
    const after = await homePrint(folder);
    if (after !== print) {
      this.#changing = { print: after, since: now };
      return { kind: 'waiting', until: now + steadyMs };
    }
    this.#changing = undefined;
    if (!read.ok) {
      this.#refused = { kind: 'refused', faults: read.faults.map(formatFault), print, since };
      return this.#refused;
    }
    this.#home = read.home;
    this.#refused = undefined;
    return this.#inForce();
  }

  #inForce(): Refreshed {
    const { warnings, digest } = this.#home;
    return { kind: 'changed', warnings, digest };
  }
}

import { median } from './rounds.js';

/** Notes what processor time of this process each message of a round takes, garbage collection and compilation included. */
export class Used {
  readonly #us: number[] = [];

  /** A round of so many messages. */
  async during<T>(messages: number, round: () => Promise<T>): Promise<T> {
    const before = process.cpuUsage();
    const result = await round();
    const { user, system } = process.cpuUsage(before);
    this.#us.push((user + system) / messages);
    return result;
  }

  /** Median µs a message; the first round, which warms up, does not count. */
  get us(): number {
    return median(this.#us.slice(1));
  }
}

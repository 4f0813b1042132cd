/** The processes of one committee: one has the chat account, another may tick beside it. They stop, crash and take over. */
import { secondMs } from '../../../src/domain/time.js';
import { startProcess, type Process, type Surroundings } from './process.js';

/** A process that is gone holds the account for so long. */
const leaseMs = 31 * secondMs;

export class Processes {
  readonly #surroundings: Surroundings;
  readonly #onEnd: (process: Process) => void;
  #main: Process;
  #other: Process | undefined;

  private constructor(surroundings: Surroundings, main: Process, onEnd: (process: Process) => void) {
    this.#surroundings = surroundings;
    this.#main = main;
    this.#onEnd = onEnd;
  }

  /** `onEnd` is told of each that has ended. */
  static async start(surroundings: Surroundings, onEnd: (process: Process) => void): Promise<Processes> {
    const main = await startProcess(surroundings);
    await main.engine.tick(surroundings.clock.now());
    return new Processes(surroundings, main, onEnd);
  }

  /** The one that has the account, unless it has just died. */
  get main(): Process {
    return this.#main;
  }

  get all(): readonly Process[] {
    return this.#other === undefined ? [this.#main] : [this.#main, this.#other];
  }

  /** Another one, which works on the same store. */
  async another(): Promise<Process> {
    return (this.#other ??= await startProcess(this.#surroundings));
  }

  async stop(): Promise<void> {
    const { hearing, life, stores, world } = this.#main;
    await hearing.idle();
    if (!life.isOver) await stores.household.yieldCourier(world.processId);
    this.crash();
  }

  crash(): void {
    this.#main.life.end();
    this.#onEnd(this.#main);
  }

  /** A new one in place of the one that has ended. */
  async startAnew(): Promise<void> {
    this.#onEnd(this.#main);
    this.#main = await startProcess(this.#surroundings);
    await this.#begin();
  }

  /** The other one goes on alone. */
  async handOver(): Promise<void> {
    const other = await this.another();
    await this.stop();
    [this.#main, this.#other] = [other, undefined];
    await this.#begin();
  }

  /** A lease on the account runs by the store's own clock: who holds it and is gone, or stands still, loses it as time passes by ours. */
  async freeAccount(): Promise<void> {
    const { clock } = this.#surroundings;
    const { stores, world } = this.#main;
    const holder = await stores.household.courier();
    if (holder === undefined || holder === world.processId) return;
    clock.moveTo(clock.now() + leaseMs);
    await stores.household.yieldCourier(holder);
  }

  async #begin(): Promise<void> {
    await this.freeAccount();
    await this.#main.engine.tick(this.#surroundings.clock.now());
  }
}

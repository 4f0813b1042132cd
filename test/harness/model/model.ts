/** Runs sequences of commands against one Redis: each begins with nothing stored, and ends with some days in which all comes to rest. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fc from 'fast-check';
import type { Redis } from 'ioredis';
import { openVault } from '../../../src/adapters/crypto/vault.js';
import { createClient } from '../../../src/adapters/redis/connect.js';
import { addDays, dateOf, instantOf } from '../../../src/domain/date-text.js';
import { nearestWorkday } from '../../../src/domain/workdays.js';
import { recordingLog } from '../recording-log.js';
import { commands } from './commands.js';
import { openHomes, type Homes, type PaceName } from './homes.js';
import { Town } from './town.js';
import { canaryMark } from './view.js';

/** A week before a festival with its make-up day, an ordinary week, and the longest holidays. */
const beginnings = ['2026-08-24 08:30', '2026-08-31 08:30', '2026-09-18 16:00', '2026-09-29 08:45'] as const;
const zone = 'Asia/Shanghai';

export interface Sequence {
  beginning: string;
  pace: PaceName;
  /** At its end some days pass in which all comes to rest. It takes as long as all before. */
  rests: boolean;
  commands: Iterable<fc.AsyncCommand<object, Town>>;
}

export interface Played {
  sequences: number;
  commands: number;
}

export class Model {
  readonly played: Played = { sequences: 0, commands: 0 };
  readonly #client: Redis;
  readonly #homes: Homes;
  /** What was found in what Redis was sent. */
  readonly #leaked: string[] = [];

  private constructor(client: Redis, homes: Homes) {
    this.#client = client;
    this.#homes = homes;
    watchFor(client, canaryMark, (text) => this.#leaked.push(text));
  }

  /** Over the Redis at a socket. */
  static async open(path: string): Promise<Model> {
    return new Model(createClient({ path }, recordingLog()), await openHomes());
  }

  sequences(longest: number): fc.Arbitrary<Sequence> {
    return fc.record({
      beginning: fc.constantFrom<string>(...beginnings),
      pace: fc.constantFrom<PaceName>('free', 'free', 'strict'),
      rests: fc.constantFrom(false, false, false, false, true),
      // The default size gives a handful of commands.
      commands: fc.commands(
        commands(() => (this.played.commands += 1)),
        { maxCommands: longest, size: 'max' },
      ),
    });
  }

  async play({ beginning, pace, rests, commands: happenings }: Sequence): Promise<void> {
    this.played.sequences += 1;
    const town = await Town.open({ client: this.#client, vault: openVault(randomBytes(32)) }, this.#homes, instantAt(beginning), pace);
    await fc.asyncModelRun(() => ({ model: {}, real: town }), happenings);
    const broken = rests ? await town.comesToRest(restAt(town)) : [];
    const leaked = this.#leaked.splice(0);
    if (leaked.length > 0) broken.push(`Redis was told in plain text: ${leaked[0] ?? ''}`);
    if (broken.length > 0) throw new Error(`at rest: ${broken.join('\n')}\n${town.transcript()}`);
  }

  async close(): Promise<void> {
    const ended = once(this.#client, 'end');
    this.#client.disconnect();
    await ended;
  }
}

function instantAt(text: string): number {
  const [day = '', time = ''] = text.split(' ');
  const [hour = '', minute = ''] = time.split(':');
  return instantOf(day, Number(hour) * 60 + Number(minute), zone);
}

/** In the morning of the second workday that follows. */
function restAt(town: Town): number {
  const { calendar } = town.main.world.config();
  const next = (day: string): string => nearestWorkday(addDays(day, 1), 1, calendar);
  return instantOf(next(next(dateOf(town.clock.now(), zone))), 10 * 60 + 40, zone);
}

/** Every command that goes to Redis is looked through. */
function watchFor(client: Redis, mark: string, found: (text: string) => void): void {
  const send = client.sendCommand.bind(client);
  client.sendCommand = (command, ...more) => {
    for (const arg of command.args.flat()) if (String(arg).includes(mark)) found(`${command.name} ${String(arg).slice(0, 200)}`);
    return send(command, ...more);
  };
}

/** A scene as it is written down: what people say and do, and what else happens, one step after the other. */
import type { Redis } from 'ioredis';
import type { SendOutcome } from '../../src/application/chat-port.js';
import type { World } from '../../src/application/world.js';
import type { Township, TownshipOptions } from './township.js';

/** What was said to somebody so far, oldest first; `群` is the group. */
export type Heard = (who: string) => readonly string[];

export type Step =
  | { who: string; says: string | ((heard: Heard) => string); inGroup?: true | 'unmentioned' }
  | { who: string; sends: 'photo' | 'file'; bytes: Uint8Array; fileName?: string }
  | { who: string; does: 'sticker' | 'voice' | 'forwarded' }
  /** Takes back what was said so many steps before. */
  | { who: string; recalls: number }
  /** The next send comes to this. */
  | { fails: SendOutcome }
  /** The next call of a port's method finds the store away. */
  | { breaks: string }
  /** After the next call of a port's method another process does this. */
  | { meanwhile: string; another: (world: World) => Promise<unknown> }
  | { until: string }
  /** Something else that is done to the bot or its surroundings, and again after a crash. */
  | { act: string; run: (town: Township, redis: Redis) => unknown };

export interface Scene extends Omit<TownshipOptions, 'redisUrl'> {
  name: string;
  steps: readonly Step[];
  /** What may come otherwise after a crash: parts of messages and lines of the books. */
  mayDiffer?: readonly RegExp[];
  /** Where it can die once at most is met only when it has died elsewhere before. */
  twice?: boolean;
  /** Nothing starts over wrong files: whoever starts the bot again mends them first. */
  mend?: (home: string) => Promise<void>;
}

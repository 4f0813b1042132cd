/** What changing the key of a committee needs of the world: the key file and those beside it, and where wrapped data keys are kept. */
import type { Instant } from '../domain/time.js';

/** The key that wraps data keys. Data keys stay what they are when it changes; they are only wrapped anew. */
export interface WrappingKey {
  /** Names it and tells nothing of it. */
  readonly print: string;
  wrap(dataKey: Uint8Array): string;
  /** Throws a PermanentError `sealed-broken` for what it has not wrapped. Whoever calls wipes the result. */
  unwrap(wrapped: string): Uint8Array;
  /** Whether something says that it was wrapped by this key. */
  wraps(wrapped: string): boolean;
}

/** A `next` beside the key file will take its place; an `old` is the one before, kept until nothing can be read with it any more. */
export interface KeysAtHand {
  current: WrappingKey;
  next?: WrappingKey;
  old?: WrappingKey;
}

/**
 * The key file of this machine and the two that lie beside it while it changes. Each step is complete or has not happened, and may be repeated
 * after a crash.
 */
export interface KeyFiles {
  /** Where the key file lies; for messages. */
  readonly path: string;
  read(): Promise<KeysAtHand>;
  /**
   * Makes `next` and `old`, unless only `old` is there any more. Throws a PermanentError `key-unwritable` where the file could not be replaced
   * afterwards; nothing has changed then.
   */
  prepare(): Promise<void>;
  /** Puts `next` in the place of the key file. */
  replace(): Promise<void>;
  /** Overwrites `old` and removes it. */
  destroyOld(): Promise<void>;
}

/** `changed`: the data keys are not those that were given. `other`: neither key is in force. */
export type Rewrapped = 'done' | 'changed' | 'other';

export interface KeyStore {
  /** The print of the key in force; undefined: nothing was ever wrapped. */
  inForce(): Promise<string | undefined>;
  /** All wrapped data keys, by name. */
  dataKeys(): Promise<ReadonlyMap<string, string>>;
  /**
   * Puts newly wrapped data keys in the place of all stored ones and the key `to` in force, with an audit entry, all or nothing. `done` as well
   * when `to` is in force already.
   */
  rewrap(change: { from: string; to: string; rows: readonly RewrappedKey[]; actor: string }, now: Instant): Promise<Rewrapped>;
  /** Throws a PermanentError `redis-keeps-old` where `forgetOld` would fail, or `key-shared` where another committee has the same key. */
  checkRotation(print: string): Promise<void>;
  /** Makes sure that what was replaced stands in no file of the store any more, and that what took its place stands there. */
  forgetOld(): Promise<void>;
}

export interface RewrappedKey {
  name: string;
  before: string;
  after: string;
}

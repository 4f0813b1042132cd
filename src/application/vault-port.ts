/** What the application and the stores need of cryptography. */

/**
 * Seals texts with AES-256-GCM under data keys, one for each cycle, which are wrapped by the key file's key.
 *
 * Throwing a wrapped key away makes all that was sealed under it unreadable for good. The context (committee, cycle, unit, message id) is
 * authenticated, not stored: a sealed text opens only under the context it was sealed for.
 *
 * The key file's key may change while the bot runs. What another key has wrapped is of no use here until `takeUp` has found that key.
 */
export interface Vault {
  /** Names the key that wraps data keys now; tells nothing of it. */
  print(): string;
  /** Whether a data key was wrapped by the present key. */
  wraps(wrappedKey: string): boolean;
  /**
   * Takes up the key that is in force by now, or that wrapped a data key, from the key file. Throws a TemporaryError `key-rotated` when it is
   * not there: the operator has to copy it.
   */
  takeUp(wanted: { print: string } | { wrappedKey: string }): Promise<void>;
  /** A new random data key, wrapped; text. */
  newDataKey(): string;
  /** Sealing the same text twice gives different results. Throws a PermanentError `sealed-broken` when the wrapped key is not ours. */
  seal(wrappedKey: string, plain: string, context: string): string;
  /** Throws a PermanentError `sealed-broken` for anything but what `seal` made with this key and context; it never tells which was wrong. */
  open(wrappedKey: string, sealed: string, context: string): string;
  /** As `seal` and `open`, for the bytes of a file. */
  sealBytes(wrappedKey: string, plain: Uint8Array, context: string): Uint8Array;
  openBytes(wrappedKey: string, sealed: Uint8Array, context: string): Uint8Array;
  /**
   * A keyed digest: the same text under the same key and context gives the same, and whoever lacks the key can neither make nor guess it,
   * however few texts there may be. Throws a PermanentError `sealed-broken` when the wrapped key is not ours.
   */
  digest(wrappedKey: string, text: string, context: string): string;
  /** An Ed25519 signature with a key that is derived from a data key and used for nothing else. Throws as `digest`. */
  sign(wrappedKey: string, text: string): string;
  /** The public key of what signs with a data key. Throws as `digest`. */
  publicKey(wrappedKey: string): string;
  isSigned(publicKey: string, text: string, signature: string): boolean;
}

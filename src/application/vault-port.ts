/** What the application and the stores need of cryptography. */

/**
 * Seals texts with AES-256-GCM under data keys, one for each cycle, which are wrapped by the key file's key.
 *
 * Throwing a wrapped key away makes all that was sealed under it unreadable for good. The context (committee, cycle, unit, message id) is
 * authenticated, not stored: a sealed text opens only under the context it was sealed for.
 */
export interface Vault {
  /** A new random data key, wrapped; text. */
  newDataKey(): string;
  /** Sealing the same text twice gives different results. Throws a PermanentError `sealed-broken` when the wrapped key is not ours. */
  seal(wrappedKey: string, plain: string, context: string): string;
  /** Throws a PermanentError `sealed-broken` for anything but what `seal` made with this key and context; it never tells which was wrong. */
  open(wrappedKey: string, sealed: string, context: string): string;
  /**
   * A keyed digest: the same text under the same key and context gives the same, and whoever lacks the key can neither make nor guess it,
   * however few texts there may be. Throws a PermanentError `sealed-broken` when the wrapped key is not ours.
   */
  digest(wrappedKey: string, text: string, context: string): string;
}

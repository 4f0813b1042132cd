/** The vault over node:crypto. Pure computation: keys come from key-file.ts, wrapped data keys are kept by the stores. */
import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { WrappingKey } from '../../application/key-port.js';
import type { Vault } from '../../application/vault-port.js';
import { TemporaryError } from '../../domain/errors.js';
import { openBytes, openText, sealBytes, sealText } from './seal-bytes.js';
import { isSignature, publicKeyOf, signedBy } from './signing.js';
import { wrappingKeyOf } from './wrapping-key.js';

const keyBytes = 32;
const cachedKeys = 256;
const textKind = 's1';
const fileKind = 'f1';

/** Where a vault looks for the key that has taken the place of its own. */
export interface KeySource {
  /** For messages. */
  path: string;
  /** Throws a PermanentError when a key file cannot be used. */
  find(fits: (key: WrappingKey) => boolean): Promise<WrappingKey | undefined>;
}

/** Opens the vault of a 32-byte key. Keeps at most 256 unwrapped data keys in memory and wipes those it drops. */
export function openVault(key: Uint8Array, source?: KeySource): Vault {
  let wrapping = wrappingKeyOf(key);
  const cache = new Map<string, Buffer>();

  const unwrap = (wrapped: string): Buffer => {
    const known = cache.get(wrapped);
    const dataKey = known ?? Buffer.from(wrapping.unwrap(wrapped));
    cache.delete(wrapped);
    cache.set(wrapped, dataKey);
    if (cache.size > cachedKeys) dropOldest(cache);
    return dataKey;
  };

  // The data key itself only encrypts.
  const seedOf = (wrapped: string): Buffer => Buffer.from(hkdfSync('sha256', unwrap(wrapped), '', 'zerentian sign 1', keyBytes));

  return {
    print: () => wrapping.print,
    wraps: (wrappedKey) => wrapping.wraps(wrappedKey),
    async takeUp(wanted) {
      const fits = (one: WrappingKey): boolean => ('print' in wanted ? one.print === wanted.print : one.wraps(wanted.wrappedKey));
      if (fits(wrapping)) return;
      const found = await foundIn(source, fits);
      if (found === undefined) throw notThere(source);
      wrapping = found;
      while (cache.size > 0) dropOldest(cache);
    },
    newDataKey: () => wrapping.wrap(randomBytes(keyBytes)),
    seal: (wrappedKey, plain, context) => sealText(unwrap(wrappedKey), textKind, Buffer.from(plain, 'utf8'), context),
    open: (wrappedKey, sealed, context) => openText(unwrap(wrappedKey), textKind, sealed, context).toString('utf8'),
    sealBytes: (wrappedKey, plain, context) => sealBytes(unwrap(wrappedKey), fileKind, plain, context),
    openBytes: (wrappedKey, sealed, context) => openBytes(unwrap(wrappedKey), fileKind, sealed, context),
    sign: (wrappedKey, text) => signedBy(seedOf(wrappedKey), text),
    publicKey: (wrappedKey) => publicKeyOf(seedOf(wrappedKey)),
    isSigned: isSignature,
    digest(wrappedKey, text, context) {
      // The data key itself only encrypts.
      const digestKey = Buffer.from(hkdfSync('sha256', unwrap(wrappedKey), '', 'zerentian digest 1', keyBytes));
      return createHmac('sha256', digestKey).update(`${context}\0${text}`, 'utf8').digest('base64url');
    },
  };
}

function dropOldest(cache: Map<string, Buffer>): void {
  for (const [wrapped, dataKey] of cache) {
    dataKey.fill(0);
    cache.delete(wrapped);
    return;
  }
}

/** A file that is being copied looks damaged for a moment: the next try finds it whole. */
async function foundIn(source: KeySource | undefined, fits: (key: WrappingKey) => boolean): Promise<WrappingKey | undefined> {
  try {
    return await source?.find(fits);
  } catch (cause) {
    throw notThere(source, cause);
  }
}

function notThere(source: KeySource | undefined, cause?: unknown): TemporaryError {
  const reason = cause instanceof Error ? ` ${cause.message}` : '';
  const place = source === undefined ? 'the key file' : source.path;
  return new TemporaryError(
    'key-rotated',
    `The key was changed, and the new one is not here. Copy the key file of where it was changed to ${place}; nothing has to be restarted.${reason}`,
    cause,
  );
}

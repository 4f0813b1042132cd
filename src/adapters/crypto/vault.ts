/** The vault over node:crypto. Pure computation: keys come from key-file.ts, wrapped data keys are kept by the stores. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, randomFillSync } from 'node:crypto';
import type { Vault } from '../../application/vault-port.js';
import { PermanentError } from '../../domain/errors.js';

const cipherName = 'aes-256-gcm';
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const cachedKeys = 256;

/** Opens the vault of a 32-byte key. Keeps at most 256 unwrapped data keys in memory and wipes those it drops. */
export function openVault(key: Uint8Array): Vault {
  // The file's key itself encrypts nothing, so that it may serve other ends later without weakening this one.
  const wrappingKey = Buffer.from(hkdfSync('sha256', key, '', 'zerentian wrap 1', keyBytes));
  const cache = new Map<string, Buffer>();

  const unwrap = (wrapped: string): Buffer => {
    const known = cache.get(wrapped);
    const dataKey = known ?? decrypt(wrappingKey, 'k1', wrapped, '');
    cache.delete(wrapped);
    cache.set(wrapped, dataKey);
    if (cache.size > cachedKeys) dropOldest(cache);
    return dataKey;
  };

  return {
    newDataKey: () => encrypt(wrappingKey, 'k1', randomBytes(keyBytes), ''),
    seal: (wrappedKey, plain, context) => encrypt(unwrap(wrappedKey), 's1', Buffer.from(plain, 'utf8'), context),
    open: (wrappedKey, sealed, context) => decrypt(unwrap(wrappedKey), 's1', sealed, context).toString('utf8'),
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

const nonces = Buffer.alloc(nonceBytes * 256);
let nonceAt = nonces.length;

/** Drawn from the system for many at once: a call for each costs as much as the encryption. */
function newNonce(): Buffer {
  if (nonceAt === nonces.length) {
    randomFillSync(nonces);
    nonceAt = 0;
  }
  nonceAt += nonceBytes;
  return Buffer.from(nonces.subarray(nonceAt - nonceBytes, nonceAt));
}

/** `<kind>.<base64url of nonce, ciphertext, tag>`; the kind is authenticated with the context. */
function encrypt(key: Buffer, kind: string, plain: Buffer, context: string): string {
  const nonce = newNonce();
  const cipher = createCipheriv(cipherName, key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(`${kind}\0${context}`, 'utf8'));
  const body = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return `${kind}.${body.toString('base64url')}`;
}

function decrypt(key: Buffer, kind: string, text: string, context: string): Buffer {
  const encoded = text.slice(kind.length + 1);
  const body = Buffer.from(encoded, 'base64url');
  // Node skips characters that are not base64url; only the one canonical spelling is ours.
  if (!text.startsWith(`${kind}.`) || body.length < nonceBytes + tagBytes || body.toString('base64url') !== encoded) throw broken();
  try {
    const decipher = createDecipheriv(cipherName, key, body.subarray(0, nonceBytes), { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(`${kind}\0${context}`, 'utf8'));
    decipher.setAuthTag(body.subarray(body.length - tagBytes));
    return Buffer.concat([decipher.update(body.subarray(nonceBytes, body.length - tagBytes)), decipher.final()]);
  } catch (cause) {
    throw broken(cause);
  }
}

function broken(cause?: unknown): PermanentError {
  return new PermanentError(
    'sealed-broken',
    'A sealed text cannot be opened: it was changed, or it belongs to another key or context.',
    cause,
  );
}

/** AES-256-GCM over bytes: nonce, ciphertext and tag as one piece, bound to a context that is not stored. */
import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';
import { PermanentError } from '../../domain/errors.js';

const cipherName = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** `kind` keeps what was sealed for one purpose from being taken for another's. */
export function sealBytes(key: Buffer, kind: string, plain: Uint8Array, context: string): Buffer {
  const nonce = newNonce();
  const cipher = createCipheriv(cipherName, key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(`${kind}\0${context}`, 'utf8'));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Throws a PermanentError `sealed-broken` for anything but what was sealed with this key, kind and context. */
export function openBytes(key: Buffer, kind: string, sealed: Uint8Array, context: string): Buffer {
  if (sealed.length < nonceBytes + tagBytes) throw broken();
  try {
    const decipher = createDecipheriv(cipherName, key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(`${kind}\0${context}`, 'utf8'));
    decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
    return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes)), decipher.final()]);
  } catch (cause) {
    throw broken(cause);
  }
}

/** As text: `<kind>.<base64url>`. */
export function sealText(key: Buffer, kind: string, plain: Uint8Array, context: string): string {
  return `${kind}.${sealBytes(key, kind, plain, context).toString('base64url')}`;
}

export function openText(key: Buffer, kind: string, text: string, context: string): Buffer {
  const encoded = text.slice(kind.length + 1);
  const sealed = Buffer.from(encoded, 'base64url');
  // Node skips characters that are not base64url; only the one canonical spelling is ours.
  if (!text.startsWith(`${kind}.`) || sealed.toString('base64url') !== encoded) throw broken();
  return openBytes(key, kind, sealed, context);
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

function broken(cause?: unknown): PermanentError {
  return new PermanentError(
    'sealed-broken',
    'A sealed text cannot be opened: it was changed, or it belongs to another key or context.',
    cause,
  );
}

/** Ed25519 over node:crypto. Signatures are base64url, public keys their 32 bytes in hexadecimal digits. */
import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

/** What stands before the 32 bytes of a seed in a PKCS #8 document of RFC 8410. */
const seedHead = Buffer.from('302e020100300506032b657004220420', 'hex');

export function publicKeyOf(seed: Uint8Array): string {
  const { x = '' } = createPublicKey(privateKeyOf(seed)).export({ format: 'jwk' });
  return Buffer.from(x, 'base64url').toString('hex');
}

/** The same seed and text give the same signature. */
export function signedBy(seed: Uint8Array, text: string): string {
  return sign(null, Buffer.from(text, 'utf8'), privateKeyOf(seed)).toString('base64url');
}

/** False as well for what is no key or no signature at all. */
export function isSignature(publicKey: string, text: string, signature: string): boolean {
  const bytes = Buffer.from(signature, 'base64url');
  // Node skips characters that are not base64url; only the one canonical spelling is ours.
  if (bytes.toString('base64url') !== signature) return false;
  try {
    const x = Buffer.from(publicKey, 'hex').toString('base64url');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return verify(null, Buffer.from(text, 'utf8'), key, bytes);
  } catch {
    return false;
  }
}

function privateKeyOf(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([seedHead, seed]), format: 'der', type: 'pkcs8' });
}

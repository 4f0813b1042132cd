/** What the key of the key file does: it wraps data keys, and nothing else. */
import { hkdfSync } from 'node:crypto';
import type { WrappingKey } from '../../application/key-port.js';
import { openText, sealText } from './seal-bytes.js';

const keyBytes = 32;
const printBytes = 12;

/** Derives the wrapping key of the 32 bytes of a key file. */
export function wrappingKeyOf(key: Uint8Array): WrappingKey {
  // The file's key itself encrypts nothing, so that it may serve other ends later without weakening this one.
  const wrapping = Buffer.from(hkdfSync('sha256', key, '', 'zerentian wrap 1', keyBytes));
  const print = Buffer.from(hkdfSync('sha256', key, '', 'zerentian print 1', printBytes)).toString('base64url');
  const kind = `k2.${print}`;
  return {
    print,
    wrap: (dataKey) => sealText(wrapping, kind, dataKey, ''),
    unwrap: (wrapped) => openText(wrapping, kind, wrapped, ''),
    wraps: (wrapped) => wrapped.startsWith(`${kind}.`),
  };
}

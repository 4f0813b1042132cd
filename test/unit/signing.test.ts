import { describe, expect, it } from 'vitest';
import { isSignature, publicKeyOf, signedBy } from '../../src/adapters/crypto/signing.js';

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
const text = (hex: string): string => bytes(hex).toString('base64url');

/** Tests 1 and 2 of RFC 8032, 7.1. */
const vectors = [
  {
    seed: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    key: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    message: '',
    signature:
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  },
  {
    seed: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    key: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    message: 'r',
    signature:
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  },
];

describe('an Ed25519 signature', () => {
  it.each(vectors)('is that of RFC 8032 over “$message”', ({ seed, key, message, signature }) => {
    expect(publicKeyOf(bytes(seed))).toBe(key);
    expect(signedBy(bytes(seed), message)).toBe(text(signature));
    expect(isSignature(key, message, text(signature))).toBe(true);
  });

  it('is none for another text, under another key, in another spelling, or when it is no signature at all', () => {
    const [{ seed, key }, other] = vectors as [(typeof vectors)[0], (typeof vectors)[0]];
    const signature = signedBy(bytes(seed), '第一');
    expect(isSignature(key, '第一', signature)).toBe(true);
    expect(isSignature(key, '第二', signature)).toBe(false);
    expect(isSignature(other.key, '第一', signature)).toBe(false);
    expect(isSignature(key, '第一', `${signature}=`)).toBe(false);
    expect(isSignature(key, '第一', '')).toBe(false);
    expect(isSignature('not a key', '第一', signature)).toBe(false);
  });
});

import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openVault } from '../../src/adapters/crypto/vault.js';

const vault = openVault(randomBytes(32));
const broken = expect.objectContaining({ code: 'sealed-broken' });

describe('the vault', () => {
  it('opens what it sealed, whatever the text', () => {
    const key = vault.newDataKey();
    for (const plain of ['', '是 3次', '照片\u0000🈶'.repeat(10_000)])
      expect(vault.open(key, vault.seal(key, plain, 'c/u/m'), 'c/u/m')).toBe(plain);
  });

  it('shows nothing of the text, and never the same seal twice', () => {
    const key = vault.newDataKey();
    const [one, other] = [vault.seal(key, 'canary', 'c'), vault.seal(key, 'canary', 'c')];
    expect(one).not.toBe(other);
    expect(Buffer.from(one.slice(3), 'base64url').includes('canary')).toBe(false);
    expect(vault.newDataKey()).not.toBe(vault.newDataKey());
  });

  it('opens nothing under another context, another data key or another key file', () => {
    const [key, otherKey] = [vault.newDataKey(), vault.newDataKey()];
    const sealed = vault.seal(key, 'canary', 'cycle-1/dongcun');
    expect(() => vault.open(key, sealed, 'cycle-1/xicun')).toThrow(broken);
    expect(() => vault.open(otherKey, sealed, 'cycle-1/dongcun')).toThrow(broken);
    expect(() => openVault(randomBytes(32)).open(key, sealed, 'cycle-1/dongcun')).toThrow(broken);
  });

  it('finds every single changed, missing or added byte', () => {
    const key = vault.newDataKey();
    const sealed = vault.seal(key, '是', 'c');
    const bytes = Buffer.from(sealed.slice(3), 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => vault.open(key, `s1.${changed.toString('base64url')}`, 'c')).toThrow(broken);
      expect(() => vault.open(key, `s1.${bytes.subarray(0, at).toString('base64url')}`, 'c')).toThrow(broken);
    }
    for (const text of ['', 's1.', `${sealed}A`, `${sealed}=`, ` ${sealed}`, sealed.replace('s1.', 's2.'), key]) {
      expect(() => vault.open(key, text, 'c')).toThrow(broken);
    }
  });

  it('makes the same digest of a text only under the same key file, data key and context', () => {
    const [key, otherKey] = [vault.newDataKey(), vault.newDataKey()];
    const digest = vault.digest(key, '58320417', 'code');
    expect(digest).toBe(vault.digest(key, '58320417', 'code'));
    const others = [
      vault.digest(key, '58320418', 'code'),
      vault.digest(key, '58320417', 'account'),
      vault.digest(otherKey, '58320417', 'code'),
      vault.digest(key, '7', 'code\u00005832041'),
    ];
    for (const other of others) expect(other).not.toBe(digest);
    expect(() => openVault(randomBytes(32)).digest(key, '58320417', 'code')).toThrow(broken);
  });

  it('takes no sealed text for a wrapped key', () => {
    const key = vault.newDataKey();
    const sealed = vault.seal(key, randomBytes(16).toString('hex'), '');
    expect(() => vault.open(sealed.replace('s1.', 'k1.'), sealed, '')).toThrow(broken);
    expect(() => vault.seal('', 'plain', '')).toThrow(broken);
  });

  it('goes on opening old seals after more data keys than it keeps in memory', () => {
    const keys = Array.from({ length: 600 }, () => vault.newDataKey());
    const sealed = keys.map((key, no) => vault.seal(key, String(no), 'c'));
    expect(keys.map((key, no) => vault.open(key, sealed[no] ?? '', 'c'))).toEqual(keys.map((_, no) => String(no)));
  });
});

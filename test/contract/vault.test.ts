import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openVault } from '../../src/adapters/crypto/vault.js';
import { wrappingKeyOf } from '../../src/adapters/crypto/wrapping-key.js';
import { PermanentError } from '../../src/domain/errors.js';

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

  it('seals bytes as it does texts, and takes neither for the other', () => {
    const key = vault.newDataKey();
    const photo = randomBytes(100_000);
    const sealed = vault.sealBytes(key, photo, 'c/file');
    expect(photo.equals(vault.openBytes(key, sealed, 'c/file'))).toBe(true);
    expect(() => vault.openBytes(key, sealed, 'c/other')).toThrow(broken);
    expect(() => vault.openBytes(key, sealed.subarray(1), 'c/file')).toThrow(broken);
    expect(() => vault.openBytes(key, Buffer.of(1), 'c/file')).toThrow(broken);
    expect(() => vault.open(key, `s1.${Buffer.from(sealed).toString('base64url')}`, 'c/file')).toThrow(broken);
    const text = Buffer.from(vault.seal(key, 'canary', 'c/file').slice(3), 'base64url');
    expect(() => vault.openBytes(key, text, 'c/file')).toThrow(broken);
  });
});

describe('a vault whose key is changed', () => {
  const [oldKey, newKey] = [randomBytes(32), randomBytes(32)];
  const wrappedBy = (key: Uint8Array, dataKey: Uint8Array): string => wrappingKeyOf(key).wrap(dataKey);

  it('is told apart by a print that tells nothing of the key', () => {
    const { print } = wrappingKeyOf(oldKey);
    const wrapped = wrappedBy(oldKey, randomBytes(32));
    expect(print).toBe(openVault(oldKey).print());
    expect(print).not.toBe(openVault(newKey).print());
    for (const form of ['hex', 'base64url'] as const) expect(oldKey.toString(form)).not.toContain(print);
    expect(openVault(oldKey).wraps(wrapped)).toBe(true);
    expect(openVault(newKey).wraps(wrapped)).toBe(false);
  });

  it('opens what it sealed before, under the data key that was wrapped anew, and uses the old one for nothing', async () => {
    const find = (fits: (key: ReturnType<typeof wrappingKeyOf>) => boolean) => Promise.resolve([wrappingKeyOf(newKey)].find(fits));
    const changing = openVault(oldKey, { path: 'key', find });
    const dataKey = randomBytes(32);
    const [before, after] = [wrappedBy(oldKey, dataKey), wrappedBy(newKey, dataKey)];
    const sealed = changing.seal(before, 'canary', 'c');
    const digest = changing.digest(before, 'code', 'c');
    await changing.takeUp({ wrappedKey: before });
    expect(changing.wraps(before)).toBe(true);
    await changing.takeUp({ wrappedKey: after });
    expect(changing.open(after, sealed, 'c')).toBe('canary');
    expect(changing.digest(after, 'code', 'c')).toBe(digest);
    expect(() => changing.open(before, sealed, 'c')).toThrow(broken);
    expect(changing.wraps(changing.newDataKey())).toBe(true);
    expect(openVault(newKey).wraps(changing.newDataKey())).toBe(true);
  });

  it('says what to do when the new key is not there, or cannot be used, and stays as it was', async () => {
    const unusable = () => Promise.reject(new PermanentError('key-exposed', 'Mend it with: chmod 600'));
    for (const find of [() => Promise.resolve(undefined), unusable]) {
      const lost = openVault(oldKey, { path: '/etc/zerentian/key', find });
      const refused = lost.takeUp({ print: wrappingKeyOf(newKey).print });
      await expect(refused).rejects.toMatchObject({ name: 'TemporaryError', code: 'key-rotated' });
      await expect(refused).rejects.toThrow('/etc/zerentian/key');
      if (find === unusable) await expect(refused).rejects.toThrow('chmod 600');
      expect(lost.print()).toBe(openVault(oldKey).print());
    }
    await expect(openVault(oldKey).takeUp({ print: 'other' })).rejects.toMatchObject({ code: 'key-rotated' });
  });
});

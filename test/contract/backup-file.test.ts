import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupWriter, openBackup } from '../../src/adapters/files/backup-file.js';
import { openVault } from '../../src/adapters/crypto/vault.js';
import type { BackupHeader, BackupItem } from '../../src/application/backup-port.js';

const vault = openVault(randomBytes(32));
let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zrt-backup-'));
  path = join(folder, 'town.backup');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function header(changes: Partial<BackupHeader> = {}): BackupHeader {
  return { version: 1, id: 'b1', committee: 'qingshan', at: 5, audit: 2, sealed: null, key: vault.newDataKey(), ...changes };
}

function partOf(i: number): BackupItem {
  return { kind: 'key', name: `k${i}`, type: 'string', rows: [String(i).repeat(70_000)] };
}

async function* several(count: number): AsyncIterable<BackupItem> {
  for (let i = 0; i < count; i += 1) yield partOf(i);
}

async function itemsOf(file: string, with_ = vault): Promise<BackupItem[]> {
  const backup = await openBackup(file, with_, '/keys/key');
  const found: BackupItem[] = [];
  try {
    for await (const items of backup.items()) found.push(...items);
    return found;
  } finally {
    await backup.close();
  }
}

/** Where the frames begin, and the end. */
function framesIn(bytes: Buffer): number[] {
  const starts: number[] = [];
  const first = 'zerentian backup\n'.length;
  let at = first + 4 + bytes.readUInt32BE(first);
  for (; at < bytes.length; at += 5 + bytes.readUInt32BE(at + 1)) starts.push(at);
  return [...starts, at];
}

describe('a backup file', () => {
  it('gives back what was written, for its owner alone, and tells nothing without the key', async () => {
    const written = await backupWriter(path, vault).write(header(), several(3));
    expect(written).toMatchObject({ keys: 3, files: 0, bytes: (await stat(path)).size });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['town.backup']);
    expect(await itemsOf(path)).toEqual([0, 1, 2].map(partOf));
    expect((await readFile(path)).includes('1111')).toBe(false);
    await expect(itemsOf(path, openVault(randomBytes(32)))).rejects.toMatchObject({ code: 'backup-other-key' });
  });

  it('is not written over another, and takes the place of one that was left half written', async () => {
    await writeFile(`${path}.part`, 'half');
    await backupWriter(path, vault).write(header(), several(1));
    const before = await readFile(path);
    await expect(backupWriter(path, vault).write(header(), several(2))).rejects.toMatchObject({ code: 'file-exists' });
    expect((await readFile(path)).equals(before)).toBe(true);
  });

  it('leaves nothing when what it is made of fails', async () => {
    async function* failing(): AsyncIterable<BackupItem> {
      yield* several(2);
      throw new RangeError('lost');
    }
    await expect(backupWriter(path, vault).write(header(), failing())).rejects.toThrow('lost');
    expect(await readdir(folder)).toEqual([]);
    const nowhere = join(folder, 'none', 'town.backup');
    await expect(backupWriter(nowhere, vault).write(header(), several(1))).rejects.toMatchObject({ code: 'out-unwritable' });
  });

  it('shows when it was changed, cut off, put in another order or lengthened', async () => {
    await backupWriter(path, vault).write(header(), several(3));
    const bytes = await readFile(path);
    const [a = 0, b = 0, c = 0, d = 0, end = 0] = framesIn(bytes);
    expect(end).toBe(bytes.length);
    const flipped = Buffer.from(bytes);
    flipped[c + 50] = (flipped[c + 50] ?? 0) ^ 1;
    const early = Buffer.from(bytes.subarray(0, b));
    early[a] = 1;
    const other = join(folder, 'other');
    await backupWriter(other, vault).write(header({ id: 'b2' }), several(3));
    const second = await readFile(other);
    const [from = 0] = framesIn(second);
    const damaged = {
      flipped,
      'cut in a frame': bytes.subarray(0, end - 3),
      'cut between frames': bytes.subarray(0, c),
      'cut, the last marked as the end': early,
      swapped: Buffer.concat([bytes.subarray(0, a), bytes.subarray(b, c), bytes.subarray(a, b), bytes.subarray(c)]),
      'one left out': Buffer.concat([bytes.subarray(0, b), bytes.subarray(c)]),
      'one twice': Buffer.concat([bytes.subarray(0, d), bytes.subarray(c)]),
      lengthened: Buffer.concat([bytes, bytes.subarray(a)]),
      'under another header': Buffer.concat([second.subarray(0, from), bytes.subarray(a)]),
      'another date': Buffer.from(bytes.toString('latin1').replace('"at":5', '"at":6'), 'latin1'),
    };
    for (const [how, content] of Object.entries(damaged)) {
      await writeFile(path, content);
      await expect(itemsOf(path), how).rejects.toMatchObject({ code: 'backup-damaged' });
    }
  });

  it('is refused when it is none, or of a later version', async () => {
    await writeFile(path, 'zerentian');
    await expect(itemsOf(path)).rejects.toMatchObject({ code: 'not-a-backup' });
    await writeFile(path, randomBytes(5_000));
    await expect(itemsOf(path)).rejects.toMatchObject({ code: 'not-a-backup' });
    await expect(itemsOf(join(folder, 'none'))).rejects.toMatchObject({ code: 'no-such-file' });
    const later = join(folder, 'later');
    await expect(backupWriter(later, vault).write(header({ version: 2 }), several(1))).rejects.toMatchObject({ code: 'backup-newer' });
  });
});

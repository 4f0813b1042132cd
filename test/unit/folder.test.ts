import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadFaultTexts } from '../../src/adapters/yaml/fault-texts.js';
import { FaultList } from '../../src/adapters/yaml/fault.js';
import { listFiles } from '../../src/adapters/yaml/folder.js';
import { shipped } from '../harness/home-folder.js';

it('a folder with more files than anybody writes is refused, and no more of them than that are read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zrt-folder-'));
  try {
    await Promise.all(Array.from({ length: 1001 }, (_, i) => writeFile(join(folder, `s${i}.yaml`), '')));
    const faults = new FaultList(await loadFaultTexts(shipped));
    expect(await listFiles(folder, 'schedules', '.yaml', faults)).toHaveLength(1000);
    expect(faults.sorted().map(({ file, what }) => `${file} ${what}`)).toEqual(['schedules 这里文件太多，最多 1000 个']);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** What the figures were measured on. */
import { mkdtemp, open, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './rounds.js';

const flushes = 100;

export async function machine(): Promise<string> {
  const flush = await flushMs();
  const [load = 0] = loadavg();
  return `Node ${process.versions.node}, ${availableParallelism()} cores, load ${load.toFixed(1)}; a flush to disk takes ${flush.toFixed(2)} ms.`;
}

/** Median milliseconds of a flush of some kilobytes to disk: what each durable write waits for at least. */
async function flushMs(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'zrt-bench-'));
  const file = await open(join(folder, 'flush'), 'w');
  const took: number[] = [];
  for (let i = 0; i < flushes; i += 1) {
    await file.write(Buffer.alloc(4096, i));
    const startedAt = performance.now();
    await file.datasync();
    took.push(performance.now() - startedAt);
  }
  await file.close();
  await rm(folder, { recursive: true });
  return median(took);
}

/** What a terminal shows of a photo or picture: a line, and a file that can be opened. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { say, type World } from '../application/world.js';

const kilobyte = 1_024;

/** Puts photos into a folder of their own, as long as the demonstration goes on. */
export class PhotoFolder {
  #folder: string | undefined;
  #count = 0;

  /** Returns where it is. */
  keep(name: string, bytes: Uint8Array): string {
    this.#folder ??= mkdtempSync(join(tmpdir(), 'zerentian-pictures-'));
    this.#count += 1;
    const path = join(this.#folder, `${this.#count}-${basename(name)}`);
    writeFileSync(path, bytes);
    return path;
  }

  clear(): void {
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** `path`: where it can be opened; absent: nowhere. */
export function photoLine(world: Pick<World, 'texts'>, name: string, bytes: Uint8Array, path?: string): string {
  return say(world, 'demo-picture', { name, kilobytes: Math.max(1, Math.round(bytes.length / kilobyte)), path: path ?? null });
}

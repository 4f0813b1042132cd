import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import type { OpenPictures } from '../../src/adapters/picture/open-pictures.js';
import type { DrawnPicture, Picture } from '../../src/application/picture-port.js';
import { pictureFiles } from '../../src/main/picture-files.js';
import { faultyScript, openDrawing } from '../harness/pictures.js';
import { ages, boards, chain, month, strangeNames } from '../harness/sample-pictures.js';

const kilobyte = 1_024;
const opened: OpenPictures[] = [];

function drawing(options: Parameters<typeof openDrawing>[0] = {}): OpenPictures {
  const pictures = openDrawing(options);
  opened.push(pictures);
  return pictures;
}

afterAll(() => Promise.all(opened.map((pictures) => pictures.close())));

/** Width and height as the PNG says, and whether all of its rows are in it. */
function read(drawn: DrawnPicture | undefined): { width: number; height: number; whole: boolean; bytes: number } {
  const bytes = Buffer.from(drawn?.bytes ?? []);
  expect(bytes.toString('latin1', 1, 4)).toBe('PNG');
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const at = bytes.indexOf('IDAT', 0, 'latin1');
  const rows = inflateSync(bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at - 4)));
  return { width, height, whole: rows.length === (width + 1) * height, bytes: bytes.length };
}

describe('every picture', () => {
  const pictures = drawing();
  const all: [string, Picture][] = [...Object.entries(boards), ['a tree', chain], ['a month', month], ['ages', ages]];

  test.each(all)('of %s is a PNG as wide as a phone shows, and small enough to send', async (_name, picture) => {
    const { width, height, whole, bytes } = read(await pictures.draw(picture));
    expect({ width, whole }).toEqual({ width: 1_080, whole: true });
    expect(height).toBeLessThanOrEqual(6_000);
    expect(bytes).toBeLessThan(300 * kilobyte);
  });

  test('is called by its name, in one format', async () => {
    expect((await pictures.draw(month))?.name).toBe('近四周一览.png');
  });

  test('is the same when it is drawn again', async () => {
    const [one, other] = [await pictures.draw(ages), await pictures.draw(ages)];
    expect(one?.bytes).toEqual(other?.bytes);
  });

  test('stays as long when what it is given has no end', async () => {
    const rows = Array.from({ length: 1_000 }, () => ({
      depth: 900,
      name: strangeNames[1] ?? '',
      note: strangeNames[1] ?? '',
      state: 'broken' as const,
    }));
    expect(read(await pictures.draw({ ...chain, rows })).height).toBeLessThanOrEqual(6_000);
  });
});

describe('what goes wrong in drawing', () => {
  test('is told of one picture, and the next is drawn', async () => {
    const pictures = drawing();
    const broken = { ...chain, rows: null } as unknown as Picture;
    await expect(pictures.draw(broken)).rejects.toMatchObject({ code: 'picture-failed' });
    expect(read(await pictures.draw(chain)).whole).toBe(true);
  });

  test('a thread that dies over a picture is followed by another, which draws the next', async () => {
    const pictures = drawing({ script: faultyScript });
    const [dying, next] = [pictures.draw({ ...month, title: 'dies' }), pictures.draw(month)];
    await expect(dying).rejects.toMatchObject({ code: 'picture-failed' });
    expect(read(await next).whole).toBe(true);
  });

  test('a thread that does not come to an end is ended, and the next picture drawn by another', async () => {
    const pictures = drawing({ script: faultyScript, boundMs: 4_000 });
    await pictures.draw(month);
    await expect(pictures.draw({ ...month, title: 'hangs' })).rejects.toMatchObject({ code: 'picture-slow' });
    expect(read(await pictures.draw(month)).whole).toBe(true);
  });

  test('a picture too many is refused at once, and those before it are drawn', async () => {
    const pictures = drawing();
    const drawn = Array.from({ length: 17 }, () => pictures.draw(ages));
    const settled = await Promise.allSettled(drawn);
    expect(settled.map(({ status }) => status)).toEqual([...Array.from({ length: 16 }, () => 'fulfilled'), 'rejected']);
  });

  test('without a font, or a canvas for this machine, nothing is drawn, and the log says so once', async () => {
    const warnings: string[] = [];
    const pictures = drawing({ fontFile: '/nowhere.ttf', warnings });
    expect([await pictures.draw(ages), await pictures.draw(month)]).toEqual([undefined, undefined]);
    expect(warnings).toEqual(['no pictures can be drawn on this machine: the words go without them']);
  });

  test('without the canvas installed nothing is drawn either', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zrt-no-canvas-'));
    try {
      // The same program where no package can be found.
      const script = join(folder, 'worker.mjs');
      await writeFile(script, readFileSync(pictureFiles.script, 'utf8'));
      const warnings: string[] = [];
      expect(await drawing({ script: new URL(`file://${script}`), warnings }).draw(ages)).toBeUndefined();
      expect(warnings).toHaveLength(1);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  test('once it is closed nothing is drawn any more', async () => {
    const pictures = drawing();
    await pictures.close();
    expect(await pictures.draw(ages)).toBeUndefined();
  });
});

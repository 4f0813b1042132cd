/** Draws in a thread of its own: one picture after the other, as they are posted. */
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { DrawnPicture, Picture } from '../../application/picture-port.js';
import type { DrawingOrder, DrawingResult } from './drawing-thread.js';

const family = 'Zerentian';

/** Rejects when there is no canvas for this machine, or no font. */
async function readyToDraw(fontFile: string): Promise<(picture: Picture) => DrawnPicture> {
  const { GlobalFonts } = await import('@napi-rs/canvas');
  const [{ drawPicture }, { coverageOf }] = await Promise.all([import('./draw-picture.js'), import('./font-coverage.js')]);
  const covers = coverageOf(readFileSync(fontFile));
  GlobalFonts.registerFromPath(fontFile, family);
  return (picture) => drawPicture(picture, { family, covers });
}

const { fontFile } = workerData as { fontFile: string };
const ready = readyToDraw(fontFile);
// Told to whoever orders a picture.
ready.catch(() => undefined);

async function draw({ id, picture }: DrawingOrder): Promise<DrawingResult> {
  const drawer = await ready.catch((error: unknown) => reasonOf(error));
  if (typeof drawer === 'string') return { id, kind: 'unable', reason: drawer };
  try {
    return { id, kind: 'drawn', ...drawer(picture) };
  } catch (error) {
    return { id, kind: 'failed', reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function answer(order: DrawingOrder): Promise<void> {
  const result = await draw(order);
  parentPort?.postMessage(result, []);
}

parentPort?.on('message', (order: DrawingOrder) => void answer(order));

/** One thread that draws, and what is said to it and by it. */
import { Worker } from 'node:worker_threads';
import type { DrawnPicture, Picture } from '../../application/picture-port.js';

export interface DrawingOrder {
  id: number;
  picture: Picture;
}

/** `unable`: nothing can ever be drawn on this machine as it is installed. */
export type DrawingResult = { id: number } & (
  | ({ kind: 'drawn' } & DrawnPicture)
  | { kind: 'failed'; reason: string }
  | { kind: 'unable'; reason: string }
);

/** What became of one order. `died`: the thread ended over it. `slow`: it took longer than allowed and the thread was ended. */
export type Drawing =
  | { kind: 'drawn'; picture: DrawnPicture }
  | { kind: 'failed' | 'unable'; reason: string }
  | { kind: 'died'; cause?: unknown }
  | { kind: 'slow' };

export interface DrawingThread {
  /** One at a time. Never rejects; settles within the time given. */
  draw(picture: Picture): Promise<Drawing>;
  /** False once it has died or was ended: it draws no more. */
  lives(): boolean;
  end(): Promise<void>;
}

/** So much memory the drawing of one picture never takes. */
const memoryMb = 256;

export function startDrawingThread({ script, fontFile, boundMs }: { script: URL; fontFile: string; boundMs: number }): DrawingThread {
  const worker = new Worker(script, { workerData: { fontFile }, resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
  // A process that has nothing else to do may end.
  worker.unref();
  let alive = true;
  let waiting: ((drawing: Drawing) => void) | undefined;
  let count = 0;
  const settle = (drawing: Drawing): void => {
    waiting?.(drawing);
    waiting = undefined;
  };
  const died = (cause?: unknown): void => {
    alive = false;
    settle({ kind: 'died', cause });
  };
  worker.on('error', died);
  worker.on('exit', () => died());
  worker.on('message', (result: DrawingResult) => {
    if (result.id === count) settle(drawingOf(result));
  });
  return {
    async draw(picture) {
      if (!alive) return { kind: 'died' };
      count += 1;
      worker.ref();
      const timer = setTimeout(() => {
        alive = false;
        settle({ kind: 'slow' });
        void worker.terminate();
      }, boundMs);
      try {
        return await new Promise<Drawing>((resolve) => {
          waiting = resolve;
          worker.postMessage({ id: count, picture } satisfies DrawingOrder, []);
        });
      } finally {
        clearTimeout(timer);
        worker.unref();
      }
    },
    lives: () => alive,
    async end() {
      alive = false;
      await worker.terminate();
    },
  };
}

function drawingOf(result: DrawingResult): Drawing {
  switch (result.kind) {
    case 'drawn':
      return { kind: 'drawn', picture: { bytes: result.bytes, name: result.name } };
    case 'failed':
    case 'unable':
      return { kind: result.kind, reason: result.reason };
    default:
      return result satisfies never;
  }
}

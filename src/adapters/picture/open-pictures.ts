/** Draws pictures one after the other in a thread of their own, which is started with the first one and anew when it has died. */
import type { DrawnPicture, Picture, Pictures } from '../../application/picture-port.js';
import type { Log } from '../../application/ports.js';
import { TemporaryError } from '../../domain/errors.js';
import { secondMs } from '../../domain/time.js';
import { type Drawing, startDrawingThread, type DrawingThread } from './drawing-thread.js';

export interface PictureOptions {
  /** The font as the build puts it down. */
  fontFile: string;
  log: Pick<Log, 'warn'>;
  /** The thread's program, compiled. */
  script: URL;
  /** So long one picture may take. */
  boundMs?: number;
}

export interface OpenPictures extends Pictures {
  /** What is not drawn yet never is. */
  close(): Promise<void>;
}

const boundMs = 10 * secondMs;
/** More orders than these would come too late to stand beside their words. */
const mostWaiting = 16;

export function openPictures(options: PictureOptions): OpenPictures {
  const { log, script, fontFile } = options;
  const startThread = (): DrawingThread => startDrawingThread({ script, fontFile, boundMs: options.boundMs ?? boundMs });
  let thread: DrawingThread | undefined;
  let unable = false;
  let closed = false;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  const drawNext = async (picture: Picture): Promise<DrawnPicture | undefined> => {
    if (unable || closed) return undefined;
    if (thread?.lives() !== true) thread = startThread();
    const drawing = await thread.draw(picture);
    if (drawing.kind === 'unable' && !unable) {
      unable = true;
      log.warn({ reason: drawing.reason }, 'no pictures can be drawn on this machine: the words go without them');
    }
    return pictureOf(drawing);
  };

  return {
    draw(picture) {
      if (unable || closed) return Promise.resolve(undefined);
      if (waiting >= mostWaiting) return Promise.reject(new TemporaryError('picture-busy', 'too many pictures wait to be drawn'));
      waiting += 1;
      const turn = last.then(() => drawNext(picture)).finally(() => (waiting -= 1));
      last = turn.catch(() => undefined);
      return turn;
    },
    async close() {
      closed = true;
      await thread?.end();
    },
  };
}

function pictureOf(drawing: Drawing): DrawnPicture | undefined {
  switch (drawing.kind) {
    case 'drawn':
      return drawing.picture;
    case 'unable':
      return undefined;
    case 'failed':
      throw new TemporaryError('picture-failed', `a picture could not be drawn: ${drawing.reason}`);
    case 'died':
      throw new TemporaryError('picture-failed', 'the thread that draws has died', drawing.cause);
    case 'slow':
      throw new TemporaryError('picture-slow', 'a picture took too long to draw');
    default:
      return drawing satisfies never;
  }
}

/** The thread that draws, as the build makes it: what a test draws with is what the product draws with. */
import { openPictures, type OpenPictures, type PictureOptions } from '../../src/adapters/picture/open-pictures.js';
import { pictureFiles } from '../../src/main/picture-files.js';
import type { Picture, Pictures } from '../../src/application/picture-port.js';
import build from './build-cli.js';

const faults = `
import { parentPort } from 'node:worker_threads';
await import('${pictureFiles.script.href}');
parentPort.on('message', ({ picture: { title } }) => {
  if (title === 'dies') process.exit(1);
  if (title === 'hangs') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
`;
/** The same with a fault that a picture's title brings about: it dies, or never answers. */
export const faultyScript = new URL(`data:text/javascript,${encodeURIComponent(faults)}`);

/** Draws until it is closed. What it warns of is put into `warnings`. */
export function openDrawing(options: Partial<PictureOptions> & { warnings?: string[] } = {}): OpenPictures {
  build();
  const { warnings = [], ...more } = options;
  return openPictures({ ...pictureFiles, log: { warn: (_facts, message) => warnings.push(message) }, ...more });
}

/** Draws as the given does, and remembers what was to be drawn. */
export function remembering(pictures: Pictures): Pictures & { readonly asked: Picture[] } {
  const asked: Picture[] = [];
  return {
    asked,
    draw: (picture) => {
      asked.push(picture);
      return pictures.draw(picture);
    },
  };
}

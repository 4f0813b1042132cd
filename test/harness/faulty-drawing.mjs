/** The thread that draws, with a fault that a picture's title brings about: it dies, or never answers. */
import { parentPort } from 'node:worker_threads';

await import('../../dist/adapters/picture/worker.js');

parentPort?.on('message', ({ picture }) => {
  if (picture.title === 'dies') process.exit(1);
  if (picture.title === 'hangs') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});

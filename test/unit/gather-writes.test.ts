import { Writable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { gatherWrites } from '../../src/adapters/redis/gather-writes.js';

function recording(): { stream: Writable; pieces: string[] } {
  const pieces: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      pieces.push(String(chunk));
      done();
    },
    writev(chunks, done) {
      pieces.push(chunks.map(({ chunk }) => String(chunk)).join(''));
      done();
    },
  });
  return { stream, pieces };
}

it('what is written in one turn of the event loop leaves as one piece, in order', async () => {
  const { stream, pieces } = recording();
  gatherWrites(stream);
  stream.write('a');
  await Promise.resolve();
  stream.write('b');
  stream.write('c');
  await turn();
  stream.write('d');
  await turn();
  expect(pieces).toEqual(['abc', 'd']);
});

it('a large piece does not wait for the end of the turn', async () => {
  const { stream, pieces } = recording();
  gatherWrites(stream);
  stream.write('a'.repeat(10_000));
  stream.write('b'.repeat(10_000));
  expect(pieces.map(({ length }) => length)).toEqual([20_000]);
  stream.write('c');
  await turn();
  expect(pieces.at(-1)).toBe('c');
});

it('what was written before the end still leaves', async () => {
  const { stream, pieces } = recording();
  gatherWrites(stream);
  stream.write('a');
  stream.write('b');
  await new Promise<void>((settle) => {
    stream.end(settle);
  });
  await turn();
  expect(pieces.join('')).toBe('ab');
});

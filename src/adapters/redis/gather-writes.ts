import type { Writable } from 'node:stream';

/** What has come together is sent before the turn ends, so that Redis works on it while the rest is still being made. */
const enoughCharacters = 16_384;

/**
 * Lets what is written to a connection in one turn of the event loop leave as one piece, or a few large ones. ioredis writes each command by
 * itself, so Redis would take up the first of several, flush it to disk, and leave the others waiting for the next flush.
 */
export function gatherWrites(stream: Writable): void {
  const write = stream.write.bind(stream) as (chunk: string | Uint8Array) => boolean;
  let gathered = 0;
  const send = (): void => {
    if (gathered === 0) return;
    gathered = 0;
    stream.uncork();
  };
  stream.write = (chunk: string | Uint8Array): boolean => {
    if (gathered === 0) {
      stream.cork();
      setImmediate(send);
    }
    gathered += Math.max(1, chunk.length);
    const accepted = write(chunk);
    if (gathered >= enoughCharacters) send();
    return accepted;
  };
}

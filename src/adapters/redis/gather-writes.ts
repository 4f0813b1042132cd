import type { Writable } from 'node:stream';

/**
 * Lets what is written to a connection in one turn of the event loop leave as one piece. ioredis writes each command by itself, so Redis would
 * take up the first of several, flush it to disk, and leave the others waiting for the next flush.
 */
export function gatherWrites(stream: Writable): void {
  const write = stream.write.bind(stream) as (chunk: string | Uint8Array) => boolean;
  let gathering = false;
  const send = (): void => {
    gathering = false;
    stream.uncork();
  };
  stream.write = (chunk: string | Uint8Array): boolean => {
    if (!gathering) {
      gathering = true;
      stream.cork();
      setImmediate(send);
    }
    return write(chunk);
  };
}

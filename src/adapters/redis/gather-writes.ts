import type { Writable } from 'node:stream';

const limit = Number(process.env['ZL'] ?? 16384);
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
    gathered += chunk.length;
    const r = write(chunk);
    if (gathered > limit) send();
    return r;
  };
}

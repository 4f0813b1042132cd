/** A line to a Redis that listens on TCP, which can be cut, or swallow what Redis answers, at any moment. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface RedisLine {
  /** REDIS_URL for whoever is to use the line. */
  url: string;
  /** Everybody is disconnected, and nobody is let in until `mend()`. */
  cut(): void;
  /** What is asked still reaches Redis; its answers do not arrive, on new connections either, until `mend()`. */
  swallowReplies(): void;
  /** The same, from the first request on that holds these words. */
  swallowRepliesFrom(words: string): void;
  /** Who is connected is disconnected and may come again. */
  hangUp(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function openRedisLine(port: number): Promise<RedisLine> {
  let state: 'whole' | 'cut' | 'swallowing' = 'whole';
  let armed: string | undefined;
  const calls = new Set<Socket>();
  const hangUp = (): void => {
    for (const call of calls) call.destroy();
  };
  const server = createServer((caller) => {
    if (state === 'cut') return caller.destroy();
    const redis = connect(port, '127.0.0.1');
    calls.add(caller);
    const end = (): void => {
      calls.delete(caller);
      caller.destroy();
      redis.destroy();
    };
    for (const side of [caller, redis]) side.on('error', end).on('close', end);
    caller.on('data', (asked) => {
      if (armed !== undefined && asked.includes(armed)) state = 'swallowing';
      redis.write(asked);
    });
    redis.on('data', (answer) => {
      if (state === 'whole') caller.write(answer);
    });
    return undefined;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: () => {
      state = 'cut';
      hangUp();
    },
    swallowReplies: () => {
      state = 'swallowing';
    },
    swallowRepliesFrom: (words) => {
      armed = words;
    },
    hangUp,
    mend: () => {
      armed = undefined;
      state = 'whole';
    },
    close: async () => {
      server.close();
      hangUp();
      await once(server, 'close');
    },
  };
}

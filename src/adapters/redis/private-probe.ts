/** Asks the private redis-server of a place over short connections of its own. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Redis } from 'ioredis';
import type { PrivatePlace } from './private-place.js';

const answerMs = 2_000;

/** `foreign`: a Redis of another folder answers. `silent`: something accepts the connection and says nothing. */
export type Answer = { kind: 'absent' } | { kind: 'ours'; pid: number } | { kind: 'foreign' } | { kind: 'silent' };

/** Asks who listens on the socket. A server that is still loading its file counts as there. */
export async function askServer(place: PrivatePlace): Promise<Answer> {
  const door = await knock(place);
  if (!door) return { kind: 'absent' };
  door.destroy();
  try {
    return await withConnection(place, async (client) => {
      const dir: unknown = await client.call('CONFIG', 'GET', 'dir');
      if (!Array.isArray(dir) || dir[1] !== place.folder) return { kind: 'foreign' };
      return { kind: 'ours', pid: Number(/^process_id:(\d+)/m.exec(await client.info('server'))?.[1]) };
    });
  } catch {
    // It may have ended between the two connections.
    const again = await knock(place);
    again?.destroy();
    return { kind: again ? 'silent' : 'absent' };
  }
}

/** A bare connection that counts as a user of the server and closes with it; undefined: nobody listens. */
export async function knock(place: PrivatePlace): Promise<Socket | undefined> {
  const socket = connect(place.socket);
  try {
    await once(socket, 'connect');
  } catch {
    return undefined;
  }
  // Only that it closed matters, which `close` tells.
  socket.on('error', () => undefined);
  return socket;
}

/** How many others are connected. */
export async function countUsers(place: PrivatePlace): Promise<number> {
  return await withConnection(place, async (client) => {
    // One round trip, so that connections closed before it are gone from the list.
    await client.ping();
    return (
      String(await client.call('CLIENT', 'LIST'))
        .trim()
        .split('\n').length - 1
    );
  });
}

/** Tells the server to end. That it lost the connection means that it obeys; whether it did shows in its process. */
export async function shutDown(place: PrivatePlace): Promise<void> {
  await withConnection(place, (client) => client.call('SHUTDOWN', 'NOSAVE')).catch(() => undefined);
}

async function withConnection<T>(place: PrivatePlace, work: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis({
    path: place.socket,
    protocol: 2,
    lazyConnect: true,
    connectTimeout: answerMs,
    commandTimeout: answerMs,
    enableReadyCheck: false,
    disableClientInfo: true,
    maxRetriesPerRequest: 0,
    retryStrategy: null,
  });
  // What goes wrong rejects the call that meets it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    // Once ended, it would only wait for the end again, for two seconds.
    if (client.status !== 'end') client.disconnect();
  }
}

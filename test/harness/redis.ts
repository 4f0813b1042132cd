/** A real redis-server of one's own for one test file, on a Unix socket in a temporary folder. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

export interface TestRedisOptions {
  /** Keeps an append-only file with an fsync for each write, as the product does. Off: nothing is written to disk. */
  appendOnly?: boolean;
}

export interface TestRedis {
  /** The Unix socket it listens on. */
  socket: string;
  /** What it keeps on disk, and the socket. */
  folder: string;
  /** For code that builds its own client: `new Redis(redis.options)`. */
  options: { path: string; commandTimeout: number };
  /** A client that `stop` disconnects. */
  client(): Redis;
  /** Empties it, for a fresh start between tests. */
  flush(): Promise<void>;
  /** Kills it without warning, as a crash does. `restart` brings it back with what it had on disk. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  /** Ends it and removes its folder. Rejects when somebody else's client is still connected: it was leaked. */
  stop(): Promise<void>;
}

const ready = /ready to accept connections/i;
const running = new Set<ChildProcess>();

/** Starts one, in some 35 ms. Rejects with what redis-server printed when it does not come up. */
export async function startTestRedis({ appendOnly = false }: TestRedisOptions = {}): Promise<TestRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'zrt-redis-'));
  const socket = join(folder, 'redis.sock');
  const options = { path: socket, commandTimeout: 10_000 };
  const own: Redis[] = [];
  let child = await launch(folder, socket, appendOnly);

  function client(): Redis {
    const connection = new Redis({ ...options });
    own.push(connection);
    return connection;
  }

  async function kill(): Promise<void> {
    await end(child, 'SIGKILL');
  }

  return {
    socket,
    folder,
    options,
    client,
    kill,
    async flush() {
      await control(socket, (redis) => redis.flushall());
    },
    async restart() {
      if (running.has(child)) await kill();
      child = await launch(folder, socket, appendOnly);
    },
    async stop() {
      await Promise.all(own.map(disconnect));
      const leaked = running.has(child) ? await control(socket, leakedClients) : [];
      if (running.has(child)) await end(child, 'SIGTERM');
      await rm(folder, { recursive: true, force: true });
      if (leaked.length > 0) throw new Error(`clients still connected:\n${leaked.join('\n')}`);
    },
  };
}

async function launch(folder: string, socket: string, appendOnly: boolean): Promise<ChildProcess> {
  const persistence = appendOnly ? ['--appendonly', 'yes', '--appendfsync', 'always'] : ['--appendonly', 'no'];
  const listen = ['--port', '0', '--unixsocket', socket, '--dir', folder, '--save', '', '--daemonize', 'no'];
  const child = spawn('redis-server', [...listen, ...persistence], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const guard = guardOf(child);
  child.once('exit', () => {
    running.delete(child);
    guard.kill('SIGKILL');
  });
  await new Promise<void>((resolve, reject) => {
    let printed = '';
    const read = (chunk: string): void => {
      printed += chunk;
      if (ready.test(printed)) resolve();
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    child.once('error', (error) => reject(new Error('redis-server could not be started', { cause: error })));
    child.once('exit', (code) => reject(new Error(`redis-server ended with ${String(code)}:\n${printed}`)));
  });
  return child;
}

/** Its input ends with this process, however that dies; then it kills the server, which would outlive us otherwise. */
function guardOf(child: ChildProcess): ChildProcess {
  return spawn('sh', ['-c', 'read -r _; kill -9 "$0"', String(child.pid)], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (!running.has(child)) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

async function disconnect(connection: Redis): Promise<void> {
  const { status } = connection;
  const gone = once(connection, 'end');
  connection.disconnect();
  // Between two attempts there is no connection whose end could be told.
  if (status !== 'end' && status !== 'reconnecting') await gone;
}

async function control<T>(socket: string, act: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis({ path: socket, commandTimeout: 10_000 });
  try {
    return await act(redis);
  } finally {
    await disconnect(redis);
  }
}

/** Everybody on the server's list but the one that asks. */
async function leakedClients(redis: Redis): Promise<string[]> {
  const [self, list] = await Promise.all([redis.client('ID'), redis.client('LIST')]);
  return String(list)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith(`id=${String(self)} `));
}

/** A redis-server that listens on TCP with settings of one's own, as an outside Redis does. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TcpRedis {
  port: number;
  pid: number;
  /** Kills it without warning. */
  kill(): Promise<void>;
  /** Brings it back on the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startTcpRedis(...settings: string[]): Promise<TcpRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'zrt-tcp-'));
  const port = await freePort();
  const launch = async () => {
    const child = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...settings]);
    let printed = '';
    for await (const text of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
      printed += String(text);
      if (printed.includes('Ready to accept connections')) {
        child.stdout.resume();
        return child;
      }
    }
    throw new Error(`redis-server ended:\n${printed}`);
  };
  let child = await launch();
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return {
    port,
    get pid() {
      return child.pid ?? 0;
    },
    kill,
    restart: async () => {
      child = await launch();
    },
    stop: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

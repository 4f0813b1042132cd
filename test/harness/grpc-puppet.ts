/** A chat world for scenarios, reached either directly or over gRPC as WeChat's puppets usually are. */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Puppet } from 'wechaty-puppet';
import { payloadStoresAtRest } from '../../src/adapters/wechaty/guard-payload-store.js';
import { muteWechaty } from '../../src/adapters/wechaty/load-wechaty.js';
import { LocalHub } from '../../src/adapters/wechaty/puppets/local/hub.js';
import type { HubOptions } from '../../src/adapters/wechaty/puppets/local/hub-types.js';
import { puppetOptions, resolvePuppet } from '../../src/adapters/wechaty/resolve-puppet.js';

export interface ChatWorld {
  hub: LocalHub;
  /** A new puppet at each call, for startChat. */
  puppet: () => Puppet;
  close: () => Promise<void>;
}

export interface GrpcWorld extends ChatWorld {
  /** By which wechaty-puppet-service finds the server, in this process or another. */
  env: Record<string, string>;
  /** The server dies, and its puppet with it. */
  killServer: () => Promise<void>;
  /** A new server on the same port, with a puppet of its own in the same world. */
  startServer: () => Promise<void>;
}

export async function openLocalWorld(options: HubOptions): Promise<ChatWorld> {
  const hub = new LocalHub(options);
  return { hub, puppet: await resolvePuppet('local', hub), close: async () => undefined };
}

/** Server and clients share this process; each world has a token of its own, since the client keeps a LevelDB under it. */
export async function openGrpcWorld(options: HubOptions): Promise<GrpcWorld> {
  await muteWechaty();
  const { PuppetServer, PuppetService } = await import('wechaty-puppet-service');
  const hub = new LocalHub(options);
  const newServerPuppet = await resolvePuppet('local', hub);
  const token = `insecure_${randomUUID()}`;
  const endpoint = `127.0.0.1:${await freePort()}`;
  let running: { server: InstanceType<typeof PuppetServer>; puppet: Puppet } | undefined;

  const killServer = async (): Promise<void> => {
    const { server, puppet } = running ?? {};
    running = undefined;
    await server?.stop();
    await puppet?.stop();
  };
  const startServer = async (): Promise<void> => {
    const puppet = newServerPuppet();
    const server = new PuppetServer({ endpoint, puppet, token, tls: { disable: true } });
    // As in a server of its own: an error of the puppet goes to the client, if there is one.
    puppet.on('error', () => undefined);
    await server.start();
    running = { server, puppet };
  };

  await startServer();
  return {
    hub,
    puppet: () => new PuppetService({ ...puppetOptions, endpoint, token, tls: { disable: true } }),
    env: {
      WECHATY_PUPPET: 'wechaty-puppet-service',
      WECHATY_PUPPET_SERVICE_ENDPOINT: endpoint,
      WECHATY_PUPPET_SERVICE_TOKEN: token,
      WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT: 'true',
    },
    killServer,
    startServer,
    close: async () => {
      await killServer();
      await payloadStoresAtRest();
      await rm(join(homedir(), '.wechaty', 'wechaty-puppet-service', token), { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/** /healthz, /metrics and the console of a running bot. Where they cannot be served, the bot goes on and the operator is told. */
import { join } from 'node:path';
import { registerConsole } from '../adapters/console/register-console.js';
import { servePages } from '../adapters/http/health-server.js';
import type { Prometheus } from '../adapters/metrics/prometheus.js';
import { checkHealth } from '../application/check-health.js';
import type { Log } from '../application/ports.js';
import { takeFigures } from '../application/take-figures.js';
import { secondMs } from '../domain/time.js';
import { shipped } from './open-home.js';
import type { Bot } from '../main.js';

/** A monitor gives up sooner than Redis does. */
const redisBoundMs = 2 * secondMs;

export interface Pages {
  /** Where they are; undefined: they are not served. */
  url?: string;
  stop: () => Promise<void>;
}

const pageFolder = join(shipped, 'dist', 'console');

/** `withConsole`: not only for monitors. */
export async function openPages(bot: Bot, prometheus: Prometheus, log: Log, withConsole: boolean): Promise<Pages> {
  const { world, engine, hearing, desk } = bot;
  const { host, port } = world.config().settings.console;
  const server = await servePages(
    { host, port },
    {
      async health() {
        const document = await checkHealth(world, { holds: engine.holdsAccount(), endedMs: engine.lastTickMs() }, redisBoundMs);
        return { ok: document.status === 'ok', document };
      },
      metrics: async () => prometheus.page(await takeFigures(world, world.clock.now(), redisBoundMs)),
    },
    withConsole ? (to) => registerConsole(to, { world, hearing, desk, pageFolder }) : undefined,
  );
  switch (server.kind) {
    case 'serving':
      world.alarms.clear('health-unserved');
      log.info({ url: server.url }, 'serving /healthz and /metrics');
      return { url: server.url, stop: () => server.stop() };
    case 'taken':
    case 'refused': {
      world.alarms.raise('health-unserved', { host, port, code: server.code });
      const why = server.kind === 'taken' ? 'another program listens there' : 'it is not possible here';
      log.warn({ host, port, reason: server.code }, `/healthz and /metrics are not served: ${why}; the bot runs on without them`);
      return { stop: () => Promise.resolve() };
    }
    default:
      return server satisfies never;
  }
}

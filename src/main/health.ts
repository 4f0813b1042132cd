/** /healthz and /metrics of a running bot. Where they cannot be served, the bot goes on and the operator is told. */
import { serveHealth } from '../adapters/http/health-server.js';
import type { Prometheus } from '../adapters/metrics/prometheus.js';
import { checkHealth } from '../application/check-health.js';
import type { Log } from '../application/ports.js';
import { takeFigures } from '../application/take-figures.js';
import { secondMs } from '../domain/time.js';
import type { Bot } from '../main.js';

/** A monitor gives up sooner than Redis does. */
const redisBoundMs = 2 * secondMs;

/** Returns how to end it. */
export async function openHealth(bot: Bot, prometheus: Prometheus, log: Log): Promise<() => Promise<void>> {
  const { world, engine } = bot;
  const { host, port } = world.config().settings.console;
  const server = await serveHealth(
    { host, port },
    {
      async health() {
        const document = await checkHealth(world, { holds: engine.holdsAccount(), endedMs: engine.lastTickMs() }, redisBoundMs);
        return { ok: document.status === 'ok', document };
      },
      metrics: async () => prometheus.page(await takeFigures(world, world.clock.now(), redisBoundMs)),
    },
  );
  switch (server.kind) {
    case 'serving':
      world.alarms.clear('health-unserved');
      log.info({ url: server.url }, 'serving /healthz and /metrics');
      return () => server.stop();
    case 'taken':
    case 'refused': {
      world.alarms.raise('health-unserved', { host, port, code: server.code });
      const why = server.kind === 'taken' ? 'another program listens there' : 'it is not possible here';
      log.warn({ host, port, reason: server.code }, `/healthz and /metrics are not served: ${why}; the bot runs on without them`);
      return () => Promise.resolve();
    }
    default:
      return server satisfies never;
  }
}

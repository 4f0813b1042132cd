/** /healthz, /metrics and the console of a running bot. Where they cannot be served, the bot goes on and the operator is told. */
import { join } from 'node:path';
import type { DemoTown } from '../adapters/console/demo-port.js';
import { registerConsole } from '../adapters/console/register-console.js';
import { servePages, type HealthPages } from '../adapters/http/health-server.js';
import type { Prometheus } from '../adapters/metrics/prometheus.js';
import type { CalendarRenderer } from '../application/calendar-port.js';
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
  /** Whether the console is among them. */
  console: boolean;
  stop: () => Promise<void>;
}

/** The library takes a while to load: whoever asks for a calendar waits for it. */
const calendars = async (): Promise<CalendarRenderer> => (await import('../adapters/office/calendar-renderer.js')).calendarRenderer();

const loopback = '127.0.0.1';
const pageFolder = join(shipped, 'dist', 'console');

/** `withConsole`: not only for monitors. */
export async function openPages(bot: Bot, prometheus: Prometheus, log: Log, withConsole: boolean): Promise<Pages> {
  const { world, hearing, desk, office } = bot;
  const { host, port } = world.config().settings.console;
  const server = await servePages(
    { host, port },
    monitorPages(bot, prometheus),
    withConsole ? (to) => registerConsole(to, { world, hearing, desk, office, calendars, pageFolder }) : undefined,
  );
  switch (server.kind) {
    case 'serving':
      world.alarms.clear('health-unserved');
      log.info({ url: server.url, console: withConsole }, 'serving pages');
      return { url: server.url, console: withConsole, stop: () => server.stop() };
    case 'taken':
    case 'refused': {
      world.alarms.raise('health-unserved', { host, port, code: server.code });
      const why = server.kind === 'taken' ? 'another program listens there' : 'it is not possible here';
      log.warn({ host, port, reason: server.code }, `/healthz and /metrics are not served: ${why}; the bot runs on without them`);
      return { console: false, stop: () => Promise.resolve() };
    }
    default:
      return server satisfies never;
  }
}

/**
 * The same of a demonstration, with its chat, on this machine alone: at the port of the settings, or at any free one when another program has that.
 * undefined: they cannot be served, which the log says.
 */
export async function openDemoPages(bot: Bot, demo: DemoTown, log: Log): Promise<{ url: string; stop(): Promise<void> } | undefined> {
  const { createPrometheus } = await import('../adapters/metrics/prometheus.js');
  const { world, hearing, desk, office } = bot;
  const monitor = monitorPages(bot, createPrometheus());
  let code = '';
  for (const port of [world.config().settings.console.port, 0]) {
    const server = await servePages({ host: loopback, port }, monitor, (to) =>
      registerConsole(to, { world, hearing, desk, office, calendars, pageFolder, demo }),
    );
    if (server.kind === 'serving') return server;
    code = server.code;
  }
  log.warn({ reason: code }, 'the chat in the browser is not served: it goes on in the terminal alone');
  return undefined;
}

function monitorPages({ world, engine }: Bot, prometheus: Prometheus): HealthPages {
  return {
    async health() {
      const document = await checkHealth(world, { holds: engine.holdsAccount(), endedMs: engine.lastTickMs() }, redisBoundMs);
      return { ok: document.status === 'ok', document };
    },
    metrics: async () => prometheus.page(await takeFigures(world, world.clock.now(), redisBoundMs)),
  };
}

/** Serves /healthz and /metrics, which hold neither names nor texts, and whatever else is put on the same port. fastify is loaded when it is needed. */
import type { AddressInfo } from 'node:net';
import type { FastifyError, FastifyInstance } from 'fastify';

export interface HealthPages {
  /** 200 when ok, else 503. */
  health(): Promise<{ ok: boolean; document: object }>;
  metrics(): Promise<{ type: string; text: string }>;
}

/** `taken`: another program listens there; `refused`: this one may not, or there is no such address. `code` is the system's. */
export type HealthServer =
  | { kind: 'serving'; url: string; stop(): Promise<void> }
  | { kind: 'taken'; code: string }
  | { kind: 'refused'; code: string };

const bounds = {
  bodyLimit: 1_024,
  // Photos come from telephones on village networks.
  requestTimeout: 30_000,
  connectionTimeout: 10_000,
  keepAliveTimeout: 5_000,
  http: { maxHeaderSize: 8_192 },
} as const;
const mostConnections = 200;

/** `port` 0: any free one. `extend` adds more to the server before it listens. */
export async function servePages(
  { host, port }: { host: string; port: number },
  pages: HealthPages,
  extend?: (server: FastifyInstance) => Promise<void>,
): Promise<HealthServer> {
  const { fastify } = await import('fastify');
  const server = fastify({ ...bounds, logger: false, forceCloseConnections: true, exposeHeadRoutes: false });
  server.server.maxConnections = mostConnections;
  server.addHook('onRequest', (_request, reply, done) => {
    reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
    done();
  });
  server.get('/healthz', async (_request, reply) => {
    const { ok, document } = await pages.health();
    return reply.code(ok ? 200 : 503).send(document);
  });
  server.get('/metrics', async (_request, reply) => {
    const { type, text } = await pages.metrics();
    return reply.type(type).send(text);
  });
  server.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'not-found' }));
  // What went wrong stands in the log; its words are not for whoever asks.
  server.setErrorHandler<FastifyError>(({ statusCode = 503 }, _request, reply) =>
    statusCode < 500 ? reply.code(statusCode).send({ error: 'refused' }) : reply.code(503).send({ error: 'unavailable' }),
  );
  try {
    await extend?.(server);
    await server.listen({ host, port });
  } catch (error) {
    await server.close();
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return { kind: code === 'EADDRINUSE' ? 'taken' : 'refused', code };
  }
  return { kind: 'serving', url: urlOf(server.server.address() as AddressInfo), stop: () => server.close() };
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

/**
 * Tells open pages that something has changed: every change has an entry in the trail, so its last number is enough. How far long work is has none,
 * and is told by an event of its own. What changed they ask for.
 */
import type { FastifyReply } from 'fastify';
import type { World } from '../../application/world.js';
import { secondMs } from '../../domain/time.js';

export interface Live {
  /** Keeps the connection open until the page goes. */
  attach(reply: FastifyReply): void;
  stop(): void;
}

const lookMs = 1 * secondMs;
/** Something passes through before a proxy, or the server itself, takes the line for dead. */
const breathMs = 4 * secondMs;

/** One look a second for all pages together, and none while none is open. */
export function openLive(world: World): Live {
  const pages = new Set<FastifyReply['raw']>();
  let last = 0;
  let lastTurn: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let spokenAt = 0;
  const tell = (text: string): void => {
    for (const page of pages) page.write(text);
  };
  const look = async (): Promise<void> => {
    const [{ counter }, turn] = await Promise.all([world.stores.audit.extent(), world.stores.jobs.turn()]);
    if (lastTurn !== undefined && turn !== lastTurn) tell(`event: jobs\ndata: ${turn}\n\n`);
    lastTurn = turn;
    const now = performance.now();
    if (counter !== last || now - spokenAt > breathMs) {
      tell(counter === last ? ': \n\n' : `data: ${counter}\n\n`);
      spokenAt = now;
    }
    last = counter;
  };
  const again = (): void => {
    timer = setTimeout(() => {
      look()
        .catch((error: unknown) => world.log.warn({ err: error }, 'pages could not be told of changes'))
        .finally(() => (pages.size > 0 ? again() : (timer = undefined)));
    }, lookMs);
  };
  return {
    attach(reply) {
      const { raw } = reply;
      reply.hijack();
      raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
      raw.write('retry: 2000\n\n');
      pages.add(raw);
      raw.on('close', () => pages.delete(raw));
      if (timer === undefined) again();
    },
    stop() {
      clearTimeout(timer);
      for (const page of pages) page.end();
      pages.clear();
    },
  };
}

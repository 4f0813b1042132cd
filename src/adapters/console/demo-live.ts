/** Tells the open chat pages of a demonstration what is said and how its clock goes. */
import type { FastifyReply } from 'fastify';
import { secondMs } from '../../domain/time.js';
import type { DemoTown, TownEvent } from './demo-port.js';

export interface DemoLive {
  /** Keeps the connection open until the page goes. */
  attach(reply: FastifyReply): void;
  stop(): void;
}

/** Something passes through before the server itself takes the line for dead; the page sets its clock by it. */
const breathMs = 4 * secondMs;
/** A page that has fallen this far behind is better off asking anew. */
const furthestBehindBytes = 8 * 1024 * 1024;

export function openDemoLive(demo: DemoTown): DemoLive {
  const pages = new Set<FastifyReply['raw']>();
  const tell = (event: TownEvent): void => {
    const text = `data: ${JSON.stringify(event)}\n\n`;
    for (const page of pages) {
      if (page.writableLength > furthestBehindBytes) page.destroy();
      else page.write(text);
    }
  };
  const breathe = (): void => {
    if (pages.size === 0) return;
    const { now, moving } = demo.town();
    tell({ kind: 'clock', now, moving });
  };
  const timer = setInterval(breathe, breathMs);
  const deafen = demo.listen(tell);
  return {
    attach(reply) {
      const { raw } = reply;
      reply.hijack();
      raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
      raw.write('retry: 1000\n\n');
      pages.add(raw);
      raw.on('close', () => pages.delete(raw));
    },
    stop() {
      clearInterval(timer);
      deafen();
      for (const page of pages) page.end();
      pages.clear();
    },
  };
}

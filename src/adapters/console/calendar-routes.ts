/** Calendars that phones subscribe to. The address is the secret: there is no session, and no telling one wrong address from another. */
import { createHash } from 'node:crypto';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { CalendarFeed, CalendarRenderer } from '../../application/calendar-port.js';
import { openCalendar } from '../../application/open-calendar.js';
import type { World } from '../../application/world.js';

/** A phone asks once in a while; behind one proxy may be many. */
const askedAMinute = 120;
const ending = '.ics';

export function calendarRoutes(world: World, renderer: () => Promise<CalendarRenderer>): FastifyPluginAsyncZod {
  return async (server) => {
    server.get(
      '/:file',
      {
        schema: { hide: true, params: z.object({ file: z.string() }) },
        config: { rateLimit: { max: askedAMinute, timeWindow: '1 minute' } },
      },
      async ({ params: { file }, headers }, reply) => {
        const now = world.clock.now();
        const feed = file.endsWith(ending) ? await openCalendar(world, file.slice(0, -ending.length), now) : undefined;
        if (feed === undefined) return reply.code(404).send({ error: 'not-found' });
        const tag = tagOf(feed);
        reply.header('cache-control', 'private, no-cache').header('etag', tag);
        if (isAmong(headers['if-none-match'], tag)) return reply.code(304).send();
        return reply
          .type('text/calendar; charset=utf-8')
          .header('content-disposition', 'inline; filename="zerentian.ics"')
          .send((await renderer()).render(feed, now));
      },
    );
  };
}

/** Weak: what is rendered bears the time at which that was done. */
function tagOf(feed: CalendarFeed): string {
  return `W/"${createHash('sha256').update(JSON.stringify(feed)).digest('base64url')}"`;
}

function isAmong(ifNoneMatch: string | undefined, tag: string): boolean {
  return ifNoneMatch?.split(',').some((one) => one.trim().replace(/^(?:W\/)?/u, 'W/') === tag) ?? false;
}

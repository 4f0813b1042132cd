/** Routes that belong to pages: who may open the page is asked for each request, and nothing of a page without its guard is reached. */
import type { FastifyInstance } from 'fastify';
import type { World } from '../../application/world.js';
import { mayOpen, type Page } from '../../domain/pages.js';
import type { Person } from '../../domain/roster.js';
import { personAsking, refuse } from './session.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    page?: Page;
  }
}

/** Every route of this server has to name its page: one that does not is denied to all. */
export function guardPages(server: Pick<FastifyInstance, 'addHook' | 'decorateRequest'>, world: World): void {
  server.decorateRequest('person', null);
  server.addHook('preHandler', async (request, reply) => {
    const person = await personAsking(world, request);
    if (person === undefined) return refuse(reply, 401, 'not-signed-in');
    const { page } = request.routeOptions.config;
    if (page === undefined || !mayOpen(world.config().roster, person.id, page)) return refuse(reply, 403, 'denied');
    request.person = person;
    return undefined;
  });
}

export function signedIn({ person }: { person: Person | null }): Person {
  if (person === null) throw new TypeError('a route was reached without its guard');
  return person;
}

/** Who asks: a cookie that no script can read names a session; changes are taken from the console's own page only. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '../../domain/roster.js';
import { sessionMs } from '../../domain/sign-in.js';
import { secondMs } from '../../domain/time.js';
import { presentPerson } from '../../application/people.js';
import type { World } from '../../application/world.js';
import type { Refusal } from './contract.js';

export const cookieName = 'zrt';

/** How the cookie is kept. `secure`: the console is reached by https alone. */
export function cookieOf(secure: boolean): { path: string; httpOnly: boolean; sameSite: 'strict'; secure: boolean } {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure };
}

export function keepSession(reply: FastifyReply, token: string, secure: boolean): void {
  reply.setCookie(cookieName, token, { ...cookieOf(secure), maxAge: sessionMs / secondMs });
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once somebody is known to be signed in. */
    person: Person | null;
  }
}

export function refuse(reply: FastifyReply, status: number, error: Refusal): FastifyReply {
  return reply.code(status).send({ error });
}

/** Whoever asks, if they are signed in and still in the roster: looked at for each request anew. */
export async function personAsking(world: World, request: FastifyRequest): Promise<Person | undefined> {
  const token = request.cookies[cookieName];
  if (token === undefined || token === '') return undefined;
  const session = await world.stores.signIns.session(token, world.clock.now());
  return session === undefined ? undefined : presentPerson(world, session.person);
}

/**
 * Refuses changes that another site's page makes a browser send. Browsers say where a request comes from; what is no browser sends neither header
 * and has no cookie of anybody's.
 */
export function guardOrigin(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (request.method === 'GET' || request.method === 'HEAD') return done();
    const { origin, 'sec-fetch-site': site, host } = request.headers;
    const foreign = (typeof site === 'string' && site !== 'same-origin') || (origin !== undefined && hostOf(origin) !== host);
    if (foreign) void refuse(reply, 403, 'denied');
    else done();
  });
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

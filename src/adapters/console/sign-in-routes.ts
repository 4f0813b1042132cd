/** Signing in by a code, and out again. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { presentPerson } from '../../application/people.js';
import { viewMe } from '../../application/view-me.js';
import type { World } from '../../application/world.js';
import { readSignInCode, sessionMs } from '../../domain/sign-in.js';
import { me, refusal } from './contract.js';
import { cookieName, cookieOf, keepSession, personAsking, refuse } from './session.js';

/** Guessing is bounded for all together as well (domain/sign-in.ts). */
const triesAMinute = 30;

export function signInRoutes(world: World, secure: boolean): FastifyPluginAsyncZod {
  return async (server) => {
    server.post(
      '/sign-in',
      {
        schema: {
          summary: 'a code for a session',
          body: z.object({ code: z.string().max(40) }),
          response: { 200: me, 401: refusal, 429: refusal },
        },
        config: { rateLimit: { max: triesAMinute, timeWindow: '1 minute' } },
      },
      async ({ body }, reply) => {
        const code = readSignInCode(body.code);
        if (code === undefined) return refuse(reply, 401, 'wrong-code');
        const now = world.clock.now();
        const signedIn = await world.stores.signIns.redeem(code, now + sessionMs, now);
        if (signedIn.kind === 'stopped') return refuse(reply, 429, 'too-many');
        const person = signedIn.kind === 'in' ? presentPerson(world, signedIn.person) : undefined;
        if (signedIn.kind === 'wrong' || person === undefined) return refuse(reply, 401, 'wrong-code');
        keepSession(reply, signedIn.token, secure);
        return viewMe(world, person);
      },
    );
    server.post('/sign-out', { schema: { summary: 'ends the session' } }, async (request, reply) => {
      const token = request.cookies[cookieName];
      if (token !== undefined && token !== '') await world.stores.signIns.end(token, world.clock.now());
      return reply.clearCookie(cookieName, cookieOf(secure)).code(204).send();
    });
    server.get(
      '/me',
      { schema: { summary: 'who is signed in, and which pages they may open', response: { 200: me, 401: refusal } } },
      async (request, reply) => {
        const person = await personAsking(world, request);
        return person === undefined ? refuse(reply, 401, 'not-signed-in') : viewMe(world, person);
      },
    );
  };
}

/**
 * The chat of a demonstration: anybody is spoken for, time is let pass, and whoever one is opens the console without a code. None of this is
 * there unless a stage is handed in, which only the demonstration has.
 */
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { presentPerson } from '../../application/people.js';
import { viewMe } from '../../application/view-me.js';
import type { World } from '../../application/world.js';
import { sessionMs, signInCodeMs } from '../../domain/sign-in.js';
import { openDemoLive } from './demo-live.js';
import type { DemoTown } from './demo-port.js';
import { keepSession, refuse } from './session.js';

/** As in chat: what is longer is measured and not kept. */
const longestText = 20_000;
const megabyte = 1024 * 1024;
/** Somewhat more than the bot takes, so that it is the bot that says no. */
const largestPhotoBytes = 12 * megabyte;
const ownNames: readonly string[] = ['127.0.0.1', 'localhost', '[::1]', '::1'];
const photoTypes = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'] as const;

const talk = z.string().min(1).max(100);
const speech = z.object({ who: talk, group: talk.optional(), text: z.string().min(1).max(longestText) });
const speaker = z.object({ who: talk, group: talk.optional() });

export function demoRoutes(world: World, demo: DemoTown): FastifyPluginAsyncZod {
  return async (server) => {
    guardHost(server);
    const live = openDemoLive(demo);
    server.addHook('preClose', async () => live.stop());
    for (const type of photoTypes)
      server.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit: largestPhotoBytes }, (_request, body, done) => done(null, body));

    server.get('/town', () => demo.town());
    server.get('/events', (_request, reply) => live.attach(reply));
    server.get('/talks/:id', { schema: { params: z.object({ id: talk }) } }, (request, reply) => {
      const lines = demo.talk(request.params.id);
      return lines === undefined ? refuse(reply, 404, 'not-found') : reply.send({ lines });
    });
    server.get('/pictures/:no', { schema: { params: z.object({ no: z.coerce.number().int().min(1) }) } }, (request, reply) => {
      const bytes = demo.picture(request.params.no);
      return bytes === undefined ? refuse(reply, 404, 'not-found') : sendPicture(reply, bytes);
    });
    server.post('/say', { bodyLimit: 4 * longestText, schema: { body: speech } }, async ({ body: { who, group, text } }, reply) =>
      heard(reply, await demo.speak({ who, text, ...(group === undefined ? {} : { group }) })),
    );
    server.post(
      '/photo',
      { bodyLimit: largestPhotoBytes, schema: { querystring: speaker } },
      async ({ query: { who, group }, body }, reply) => {
        if (!Buffer.isBuffer(body) || body.length === 0) return refuse(reply, 400, 'refused');
        return heard(reply, await demo.speak({ who, text: '', photo: body, ...(group === undefined ? {} : { group }) }));
      },
    );
    server.post('/forward', { schema: { body: z.object({ by: z.string().max(10) }) } }, async ({ body }) => ({
      moved: await demo.forward(body.by),
    }));
    server.post('/sign-in', { schema: { body: z.object({ who: talk }) } }, async ({ body }, reply) => {
      const person = presentPerson(world, body.who);
      if (person === undefined) return refuse(reply, 404, 'not-found');
      const { signIns } = world.stores;
      const now = world.clock.now();
      const code = await signIns.issue({ person: person.id, until: now + signInCodeMs, by: person.id }, now);
      const signedIn = await signIns.redeem(code, now + sessionMs, now);
      if (signedIn.kind !== 'in') return refuse(reply, 429, 'too-many');
      keepSession(reply, signedIn.token, false);
      return viewMe(world, person);
    });
  };
}

function heard(reply: FastifyReply, isHeard: boolean): FastifyReply {
  return isHeard ? reply.code(204).send() : refuse(reply, 404, 'not-found');
}

/** Its kind is left to the browser only as far as a picture goes: nothing else is shown from this address. */
function sendPicture(reply: FastifyReply, bytes: Uint8Array): FastifyReply {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  const type = head.startsWith('\x89PNG') ? 'png' : head.startsWith('GIF8') ? 'gif' : head.startsWith('RIFF') ? 'webp' : 'jpeg';
  return reply.type(`image/${type}`).header('content-security-policy', "default-src 'none'").send(Buffer.from(bytes));
}

/** A name that somebody else's site has pointed at this machine is not this machine's. */
function guardHost(server: FastifyInstance): void {
  server.addHook('onRequest', async ({ hostname }, reply) => (ownNames.includes(hostname) ? undefined : refuse(reply, 403, 'denied')));
}

/** What people do in the console they do with the words of the chat: one reading of them, one permission table, one trail. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Outgoing } from '../../application/chat-port.js';
import type { Hearing } from '../../application/hear.js';
import type { World } from '../../application/world.js';
import * as contract from './contract.js';
import { personAsking, refuse } from './session.js';

/** As in chat: what is longer is measured and not kept. */
const longestText = 20_000;
/** The id makes a repeated request harmless: the page draws one for each thing that is said. */
const words = z.object({ id: z.string().regex(/^[A-Za-z0-9-]{8,64}$/), text: z.string().min(1).max(longestText) });

export function sayRoutes(world: World, hearing: Hearing): FastifyPluginAsyncZod {
  const { refusal } = contract;
  return async (server) => {
    server.post(
      '/say',
      {
        bodyLimit: 4 * longestText,
        schema: {
          summary: 'says something to the bot, as in chat; answers with what it says',
          body: words,
          response: { 200: contract.said, 401: refusal },
        },
      },
      async (request, reply) => {
        const person = await personAsking(world, request);
        if (person === undefined) return refuse(reply, 401, 'not-signed-in');
        const { id, text } = request.body;
        const message = { id: `console:${person.id}:${id}`, at: world.clock.now(), content: { kind: 'text', text } } as const;
        return (await hearing.answer(person.id, message)).map(shown);
      },
    );
  };
}

function shown(content: Outgoing): z.infer<typeof contract.said>[number] {
  if (typeof content === 'string') return { text: content };
  const type = content.name.endsWith('.png')
    ? 'png'
    : content.name.endsWith('.gif')
      ? 'gif'
      : content.name.endsWith('.webp')
        ? 'webp'
        : 'jpeg';
  return { picture: `data:image/${type};base64,${Buffer.from(content.bytes).toString('base64')}`, name: content.name };
}

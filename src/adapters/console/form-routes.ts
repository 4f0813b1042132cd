/** The answer form: its page, which is the same for every link, and what the page asks and hands in. Whoever has the link needs no session. */
import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Hearing } from '../../application/hear.js';
import { formLink, openForm, type FormTrouble } from '../../application/open-form.js';
import type { World } from '../../application/world.js';
import { longestFormText, mostFormPhotos } from '../../domain/answer-form.js';

/** Enough for a person who corrects themselves, for all links from one place. */
const openingsAMinute = 60;
const submissionsAMinute = 30;
const megabyte = 1024 * 1024;
/** A page makes photos small before it sends them. */
const longestBody = 12 * megabyte;
const mostQuestions = 30;

const photo = z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64')));
const entry = z.object({
  yes: z.boolean().optional(),
  number: z.number().optional(),
  letter: z.string().max(1).optional(),
  date: z.string().max(10).nullable().optional(),
  // Longer texts are told by their question, not by a refusal of the whole.
  text: z
    .string()
    .max(20 * longestFormText)
    .optional(),
  attested: z.boolean().optional(),
  remark: z.string().max(longestFormText).optional(),
  photos: z
    .array(photo)
    .max(2 * mostFormPhotos)
    .optional(),
});
const entries = z.record(z.string().max(60), entry).refine((given) => Object.keys(given).length <= mostQuestions);
const params = z.object({ token: z.string().max(100) });

export function formRoutes(world: World, hearing: Hearing, page: string): FastifyPluginAsyncZod {
  return async (server) => {
    server.get('/:token', { schema: { hide: true, params } }, async (_request, reply) =>
      reply.header('content-security-policy', policy).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page),
    );
    server.get(
      '/:token/form',
      { schema: { hide: true, params }, config: { rateLimit: { max: openingsAMinute, timeWindow: '1 minute' } } },
      async ({ params: { token } }, reply) => {
        const form = await openForm(world, token, world.clock.now());
        return typeof form === 'string' ? over(reply, form) : form;
      },
    );
    server.post(
      '/:token/form',
      {
        schema: { hide: true, params, body: z.object({ entries }) },
        bodyLimit: longestBody,
        config: { rateLimit: { max: submissionsAMinute, timeWindow: '1 minute' } },
        // Nobody without a link makes this machine read what they send.
        onRequest: async ({ params: { token } }, reply) => {
          const link = await formLink(world, token, world.clock.now());
          return typeof link === 'string' ? over(reply, link) : undefined;
        },
      },
      async ({ params: { token }, body }, reply) => {
        const outcome = await hearing.submit(token, body.entries);
        switch (outcome.kind) {
          case 'handed-in':
            return { text: outcome.text };
          case 'wrong':
            return reply.code(422).send({ problems: outcome.problems });
          case 'refused':
            return reply.code(409).send({ text: outcome.text });
          case 'over':
            return over(reply, outcome.why);
          default:
            return outcome satisfies never;
        }
      },
    );
  };
}

function over(reply: FastifyReply, why: FormTrouble): FastifyReply {
  return reply.code(410).send({ error: why });
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

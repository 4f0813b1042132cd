/** What a unit said in a cycle, and its photos: on record before anything is shown, and kept by no browser. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { viewUnitAnswers, viewUnitFile } from '../../application/view-unit-answers.js';
import type { World } from '../../application/world.js';
import { PermanentError } from '../../domain/errors.js';
import { pictureKind } from '../../domain/picture-kind.js';
import { refusal } from './contract.js';
import * as shapes from './contract-unit-answers.js';
import { guardPages, signedIn } from './page-guard.js';
import { refuse } from './session.js';

const refusals = { 401: refusal, 403: refusal, 404: refusal, 503: refusal };
const page = 'cycles';
/** Opened by itself a file does nothing and loads nothing, whatever is in it. */
const inert = "default-src 'none'; sandbox";

export function unitAnswerRoutes(world: World): FastifyPluginAsyncZod {
  return async (server) => {
    guardPages(server, world);
    server.addHook('onSend', async (_request, reply) => {
      reply.header('cache-control', 'no-store');
    });
    server.post(
      '/cycles/:id/units/:unit/answers',
      {
        config: { page },
        schema: {
          summary: 'what a unit answered, version by version, the latest first; the read is on record',
          params: shapes.part,
          body: shapes.reading,
          response: { 200: shapes.unitAnswers, ...refusals },
        },
      },
      async (request, reply) => {
        const { params, body } = request;
        const reading = { cycle: params.id, unit: params.unit, operationId: body.id };
        return (await viewUnitAnswers(world, signedIn(request), reading, world.clock.now())) ?? refuse(reply, 404, 'not-found');
      },
    );
    server.get(
      '/cycles/:id/units/:unit/files/:name',
      {
        config: { page },
        schema: {
          summary: 'a photo or document of what a unit answered, as it was handed in; `read` as in the request that named it',
          params: shapes.filePart,
          querystring: shapes.fileReading,
          response: { 200: shapes.bytes, ...refusals },
        },
      },
      async (request, reply) => {
        const { params, query } = request;
        const reading = { cycle: params.id, unit: params.unit, operationId: query.read, name: params.name };
        const bytes = await viewUnitFile(world, signedIn(request), reading, world.clock.now()).catch(gone);
        if (bytes === undefined) return refuse(reply, 404, 'not-found');
        const kind = pictureKind(bytes);
        return reply
          .header('content-security-policy', inert)
          .header('content-disposition', `${kind === undefined ? 'attachment' : 'inline'}; filename="${params.name}"`)
          .type(kind === undefined ? 'application/octet-stream' : `image/${kind === 'jpg' ? 'jpeg' : kind}`)
          .send(bytes);
      },
    );
  };
}

/** Its key went with what it sealed, between the look at the answers and this. */
function gone(error: unknown): undefined {
  if (error instanceof PermanentError && error.code === 'data-key-gone') return undefined;
  throw error;
}

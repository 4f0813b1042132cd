/** Long work in the console: what there is, a workbook sent up, what is begun, called off and fetched. Who may is asked for each request. */
import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { fetchJobFile, previewFor } from '../../application/fetch-job-file.js';
import type { LongWorkOffice } from '../../application/long-work-port.js';
import { startCheck, startJob, type Started } from '../../application/start-job.js';
import { viewExportRequests } from '../../application/view-export-requests.js';
import { steerJob, viewJobs } from '../../application/view-jobs.js';
import type { World } from '../../application/world.js';
import { mayEdit, mayOpen } from '../../domain/pages.js';
import type { Person } from '../../domain/roster.js';
import { refusal } from './contract.js';
import * as shapes from './job-contract.js';
import { personAsking, refuse } from './session.js';

const refusals = { 401: refusal, 403: refusal, 404: refusal, 429: refusal, 503: refusal };
/** Each is up to 10 MB, or a file of the whole town. */
const heavyAMinute = 30;
const heavy = { rateLimit: { max: heavyAMinute, timeWindow: '1 minute' } };
const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const types: Readonly<Record<string, string>> = {
  xlsx: workbookType,
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

export function jobRoutes(world: World, office: LongWorkOffice): FastifyPluginAsyncZod {
  const { clock } = world;
  /** undefined: they were refused. */
  const reader = async (request: FastifyRequest, reply: FastifyReply): Promise<Person | undefined> => {
    const person = await personAsking(world, request);
    if (person === undefined) refuse(reply, 401, 'not-signed-in');
    else if (!mayOpen(world.config().roster, person.id, 'files')) refuse(reply, 403, 'denied');
    else return person;
    return undefined;
  };
  return async (server) => {
    // A workbook is taken as it is, and read by the scanner that trusts nothing in it.
    server.addContentTypeParser(
      [workbookType, 'application/octet-stream'],
      { parseAs: 'buffer', bodyLimit: shapes.largestUpload },
      (_request, body, done) => done(null, body),
    );
    server.get(
      '/jobs',
      {
        schema: {
          summary: 'long work of the reader, and of the office for the office; the newest first',
          response: { 200: shapes.jobs, ...refusals },
        },
      },
      async (request, reply) => {
        const person = await reader(request, reply);
        if (person === undefined) return reply;
        const isOffice = mayEdit(world.config().roster, person.id);
        const [requests, jobs] = await Promise.all([viewExportRequests(world, person), viewJobs(world, person, clock.now())]);
        return { requests, jobs, office: isOffice, backups: isOffice ? await office.backups() : [] };
      },
    );
    server.post(
      '/uploads',
      {
        config: heavy,
        bodyLimit: shapes.largestUpload,
        schema: {
          summary: 'a workbook for the roster, as the body itself: it is looked at, and nothing is changed',
          querystring: shapes.upload,
          response: { 200: shapes.started, ...refusals },
        },
      },
      async (request, reply) => {
        const person = await reader(request, reply);
        if (person === undefined) return reply;
        const bytes: unknown = request.body;
        if (!(bytes instanceof Uint8Array)) return refuse(reply, 400, 'refused');
        return told(reply, await startCheck(world, person, { id: request.query.id, bytes }, clock.now()));
      },
    );
    server.post(
      '/jobs',
      {
        config: heavy,
        schema: {
          summary: 'begins a backup, or takes over a roster whose changes were looked at',
          body: shapes.wanted,
          response: { 200: shapes.started, ...refusals },
        },
      },
      async (request, reply) => {
        const person = await reader(request, reply);
        return person === undefined ? reply : told(reply, await startJob(world, person, request.body, clock.now()));
      },
    );
    for (const how of ['cancel', 'retry'] as const) {
      server.post(
        `/jobs/:id/${how}`,
        {
          schema: {
            summary: how === 'cancel' ? 'calls off what waits or runs' : 'begins again what failed or was called off',
            params: shapes.jobId,
            response: { 200: shapes.steered, ...refusals },
          },
        },
        async (request, reply) => {
          const person = await reader(request, reply);
          return person === undefined ? reply : { done: await steerJob(world, person, request.params.id, how) };
        },
      );
    }
    server.get(
      '/jobs/:id/preview',
      {
        schema: {
          summary: 'what a workbook would change of the roster, or what is wrong with it',
          params: shapes.jobId,
          response: { 200: shapes.preview, ...refusals },
        },
      },
      async (request, reply) => {
        const person = await reader(request, reply);
        if (person === undefined) return reply;
        const found = await previewFor(world, person, request.params.id, clock.now());
        reply.header('cache-control', 'no-store');
        return found === undefined ? refuse(reply, 404, 'not-found') : shapes.preview.parse(JSON.parse(found));
      },
    );
    server.get(
      '/jobs/:id/file',
      { config: heavy, schema: { summary: 'what an export has made, for whoever asked for it, within a day', params: shapes.jobId } },
      async (request, reply) => {
        const person = await reader(request, reply);
        if (person === undefined) return reply;
        const file = await fetchJobFile(world, person, { id: request.params.id, operationId: randomUUID() }, clock.now());
        if (file === undefined) return refuse(reply, 404, 'not-found');
        const extension = file.title.slice(file.title.lastIndexOf('.') + 1);
        return reply
          .header('content-type', types[extension] ?? 'application/octet-stream')
          .header('content-disposition', `attachment; filename="export.${extension}"; filename*=UTF-8''${encoded(file.title)}`)
          .header('cache-control', 'no-store')
          .send(Buffer.from(file.bytes));
      },
    );
  };
}

function told(reply: FastifyReply, started: Started): FastifyReply | { job: string } {
  switch (started.kind) {
    case 'started':
      return { job: started.job };
    case 'denied':
      return refuse(reply, 403, 'denied');
    case 'gone':
      return refuse(reply, 404, 'not-found');
    case 'too-many':
      return refuse(reply, 429, 'too-many');
    default:
      return started satisfies never;
  }
}

/** RFC 5987: what encodeURIComponent leaves and a header may not have. */
function encoded(title: string): string {
  return encodeURIComponent(title).replaceAll(/['()*]/gu, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

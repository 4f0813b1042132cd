/** The audit trail for whoever may open its page: looked through backwards, and verified. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { verdictOfTrail } from '../../application/audit-verdict.js';
import { viewAudit } from '../../application/view-audit.js';
import type { World } from '../../application/world.js';
import { refusal } from './contract.js';
import * as shapes from './contract-audit.js';
import { guardPages, signedIn } from './page-guard.js';

const refusals = { 401: refusal, 403: refusal, 503: refusal };
const page = 'audit';
/** Of one person: each goes over the whole trail. */
const verifiedAMinute = 2;

export function auditRoutes(world: World): FastifyPluginAsyncZod {
  return async (server) => {
    guardPages(server, world);
    server.get(
      '/audit',
      {
        config: { page },
        schema: {
          summary: 'the audit trail, the newest first',
          querystring: shapes.query,
          response: { 200: shapes.audit, ...refusals },
        },
      },
      ({ query }) => viewAudit(world, Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))),
    );
    server.post(
      '/audit/verify',
      {
        config: {
          page,
          rateLimit: { max: verifiedAMinute, timeWindow: '1 minute', hook: 'preHandler', keyGenerator: (request) => signedIn(request).id },
        },
        schema: { summary: 'whether the audit trail holds, and from which number not', response: { 200: shapes.verdict, ...refusals } },
      },
      () => verdictOfTrail(world),
    );
  };
}

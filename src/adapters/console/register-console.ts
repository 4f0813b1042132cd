/** The console on a server: its interface under /api/v1 with its description, and its page. */
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { CalendarRenderer } from '../../application/calendar-port.js';
import type { FileDesk } from '../../application/desk-port.js';
import type { Hearing } from '../../application/hear.js';
import type { LongWorkOffice } from '../../application/long-work-port.js';
import type { World } from '../../application/world.js';
import { auditRoutes } from './audit-routes.js';
import { calendarRoutes } from './calendar-routes.js';
import type { DemoTown } from './demo-port.js';
import { demoRoutes } from './demo-routes.js';
import { fileRoutes } from './file-routes.js';
import { formRoutes } from './form-routes.js';
import { jobRoutes } from './job-routes.js';
import { openLive } from './live.js';
import { formPage, servePage } from './page-files.js';
import { sayRoutes } from './say-routes.js';
import { guardOrigin, personAsking, refuse } from './session.js';
import { signInRoutes } from './sign-in-routes.js';
import { unitAnswerRoutes } from './unit-answer-routes.js';
import { viewRoutes } from './view-routes.js';

export interface ConsoleOptions {
  world: World;
  hearing: Hearing;
  desk: FileDesk;
  office: LongWorkOffice;
  calendars: () => Promise<CalendarRenderer>;
  /** Where the build has put the page. */
  pageFolder: string;
  /** With it the page opens on a chat in which anybody is spoken for. */
  demo?: DemoTown;
}

/** Much more than a person clicks, much less than a program asks. */
const requestsAMinute = 600;

export async function registerConsole(
  server: FastifyInstance,
  { world, hearing, desk, office, calendars, pageFolder, demo }: ConsoleOptions,
): Promise<void> {
  const [cookie, helmet, rateLimit, swagger] = await Promise.all([
    import('@fastify/cookie'),
    import('@fastify/helmet'),
    import('@fastify/rate-limit'),
    import('@fastify/swagger'),
  ]);
  const secure = world.config().settings.console.address?.startsWith('https:') ?? false;
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  await server.register(cookie.default);
  await server.register(helmet.default, { contentSecurityPolicy: false, hsts: secure, referrerPolicy: { policy: 'no-referrer' } });
  await server.register(rateLimit.default, { max: requestsAMinute, timeWindow: '1 minute' });
  guardOrigin(server);
  server.addHook('onError', async ({ routeOptions: { url } }, _reply, error) => {
    if ((error.statusCode ?? 500) >= 500) world.log.error({ err: error, url }, 'a request of the console failed');
  });
  const live = openLive(world);
  server.addHook('preClose', async () => live.stop());
  await server.register(
    async (api) => {
      await api.register(swagger.default, {
        openapi: { info: { title: 'zerentian', version: '1' }, servers: [{ url: '/' }] },
        transform: jsonSchemaTransform,
      });
      await api.register(signInRoutes(world, secure));
      await api.register(viewRoutes(world));
      await api.register(unitAnswerRoutes(world));
      await api.register(auditRoutes(world));
      await api.register(sayRoutes(world, hearing));
      await api.register(fileRoutes(world, desk));
      await api.register(jobRoutes(world, office));
      api.get('/events', { schema: { hide: true } }, async (request, reply) => {
        const person = await personAsking(world, request);
        return person === undefined ? refuse(reply, 401, 'not-signed-in') : live.attach(reply);
      });
      api.get('/openapi.json', { schema: { hide: true } }, () => api.swagger());
    },
    { prefix: '/api/v1' },
  );
  await server.register(formRoutes(world, hearing, await formPage(pageFolder)), { prefix: '/f' });
  await server.register(calendarRoutes(world, calendars), { prefix: '/calendar' });
  if (demo !== undefined) await server.register(demoRoutes(world, demo), { prefix: '/api/demo' });
  await servePage(server, pageFolder, demo !== undefined);
}

/** What the console reads: each route belongs to a page, and who may open the page is asked for each request. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { viewBurden } from '../../application/view-burden.js';
import { viewCycle, viewCycles } from '../../application/view-cycles.js';
import { viewInspectable, viewInspections } from '../../application/view-inspections.js';
import { viewLedger } from '../../application/view-ledger.js';
import { viewPeople } from '../../application/view-people.js';
import { viewPlan, viewSchedules } from '../../application/view-schedules.js';
import { viewToday } from '../../application/view-today.js';
import { viewTree } from '../../application/view-tree.js';
import { viewUnitHistory } from '../../application/view-unit-history.js';
import type { World } from '../../application/world.js';
import type { Page } from '../../domain/pages.js';
import type { Person } from '../../domain/roster.js';
import type { Instant } from '../../domain/time.js';
import * as contract from './contract.js';
import * as inspections from './contract-inspections.js';
import { unitHistory } from './contract-unit-history.js';
import { guardPages, signedIn } from './page-guard.js';
import { refuse } from './session.js';

const { refusal } = contract;
const longestPlanDays = 366;
const refusals = { 401: refusal, 403: refusal, 404: refusal, 503: refusal };

interface PlainRoute {
  path: string;
  page: Page;
  summary: string;
  shape: z.ZodType;
  view: (world: World, person: Person, now: Instant) => unknown;
}

const plainRoutes: readonly PlainRoute[] = [
  { path: '/today', page: 'today', summary: 'what is due, out and stuck', shape: contract.today, view: viewToday },
  { path: '/cycles', page: 'cycles', summary: 'cycles that are open, or closed within 30 days', shape: contract.cycles, view: viewCycles },
  { path: '/tree', page: 'tree', summary: 'who answers for what to whom, and where that is broken', shape: contract.tree, view: viewTree },
  {
    path: '/inspections',
    page: 'inspections',
    summary: 'inspections, draws and campaigns, as far as the reader may know of them',
    shape: inspections.inspections,
    view: viewInspections,
  },
  {
    path: '/inspectable',
    page: 'inspections',
    summary: 'the units that the reader may inspect, with the checklists that fit',
    shape: inspections.inspectable,
    view: viewInspectable,
  },
  {
    path: '/schedules',
    page: 'schedules',
    summary: 'the schedules and when they open next',
    shape: contract.schedules,
    view: (world, _person, now) => viewSchedules(world, now),
  },
  { path: '/people', page: 'people', summary: 'the people, without their accounts', shape: contract.people, view: viewPeople },
  {
    path: '/burden',
    page: 'burden',
    summary: 'messages that the bot started, by person, week and cause',
    shape: contract.burden,
    view: (world, _person, now) => viewBurden(world, now),
  },
];

export function viewRoutes(world: World): FastifyPluginAsyncZod {
  const now = (): Instant => world.clock.now();
  return async (server) => {
    guardPages(server, world);
    for (const { path, page, summary, shape, view } of plainRoutes) {
      const schema = { summary, response: { 200: shape, ...refusals } };
      server.get(path, { config: { page }, schema }, (request) => view(world, signedIn(request), now()));
    }
    server.get(
      '/cycles/:id',
      {
        config: { page: 'cycles' },
        schema: {
          summary: 'a cycle with its units, as far as the reader sees them',
          params: z.object({ id: z.string().max(200) }),
          response: { 200: contract.cycle, ...refusals },
        },
      },
      async (request, reply) => (await viewCycle(world, signedIn(request), request.params.id)) ?? refuse(reply, 404, 'not-found'),
    );
    server.get(
      '/cycles/:id/units/:unit',
      {
        config: { page: 'cycles' },
        schema: {
          summary: 'a unit in a cycle: which versions of its answer there are, and what went out for it; not what it answered',
          params: z.object({ id: z.string().max(200), unit: z.string().max(200) }),
          response: { 200: unitHistory, ...refusals },
        },
      },
      async (request, reply) =>
        (await viewUnitHistory(world, signedIn(request), request.params.id, request.params.unit)) ?? refuse(reply, 404, 'not-found'),
    );
    server.get(
      '/ledger',
      {
        config: { page: 'ledger' },
        schema: {
          summary: 'findings: those that are not settled, or those that were closed',
          querystring: z.object({ closed: z.enum(['true', 'false']).default('false') }),
          response: { 200: contract.ledger, ...refusals },
        },
      },
      (request) => viewLedger(world, signedIn(request), request.query.closed === 'true', now()),
    );
    server.get(
      '/plan',
      {
        config: { page: 'schedules' },
        schema: {
          summary: 'a dry run of the coming days',
          querystring: z.object({ days: z.coerce.number().int().min(1).max(longestPlanDays).default(30) }),
          response: { 200: contract.plan, ...refusals },
        },
      },
      (request) => viewPlan(world, now(), request.query.days),
    );
  };
}

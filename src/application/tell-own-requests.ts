/** 我的 请求: what one has asked for and decided, with what came of it. */
import type { Matter, Request } from '../domain/matter.js';
import { overseenBy, unitsOf } from '../domain/responsibility.js';
import type { Person } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { outcomeWords, shortened } from './request-facts.js';
import { subjectOf, subjectTitle } from './request-subject.js';
import { leaderName, unitName } from './words.js';
import { say, type World } from './world.js';

/** Settled matters of the whole committee that are looked through for one's own. */
const mattersSearched = 2000;
const listed = 8;

export async function tellOwnRequests(world: World, person: Person, now: Instant): Promise<string> {
  const requests = (await ownMatters(world, person)).filter((matter): matter is Request => matter.kind === 'request' && matter.at <= now);
  const asked = requests.filter(({ by }) => by === person.id);
  const decided = requests.filter(({ by, decidedBy }) => by !== person.id && decidedBy === person.id);
  const titles = new Map(
    await Promise.all(
      [...asked.slice(0, listed), ...decided.slice(0, listed)].map(async (request) => {
        const subject = await subjectOf(world, request);
        return [request.no, subject === undefined ? null : subjectTitle(world, subject)] as const;
      }),
    ),
  );
  return say(world, 'mine-requests', {
    asked: asked.slice(0, listed).map((request) => ({
      number: request.no,
      ask: request.ask,
      title: titles.get(request.no) ?? null,
      reason: request.reason === '' ? null : shortened(request.reason),
      outcome: outcomeWords(world, request),
      by: request.decidedBy === undefined ? null : leaderName(world, request.decidedBy),
    })),
    decided: decided.slice(0, listed).map((request) => ({
      number: request.no,
      ask: request.ask,
      unit: unitName(world, request.unit),
      title: titles.get(request.no) ?? null,
      outcome: outcomeWords(world, request),
    })),
    more: Math.max(0, asked.length - listed) + Math.max(0, decided.length - listed),
  });
}

/** Of one's own units, and of those one may have decided about. */
export async function ownMatters(world: World, person: Person): Promise<Matter[]> {
  const { roster } = world.config();
  const leads = person.roles.includes('secretary') ? [...roster.units.keys()] : overseenBy(roster, person.id);
  return world.stores.matters.ofUnits([...new Set([...unitsOf(roster, person.id), ...leads])], mattersSearched);
}

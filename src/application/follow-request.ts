/**
 * An undecided request: the leader is reminded after a workday, the secretary sees it after two; an offer nobody answered goes back. What was
 * left undone by a crash is done here, too: a task is held, an answer that came first is noticed.
 */
import type { Request } from '../domain/matter.js';
import { putBack } from '../domain/outage.js';
import { deciderOf, mayDecide, offerEndsAt, reminderAt, shownAt } from '../domain/request.js';
import { hasAccount, holders } from '../domain/responsibility.js';
import type { PersonId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { holdSubject } from './hold-subject.js';
import { requestNotices, tellDecider } from './open-request.js';
import { overtake } from './overtake-request.js';
import type { Notice } from './ports.js';
import { askedFor, isStillAsked, subjectOf, type Subject } from './request-subject.js';
import { settleRequest } from './settle-request.js';
import { workContext, type World } from './world.js';

export async function followRequest(world: World, request: Request, now: Instant): Promise<void> {
  const { matters } = world.stores;
  if (request.settledAt !== undefined) return matters.postpone(request.no, request.version, Number.POSITIVE_INFINITY);
  const subject = await subjectOf(world, request);
  if (subject === undefined || !(await isStillAsked(world, request, subject))) {
    await overtake(world, request, subject, now);
    return;
  }
  if (!(await holdSubject(world, request.no, subject, 'bot', now))) return;
  if (request.ask === 'reassign') return takeBack(world, request, subject, now);
  await bringUp(world, request, subject, now);
}

/** Nobody accepted in time: it lies where it lay before. What an outage took from whoever was named is given back first. */
async function takeBack(world: World, request: Request, subject: Subject, now: Instant): Promise<void> {
  const { matters, household } = world.stores;
  const context = workContext(world);
  const until = putBack(offerEndsAt(request.at, context), await household.outages(request.at, now), request.at, context);
  if (now < until) return matters.postpone(request.no, request.version, until);
  const to = reachable(world, [request.by]);
  const notices = requestNotices(world, subject, request, { kind: 'reassign-answered', to, facts: { holder: askedFor(subject) } }, now);
  await settleRequest(world, { request, subject, outcome: { state: 'refused' }, actor: 'bot', notices }, now);
}

async function bringUp(world: World, request: Request, subject: Subject, now: Instant): Promise<void> {
  const context = workContext(world);
  const decider = standsIn(world, request);
  if (decider !== request.to) return handOver(world, request, subject, decider, now);
  const tomorrow = reminderAt(now, context);
  const remind = reminderAt(request.at, context);
  if (now < remind) return world.stores.matters.postpone(request.no, request.version, remind);
  // All who may decide are on leave: what is said to nobody must not count as said.
  if (decider !== undefined && !hasAccount(world.config().roster, decider))
    return world.stores.matters.postpone(request.no, request.version, tomorrow);
  if (request.reminded === 0) {
    const to = request.to === undefined ? [] : [request.to];
    // Whom it came back to is reminded again.
    const mark = `request-reminder@${request.version}`;
    const notices = requestNotices(world, subject, request, { kind: 'request-reminder', to, mark }, now);
    const due = shownAt(request.at, now, context);
    return note(world, { ...request, reminded: 1 }, 'request-reminded', notices, due, now);
  }
  // Looked at each morning: what it is about may end, and who decides may go.
  if (request.shown) return world.stores.matters.postpone(request.no, request.version, tomorrow);
  const sees = reachable(world, shownTo(world, request));
  const notices = requestNotices(world, subject, request, { kind: 'request-shown', to: sees }, now);
  return note(world, { ...request, shown: true }, 'request-shown', notices, tomorrow, now);
}

/** The secretaries who may decide as well. */
function shownTo(world: World, request: Request): PersonId[] {
  const { roster } = world.config();
  return holders(roster, 'secretary', request.unit).filter((person) => person !== request.to && mayDecide(roster, request, person));
}

/** Once it was shown to the secretary, it is for them to decide too. */
export function waitsForDecision(world: World, request: Request): PersonId[] {
  return [...(request.to === undefined ? [] : [request.to]), ...(request.shown ? shownTo(world, request) : [])];
}

/** Who decides now: as long as they may and can be reached, the one who was asked. */
export function standsIn(world: World, request: Request): PersonId | undefined {
  const { roster } = world.config();
  const { to, unit, by } = request;
  if (to !== undefined && hasAccount(roster, to) && mayDecide(roster, request, to)) return to;
  return deciderOf(roster, unit, by) ?? to;
}

/** Another decides now, and has a workday for it from here on. */
async function handOver(world: World, request: Request, subject: Subject, to: PersonId | undefined, now: Instant): Promise<void> {
  const { to: _before, ...rest } = request;
  const after: Request = { ...rest, at: now, reminded: 0, ...(to === undefined ? {} : { to }) };
  return note(world, after, 'request-handed-over', tellDecider(world, subject, after, now), reminderAt(now, workContext(world)), now);
}

async function note(world: World, request: Request, act: string, notices: Notice[], due: Instant, now: Instant): Promise<void> {
  await world.stores.matters.write(
    {
      matter: request,
      after: request.version,
      due,
      waitsFor: waitsForDecision(world, request),
      actor: 'bot',
      act,
      notices,
    },
    now,
  );
}

function reachable(world: World, people: readonly PersonId[]): PersonId[] {
  return people.filter((person) => hasAccount(world.config().roster, person));
}

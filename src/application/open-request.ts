/** Opens a request: what it is about is held until somebody has decided, the one who decides is told, and the principal reads of it later. */
import type { MatterNo, Request, RequestAsk } from '../domain/matter.js';
import { held, offerEndsAt, reminderAt } from '../domain/request.js';
import { holders } from '../domain/responsibility.js';
import type { PersonId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { dialogAfter } from './complete-request.js';
import { holdSubject } from './hold-subject.js';
import { noticesTo, type NoticeKind } from './notices.js';
import { overseersToTell } from './finding-book.js';
import type { MatterChange, Notice } from './ports.js';
import { aboutOf, isOwed, type Subject } from './request-subject.js';
import { responseTo, type Response, type Said } from './said.js';
import { workContext, type World } from './world.js';

export interface Asked {
  ask: RequestAsk;
  by: PersonId;
  reason: string;
  until?: Instant;
  /** Who is to decide, or to accept. */
  to: PersonId;
}

/** The number under which what a message asks for is kept, however often the message is read. */
export function requestNumber(world: World, { messageId }: Said, part = ''): Promise<MatterNo> {
  return world.stores.matters.number(`request/${messageId}${part}`);
}

/** `text`: the reply to whoever asks. */
export async function openRequest(
  world: World,
  said: Said,
  subject: Subject,
  asked: Asked,
  text: (no: MatterNo) => string,
): Promise<Response> {
  const no = await requestNumber(world, said);
  const receipt = { to: said.person.id, text: text(no) };
  const change = openingChange(world, subject, newRequest(no, subject, asked, said.now), said.now);
  const response = responseTo(
    await world.stores.matters.write({ ...change, said: { messageId: said.messageId, receipt, ...dialogAfter(said) } }, said.now),
  );
  // If it ends here, the request's first look holds the task or the finding.
  if (response.kind === 'recorded') await holdSubject(world, no, subject, said.person.id, said.now);
  return response;
}

export function newRequest(no: MatterNo, subject: Subject, { ask, by, reason, until, to }: Asked, now: Instant): Request {
  return {
    kind: 'request',
    no,
    unit: subject.unit,
    at: now,
    version: 0,
    ask,
    about: aboutOf(subject),
    by,
    reason,
    ...(until === undefined ? {} : { until }),
    to,
    state: 'open',
    reminded: 0,
    shown: false,
  };
}

/** The change that brings a request into the books and stops the unit's ladder. */
export function openingChange(world: World, subject: Subject, request: Request, now: Instant): MatterChange {
  return {
    matter: request,
    after: 0,
    due: firstLook(world, subject, request, now),
    waitsFor: request.to === undefined ? [] : [request.to],
    ...(subject.kind === 'part' && isOwed(subject)
      ? {
          terms: [
            {
              cycle: subject.cycle.id,
              unit: subject.unit,
              ...(subject.record.terms === undefined ? {} : { before: subject.record.terms }),
              after: held(subject.record.terms, request.no),
              nextDue: Number.POSITIVE_INFINITY,
            },
          ],
        }
      : {}),
    actor: request.by,
    act: 'request-opened',
    notices: [...tellDecider(world, subject, request, now), ...tellPrincipal(world, subject, request, now)],
  };
}

/** A task or a finding is held by a change of its own: that it was is looked at at once. */
function firstLook(world: World, subject: Subject, { ask }: Request, now: Instant): Instant {
  if (subject.kind !== 'part') return now;
  return ask === 'reassign' ? offerEndsAt(now, workContext(world)) : reminderAt(now, workContext(world));
}

/** A notice about a request to each of several people; its words are made from the books when it goes out. */
export function requestNotices(
  world: World,
  subject: Subject | undefined,
  request: Pick<Request, 'no' | 'unit'>,
  matter: { kind: NoticeKind; to: readonly PersonId[]; mark?: string; facts?: object },
  now: Instant,
): Notice[] {
  const { kind, to, mark, facts } = matter;
  const about = subject?.kind === 'part' ? { cycle: subject.cycle } : {};
  return noticesTo(
    world,
    `request/${request.no}/${mark ?? kind}`,
    to,
    { kind, unit: request.unit, facts: { no: request.no, ...facts }, ...about },
    now,
  );
}

export function tellDecider(world: World, subject: Subject | undefined, request: Request, now: Instant): Notice[] {
  const kind = request.ask === 'reassign' ? 'reassign-offer' : 'request-new';
  return requestNotices(world, subject, request, { kind, to: request.to === undefined ? [] : [request.to] }, now);
}

/** A rider: it goes along with the next message to the principal and starts none. */
function tellPrincipal(world: World, subject: Subject, request: Request, now: Instant): Notice[] {
  const principals = holders(world.config().roster, 'principal', subject.unit).filter(
    (person) => person !== request.by && person !== request.to,
  );
  // Whoever set the date of a finding reads that it may move.
  const overseers =
    subject.kind === 'finding'
      ? overseersToTell(world, subject.finding).filter((person) => person !== request.to && person !== request.by)
      : [];
  const to = [...new Set([...principals, ...overseers])];
  return requestNotices(world, subject, request, { kind: 'request-aside', to }, now).map((notice) => ({
    ...notice,
    notBefore: Number.POSITIVE_INFINITY,
  }));
}

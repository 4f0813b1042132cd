/** The words of notices about requests and what is decided on them. They are made from the books when they go out. */
import type { Pause, Request } from '../domain/matter.js';
import type { PersonId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import type { Composer, DueNotice } from './due-notice.js';
import type { requestNoticeKinds } from './notices.js';
import { isTo, type Reader } from './due-notice.js';
import { offersFor } from './answer-offer.js';
import { decisionFacts, outcomeWords, requestFacts } from './request-facts.js';
import { dueOf, subjectOf, subjectTitle, subjectUnit, type Subject } from './request-subject.js';
import { mayDecide } from '../domain/request.js';
import { dateWords, leaderName, personName, titleOf, unitName } from './words.js';
import { say, type World } from './world.js';

interface Told {
  notice: DueNotice['notice'];
  request: Request;
  subject: Subject;
}

export const requestComposers: Record<(typeof requestNoticeKinds)[number], Composer> = {
  'request-new': (world, items, _reader, now) =>
    each(world, items, async ({ request, subject }) => say(world, 'request-new', await requestFacts(world, request, subject, now))),
  'request-reminder': async (world, items, _reader, now) => {
    const told = await lookUp(world, items);
    const facts = await Promise.all(told.map(({ request, subject }) => requestFacts(world, request, subject, now)));
    return facts.length === 0 ? [] : [say(world, 'request-reminder', { items: facts })];
  },
  'request-shown': (world, items, reader, now) =>
    each(world, items, async ({ request, subject }) =>
      say(world, 'request-shown', { ...(await requestFacts(world, request, subject, now)), decides: maySettle(world, request, reader) }),
    ),
  'request-decided': (world, items) =>
    each(world, items, ({ request, subject }) => say(world, 'request-decided', decisionFacts(world, request, subject))),
  'request-aside': (world, items) => each(world, items, ({ request, subject }) => aside(world, request, subject)),
  'request-over': (world, items) =>
    each(world, items, ({ request, subject }) =>
      say(world, 'request-over', {
        number: request.no,
        unit: subjectUnit(world, subject),
        title: subjectTitle(world, subject),
        state: request.state,
        by: request.decidedBy === undefined ? null : leaderName(world, request.decidedBy),
      }),
    ),
  'reassign-offer': (world, items, reader, now) =>
    each(world, items, (told, index) => offer(world, told, index === 0 ? reader : { ...reader, name: null }, now)),
  'reassign-answered': (world, items, reader) =>
    each(world, items, (told) => {
      const { holder } = told.notice.facts as { holder?: PersonId };
      return offerAnswered(world, told, holder !== undefined && isTo(reader, [holder]));
    }),
  'cycle-withdrawn': (world, items) =>
    items.flatMap(({ cycle }) =>
      cycle === undefined ? [] : [say(world, 'cycle-withdrawn', { title: titleOf(world, cycle), excused: null, told: true })],
    ),
  paused: (world, items) => paused(world, items),
};

async function each(
  world: World,
  items: readonly DueNotice[],
  words: (told: Told, index: number) => Promise<string> | string,
): Promise<string[]> {
  return Promise.all((await lookUp(world, items)).map(async (told, index) => words(told, index)));
}

/** Those that are still in the books. */
async function lookUp(world: World, items: readonly DueNotice[]): Promise<Told[]> {
  const told = await Promise.all(
    items.map(async ({ notice }) => {
      const request = await world.stores.matters.matter((notice.facts as { no: number }).no);
      const subject = request?.kind === 'request' ? await subjectOf(world, request) : undefined;
      return request?.kind === 'request' && subject !== undefined ? [{ notice, request, subject }] : [];
    }),
  );
  return told.flat();
}

function maySettle(world: World, request: Request, { to }: Reader): boolean {
  return to.kind === 'person' && request.to !== undefined && mayDecide(world.config().roster, request, to.person);
}

function aside(world: World, request: Request, subject: Subject): string {
  const { no, ask, state, by, to, decidedBy, until } = request;
  return say(world, 'request-aside', {
    number: no,
    unit: subjectUnit(world, subject),
    title: subjectTitle(world, subject),
    ask,
    state,
    who: personName(world, by),
    to: to === undefined ? null : ask === 'reassign' ? personName(world, to) : leaderName(world, to),
    by: decidedBy === undefined ? null : ask === 'reassign' ? personName(world, decidedBy) : leaderName(world, decidedBy),
    until: until === undefined ? null : dateWords(world, until, false),
    words: outcomeWords(world, request),
  });
}

async function offer(world: World, { request, subject }: Told, reader: Reader, now: Instant): Promise<string> {
  const several = reader.to.kind === 'person' && (await offersFor(world, { person: personOf(world, reader.to.person) })).length > 1;
  return say(world, 'reassign-offer', {
    name: reader.name,
    by: personName(world, request.by),
    unit: subjectUnit(world, subject),
    title: subjectTitle(world, subject),
    count: subject.kind === 'part' ? subject.cycle.schedule.questions.length : null,
    deadline: dateWords(world, await dueOf(world, subject, now)),
    number: several ? request.no : null,
  });
}

/** `self`: the reader is who was asked before, and is not asked any more. */
function offerAnswered(world: World, { request, subject }: Told, self: boolean): string {
  const { to, state, decidedBy } = request;
  return say(world, 'reassign-answered', {
    state,
    finding: subject.kind === 'finding',
    name: to === undefined ? null : personName(world, to),
    unit: subjectUnit(world, subject),
    title: subjectTitle(world, subject),
    self,
    expired: decidedBy === undefined,
  });
}

async function paused(world: World, items: readonly DueNotice[]): Promise<string[]> {
  const found = await Promise.all(items.map(({ notice }) => world.stores.matters.matter((notice.facts as { no: number }).no)));
  return found
    .filter((matter): matter is Pause => matter?.kind === 'pause' && matter.settledAt === undefined)
    .map(({ no, unit, until }) =>
      say(world, 'paused', {
        number: no,
        unit: unitName(world, unit),
        until: dateWords(world, until, false),
        titles: [],
        told: true,
        no: null,
      }),
    );
}

function personOf(world: World, id: string): Parameters<typeof offersFor>[1]['person'] {
  return world.config().roster.people.get(id) ?? { id, name: id, roles: [], accounts: [] };
}

/** 接 and 不接 of whoever is asked to stand in for somebody on leave, and 销假, which ends a leave before its last day. */
import { may } from '../domain/permission.js';
import type { Leave } from '../domain/posting.js';
import { hindranceOf } from '../domain/standing-in.js';
import { readName } from '../domain/request-words.js';
import type { PersonId } from '../domain/roster.js';
import { dialogAfter } from './complete-request.js';
import { leaveNews, nextLeaveLook } from './follow-leave.js';
import { noticesTo } from './notices.js';
import { receiptMark } from './ports.js';
import { heldWords, leaveFacts, postsHeld, todayOf } from './posting-facts.js';
import { refreshHome } from './refresh-home.js';
import { responseTo, saying, type Response, type Said } from './said.js';
import { leaveTrouble, rosterAsHeld, whoseLeave } from './take-leave.js';
import { clerkName, personName } from './words.js';
import { say, type World } from './world.js';

/** Leaves in which a person is asked to stand in and has not said. */
export async function leaveOffersFor(world: World, person: PersonId): Promise<Leave[]> {
  const open = await world.stores.matters.open({ kind: 'leave', waitsFor: person });
  return open.filter(({ deputy, answer }) => deputy === person && answer === 'asked');
}

export async function answerStandingIn(world: World, said: Said, leave: Leave, accepts: boolean): Promise<Response> {
  const { roster } = world.config();
  const { id } = said.person;
  const isTheirs = leave.deputy === id && leave.answer === 'asked';
  if (!isTheirs) return saying(say(world, 'reassign-none', {}));
  if (leave.settledAt !== undefined) return saying(say(world, 'leave-none', { number: leave.no, name: null, file: false, clerk: null }));
  if (!may(roster, id, accepts ? 'accept' : 'decline', { ties: new Set(['offered']) })) return saying(say(world, 'denied', {}));
  if (accepts) {
    const others = (await world.stores.matters.open({ kind: 'leave' })).filter(({ no }) => no !== leave.no);
    const asked = { person: leave.person, deputy: id, from: leave.from, until: leave.until, byClerk: true };
    const hindrance = hindranceOf(rosterAsHeld(world), others, asked);
    if (hindrance !== undefined) return leaveTrouble(world, said, said.person, hindrance);
  }
  const after: Leave = { ...leave, answer: accepts ? 'agreed' : 'declined' };
  const text = say(world, 'leave-taken', {
    ...leaveFacts(world, leave),
    accepted: accepts,
    posts: heldWords(world, postsHeld(world, leave.person)),
    no: receiptMark,
  });
  const recorded = await world.stores.matters.write(
    {
      matter: after,
      after: leave.version,
      due: nextLeaveLook(world, after, said.now),
      waitsFor: [],
      actor: id,
      act: accepts ? 'leave-taken-over' : 'leave-not-taken-over',
      notices: leaveNews(world, leave, accepts ? 'agreed' : 'declined', [leave.person, leave.by], said.now),
      said: { messageId: said.messageId, receipt: { to: id, text }, ...dialogAfter(said) },
    },
    said.now,
  );
  if (recorded.kind === 'recorded') await refreshHome(world, said.now);
  return responseTo(recorded);
}

/** 销假: of one's own leave, or by the clerk of somebody's. */
export async function comeBack(world: World, said: Said, text: string | undefined): Promise<Response> {
  const whose = whoseLeave(world, said, text === undefined ? undefined : readName(text));
  if (whose.kind === 'reply') return whose.response;
  const { person } = whose;
  const open = (await world.stores.matters.open({ kind: 'leave' })).filter((leave) => leave.person === person.id);
  const [first] = open.toSorted((one, other) => (one.from < other.from ? -1 : 1));
  if (first !== undefined) return endLeave(world, said, first);
  const name = person.id === said.person.id ? null : person.name;
  return saying(say(world, 'leave-none', { number: null, name, file: person.away !== undefined, clerk: clerkName(world) }));
}

/** Whoever stands in, or was asked to, hears that they need not. */
export async function endLeave(world: World, said: Said, leave: Leave): Promise<Response> {
  const { id: actor } = said.person;
  if (leave.settledAt !== undefined) return saying(say(world, 'leave-none', { number: leave.no, name: null, file: false, clerk: null }));
  const begun = leave.from <= todayOf(world, said.now);
  const told = leave.deputy !== undefined && leave.answer !== 'declined' ? [leave.deputy] : [];
  const self = leave.person === actor;
  const deputy = told[0] === undefined ? null : personName(world, told[0]);
  const text = say(world, 'leave-ended', { ...leaveFacts(world, leave), self, begun, deputy, no: receiptMark });
  const facts = { no: leave.no, begun, asked: leave.answer === 'asked' };
  const recorded = await world.stores.matters.write(
    {
      matter: { ...leave, state: 'withdrawn', settledAt: said.now },
      after: leave.version,
      waitsFor: [],
      actor,
      act: 'leave-ended',
      notices: noticesTo(world, `leave/${leave.no}/ended`, told, { kind: 'leave-over', facts }, said.now),
      said: { messageId: said.messageId, receipt: { to: actor, text }, ...dialogAfter(said) },
    },
    said.now,
  );
  if (recorded.kind === 'recorded') await refreshHome(world, said.now);
  return responseTo(recorded);
}

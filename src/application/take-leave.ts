/** 请假: recorded at once; whoever is to stand in is asked, and holds nothing before they have said 接. The clerk may say it for somebody. */
import { wordOf } from '../domain/command.js';
import { readLeave, type LeaveTrouble } from '../domain/posting-words.js';
import { may } from '../domain/permission.js';
import { unitOfPosting, type Leave } from '../domain/posting.js';
import { hasAccount } from '../domain/responsibility.js';
import type { Person, PersonId } from '../domain/roster.js';
import { colleaguesOf, hindranceOf, leavesOn, type Hindrance } from '../domain/standing-in.js';
import { dialogAfter } from './complete-request.js';
import { findPeople } from './find-person.js';
import { nextLeaveLook } from './follow-leave.js';
import type { Facts } from './messages.js';
import { noticesTo } from './notices.js';
import { receiptMark, type Notice } from './ports.js';
import { heldWords, leaveFacts, postsHeld, spanFacts, unitsAsHeld } from './posting-facts.js';
import { refreshHome } from './refresh-home.js';
import { responseTo, saying, today, type Response, type Said } from './said.js';
import { clerkName, personName } from './words.js';
import { say, type World } from './world.js';

/** More names than a phone line holds help nobody. */
const named = 6;

type Trouble = LeaveTrouble | Hindrance | 'who' | 'several' | 'others' | 'left' | 'already' | 'deputy-unknown';

export async function takeLeave(world: World, said: Said, text = ''): Promise<Response> {
  const read = readLeave(text, today(world, said.at));
  const whose = whoseLeave(world, said, read.who);
  if (whose.kind === 'reply') return whose.response;
  const { person } = whose;
  const trouble = (why: Trouble, more: Partial<Facts<'leave-trouble'>> = {}, head?: string): Response =>
    leaveTrouble(world, said, person, why, more, head);
  if (typeof read.days === 'string') {
    const head = read.who === undefined ? `${wordOf('leave')} ` : `${wordOf('leave')} ${person.name} `;
    return trouble(read.days, {}, read.days === 'unclear' || read.days === 'past' || read.days === 'backwards' ? head : undefined);
  }
  const { days } = read;
  const leaves = await world.stores.matters.open({ kind: 'leave' });
  const [before] = leavesOn(leaves, person.id, days);
  const isAdded = before !== undefined && read.deputy !== undefined && before.answer !== 'agreed' && before.answer !== 'asked';
  if (before !== undefined && !isAdded) return trouble('already', { number: before.no, ...spanFacts(world, before) });
  const { from, until } = before ?? days;
  const byClerk = may(world.config().roster, said.person.id, 'transfer', {});
  const head = `${wordOf('leave')} ${person.id === said.person.id ? '' : `${person.name} `}${from}~${until} `;
  const deputy = read.deputy === undefined || read.deputy === 'none' ? undefined : deputyNamed(world, read.deputy.name);
  if (deputy !== undefined && 'why' in deputy) return trouble(deputy.why, { name: deputy.name }, head);
  if (deputy !== undefined) {
    const others = leaves.filter(({ no }) => no !== before?.no);
    const asked = { person: person.id, deputy: deputy.id, from, until, byClerk };
    const hindrance = hindranceOf(rosterAsHeld(world), others, asked);
    if (hindrance !== undefined) {
      const able = colleaguesOf(rosterAsHeld(world), person.id).filter(
        (other) => hindranceOf(rosterAsHeld(world), others, { ...asked, deputy: other }) === undefined,
      );
      const names = able.slice(0, named).map((other) => personName(world, other));
      return trouble(hindrance, { name: deputy.name, names }, names.length > 0 ? head : undefined);
    }
  }
  return record(world, said, before ?? (await newLeave(world, said, person, days)), deputy?.id);
}

/** Whose leave is meant, if the writer may say it for them. */
export function whoseLeave(
  world: World,
  said: Said,
  typed: string | undefined,
): { kind: 'person'; person: Person } | { kind: 'reply'; response: Response } {
  const { roster } = world.config();
  const reply = (why: Trouble, name: string): { kind: 'reply'; response: Response } => {
    return { kind: 'reply', response: leaveTrouble(world, said, said.person, why, { name }) };
  };
  if (typed === undefined) return { kind: 'person', person: said.person };
  const found = findPeople(roster, typed);
  const isSelf = found.kind === 'one' && found.person.id === said.person.id;
  const mayForOthers = may(roster, said.person.id, 'leave', {});
  // Whether there is somebody of that name is not told to whoever may not ask for them.
  if (!isSelf && !mayForOthers) return reply('others', typed);
  if (found.kind === 'none') return reply('who', typed);
  if (found.kind === 'several') return reply('several', typed);
  if (found.person.left !== undefined) return reply('left', found.person.name);
  return { kind: 'person', person: found.person };
}

export function leaveTrouble(
  world: World,
  said: Said,
  person: Person,
  why: Trouble,
  more: Partial<Facts<'leave-trouble'>> = {},
  head?: string,
): Response {
  const blank = { number: null, from: null, until: null, day: false, names: [] };
  const self = person.id === said.person.id;
  const text = say(world, 'leave-trouble', { why, name: person.name, self, ...blank, clerk: clerkName(world), ...more });
  // Only the name of whoever is to stand in is missing, or all of it.
  return saying(text, head === undefined ? {} : { dialog: { kind: 'complete', head, tail: '' } });
}

function deputyNamed(world: World, typed: string): Person | { why: 'deputy-unknown' | 'several'; name: string } {
  const found = findPeople(world.config().roster, typed);
  if (found.kind === 'one') return found.person;
  return { why: found.kind === 'several' ? 'several' : 'deputy-unknown', name: typed };
}

/** Whoever stands in for somebody today is no colleague of theirs by that. */
export function rosterAsHeld(world: World) {
  return { ...world.config().roster, units: unitsAsHeld(world) };
}

async function newLeave(world: World, said: Said, { id: person }: Person, days: { from: string; until: string }): Promise<Leave> {
  const no = await world.stores.matters.number(`leave/${said.messageId}`);
  const unit = unitOfPosting(rosterAsHeld(world), person);
  return { kind: 'leave', no, unit, at: said.now, version: 0, person, by: said.person.id, ...days, state: 'open' };
}

async function record(world: World, said: Said, before: Leave, deputy: PersonId | undefined): Promise<Response> {
  const { now } = said;
  const asked = deputy === undefined ? {} : ({ deputy, answer: 'asked', askedAt: now, broughtUp: false } as const);
  const leave: Leave = { ...before, ...asked };
  const posts = heldWords(world, postsHeld(world, leave.person));
  const self = leave.person === said.person.id;
  const text = say(world, 'leave-noted', {
    ...leaveFacts(world, leave),
    self,
    deputy: deputy === undefined ? null : personName(world, deputy),
    covered: deputy !== undefined,
    posts,
    no: receiptMark,
  });
  const recorded = await world.stores.matters.write(
    {
      matter: leave,
      after: before.version,
      due: nextLeaveLook(world, leave, now),
      waitsFor: deputy === undefined ? [] : [deputy],
      actor: said.person.id,
      act: before.version === 0 ? 'leave-noted' : 'leave-deputy-named',
      notices: [...offerNotices(world, leave, now), ...(self ? [] : toldLeaver(world, leave, now))],
      said: { messageId: said.messageId, receipt: { to: said.person.id, text }, ...dialogAfter(said) },
    },
    now,
  );
  if (recorded.kind === 'recorded') await refreshHome(world, now);
  return responseTo(recorded);
}

/** Whoever is to stand in is asked. */
export function offerNotices(world: World, leave: Leave, now: number): Notice[] {
  if (leave.answer !== 'asked' || leave.deputy === undefined) return [];
  const stem = `leave/${leave.no}@${leave.version}/offer`;
  return noticesTo(world, stem, [leave.deputy], { kind: 'leave-offer', facts: { no: leave.no } }, now);
}

/** That the clerk has noted it for them; with somebody to stand in they hear it when that is settled. */
function toldLeaver(world: World, leave: Leave, now: number): Notice[] {
  const { roster } = world.config();
  const account = roster.people.get(leave.person)?.accounts.length ?? 0;
  const to = leave.deputy === undefined && (account > 0 || hasAccount(roster, leave.person)) ? [leave.person] : [];
  return noticesTo(
    world,
    `leave/${leave.no}@${leave.version}/noted`,
    to,
    { kind: 'leave-settled', facts: { no: leave.no, state: 'noted' } },
    now,
  );
}

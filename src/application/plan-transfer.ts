/** 调离: the clerk says who leaves when and who follows; what is open is listed, and nothing is done before 确认. */
import { wordOf } from '../domain/command.js';
import { addDays } from '../domain/date-text.js';
import { idOfNew, unitOfPosting, type Transfer } from '../domain/posting.js';
import { readTransfer } from '../domain/posting-words.js';
import { may } from '../domain/permission.js';
import type { Person } from '../domain/roster.js';
import { obstacleTo, passingRoles, type Move, type Obstacle } from '../domain/transfer-rules.js';
import { findPeople } from './find-person.js';
import type { Facts } from './messages.js';
import { itemsWords, openItems } from './open-items.js';
import { receiptMark } from './ports.js';
import { beginOf, heldWords, postsHeld, todayOf } from './posting-facts.js';
import { refreshHome } from './refresh-home.js';
import { responseTo, saying, today, type Response, type Said } from './said.js';
import { rosterAsHeld } from './take-leave.js';
import { calendarDateWords, clerkName, personName } from './words.js';
import { resolveDeadline } from '../domain/workdays.js';
import { say, workContext, type World } from './world.js';

/** Nobody plans farther ahead. */
const farthestDays = 366;
const looksLikeName = /^[\p{Script=Han}·]{2,6}$/u;

export async function planTransfer(world: World, said: Said, text = ''): Promise<Response> {
  const { roster } = world.config();
  const word = `${wordOf('transfer')} `;
  const { who, successor, on, isPast } = readTransfer(text, today(world, said.at));
  if (who === undefined) return trouble(world, { why: 'who' }, word);
  const found = findPeople(roster, who);
  if (found.kind === 'none') return trouble(world, { why: 'who', name: who, near: found.near?.name ?? null });
  if (found.kind === 'several') return trouble(world, { why: 'several', name: who });
  const { id: person, name } = found.person;
  const day = on === undefined ? '' : ` ${on}`;
  if (successor === undefined) return trouble(world, { why: 'successor', name }, `${word}${who}${day} `);
  if (on === undefined) return trouble(world, { why: isPast ? 'past' : 'day', name }, `${word}${who} ${successor} `);
  if (on > addDays(todayOf(world, said.now), farthestDays)) return trouble(world, { why: 'too-far', name });
  const follows = findPeople(roster, successor);
  if (follows.kind === 'several') return trouble(world, { why: 'several', name: successor });
  if (follows.kind === 'none' && !looksLikeName.test(successor)) return trouble(world, { why: 'stranger', name, other: successor });
  const fresh: Person = { id: idOfNew(successor), name: successor, roles: [], accounts: [] };
  const next = follows.kind === 'one' ? follows.person : fresh;
  const move: Move = { person, successor: next.id, ...(follows.kind === 'one' ? {} : { newName: successor }), on };
  const refused = await refusal(world, move, next);
  if (refused !== undefined) return refused;
  return propose(world, said, move, next);
}

/** What would be done, and with whoever is not bound yet the code to give them. */
async function propose(world: World, said: Said, move: Move, next: Person): Promise<Response> {
  const posts = postsHeld(world, move.person);
  const items = await openItems(world, move.person, posts, said.now);
  const until = resolveDeadline({ kind: 'workdays', days: 1 }, said.now, workContext(world));
  const isBound = next.accounts.length > 0;
  const code = isBound ? null : await world.stores.bindings.issue({ person: next.id, until, by: said.person.id }, said.now);
  const text = say(world, 'transfer-plan', {
    name: personName(world, move.person),
    count: items.length,
    items: itemsWords(world, items),
    posts: heldWords(world, posts, passingRoles(rosterAsHeld(world), move.person)),
    successor: next.name,
    code,
    day: calendarDateWords(world, move.on),
    fresh: move.newName !== undefined,
  });
  return saying(text, { dialog: { kind: 'confirm-transfer', move } });
}

/** 确认: noted, if nothing stands against it by now. */
export async function confirmTransfer(world: World, said: Said, move: Move): Promise<Response> {
  const { roster } = world.config();
  if (!may(roster, said.person.id, 'transfer', {})) return saying(say(world, 'denied', {}), { dialog: null });
  const next = roster.people.get(move.successor) ?? { id: move.successor, name: move.newName ?? move.successor, roles: [], accounts: [] };
  const refused = await refusal(world, move, next);
  if (refused?.kind === 'say') return { ...refused, dialog: null };
  const held = rosterAsHeld(world);
  const posts = postsHeld(world, move.person);
  const { now } = said;
  const no = await world.stores.matters.number(`transfer/${said.messageId}`);
  const transfer: Transfer = {
    kind: 'transfer',
    no,
    unit: unitOfPosting(held, move.person),
    at: now,
    version: 0,
    name: personName(world, move.person),
    ...move,
    by: said.person.id,
    posts,
    state: 'planned',
  };
  const text = say(world, 'transfer-noted', {
    number: no,
    name: transfer.name,
    posts: heldWords(world, posts, passingRoles(held, move.person)),
    successor: next.name,
    day: calendarDateWords(world, move.on),
    id: move.newName === undefined ? null : move.successor,
    no: receiptMark,
  });
  const recorded = await world.stores.matters.write(
    {
      matter: transfer,
      after: 0,
      due: Math.max(now, beginOf(world, move.on)),
      waitsFor: [],
      actor: said.person.id,
      act: 'transfer-planned',
      notices: [],
      said: { messageId: said.messageId, receipt: { to: said.person.id, text }, dialog: null },
    },
    now,
  );
  if (recorded.kind === 'recorded') await refreshHome(world, now);
  return responseTo(recorded);
}

/** 撤销, before its day. */
export async function withdrawTransfer(world: World, said: Said, transfer: Transfer): Promise<Response> {
  const { no, name, state } = transfer;
  if (state === 'withdrawn') return trouble(world, { why: 'over', number: no });
  if (state !== 'planned' || transfer.on <= todayOf(world, said.now)) return trouble(world, { why: 'begun', number: no });
  const text = say(world, 'transfer-withdrawn', { number: no, name, no: receiptMark });
  const recorded = await world.stores.matters.write(
    {
      matter: { ...transfer, state: 'withdrawn', settledAt: said.now },
      after: transfer.version,
      waitsFor: [],
      actor: said.person.id,
      act: 'transfer-withdrawn',
      notices: [],
      said: { messageId: said.messageId, receipt: { to: said.person.id, text }, dialog: null },
    },
    said.now,
  );
  if (recorded.kind === 'recorded') await refreshHome(world, said.now);
  return responseTo(recorded);
}

async function refusal(world: World, move: Move, next: Person): Promise<Response | undefined> {
  const planned = (await world.stores.matters.open({ kind: 'transfer' })).filter(({ state }) => state === 'planned');
  const obstacle = obstacleTo(rosterAsHeld(world), planned, move);
  if (obstacle === undefined) return undefined;
  const names = { name: personName(world, move.person), other: next.name };
  return trouble(world, { ...names, ...obstacleFacts(world, obstacle, move) });
}

function obstacleFacts(world: World, obstacle: Obstacle, move: Move): Partial<Facts<'transfer-trouble'>> {
  const { why } = obstacle;
  switch (why) {
    case 'office':
      return { why, other: null, name: personName(world, obstacle.of) };
    case 'already':
      return { why, number: obstacle.transfer.no, day: calendarDateWords(world, obstacle.transfer.on, false) };
    case 'awaited': {
      const { no, on, name } = obstacle.transfer;
      return { why, number: no, day: calendarDateWords(world, on, false), other: name };
    }
    case 'successor-left':
      return { why, day: calendarDateWords(world, obstacle.on ?? move.on, false) };
    case 'same':
    case 'no-posts':
    case 'left':
    case 'only-clerk':
    case 'own-supervisor':
      return { why };
    default:
      return obstacle satisfies never;
  }
}

function trouble(world: World, facts: Partial<Facts<'transfer-trouble'>>, head?: string): Response {
  const blank = { why: null, name: null, other: null, number: null, day: null, near: null };
  const text = say(world, 'transfer-trouble', { ...blank, clerk: clerkName(world), ...facts });
  return saying(text, head === undefined ? {} : { dialog: { kind: 'complete', head, tail: '' } });
}

/**
 * A transfer on its day: what is open is handed over, both hear of it, and nothing more reaches whoever left. Afterwards it stands until the roster
 * file says the same. Whatever is cut short is done again at the next look: each part of it changes something only once.
 */
import { isWritten, postsOf, type HeldPost, type Transfer } from '../domain/posting.js';
import { hourMs, minuteMs, type Instant } from '../domain/time.js';
import { nearestWorkday, workHoursOn } from '../domain/workdays.js';
import { handOverItems, passedOn } from './hand-over-items.js';
import { earliest, noticesTo } from './notices.js';
import { openItems } from './open-items.js';
import type { Notice } from './ports.js';
import { beginOf, todayOf } from './posting-facts.js';
import { workContext, type World } from './world.js';

/** What was taken over, as the messages of the day say it. */
export interface HandedFacts {
  no: number;
}

export async function followTransfer(world: World, transfer: Transfer, now: Instant): Promise<void> {
  const { no, version, state } = transfer;
  const { matters } = world.stores;
  switch (state) {
    case 'planned': {
      const begins = beginOf(world, transfer.on);
      return now < begins ? matters.postpone(no, version, begins) : handOver(world, transfer, now);
    }
    case 'handed':
      return lastWord(world, transfer, now);
    case 'gone':
      return isWritten(world.config().written ?? world.config().roster, transfer)
        ? note(world, { ...transfer, state: 'settled', settledAt: now }, 'transfer-settled', undefined, now)
        : matters.postpone(no, version, tomorrow(world, now));
    case 'settled':
    case 'withdrawn':
      return matters.postpone(no, version, Number.POSITIVE_INFINITY);
    default:
      return state satisfies never;
  }
}

/** What is handed over is counted before any of it is, so that a crash in between does not make it less. */
async function handOver(world: World, transfer: Transfer, now: Instant): Promise<void> {
  const { posts, items } = transfer;
  if (items === undefined) {
    const taken = takenPosts(world, transfer);
    const { length } = await openItems(world, transfer.person, taken, now);
    return note(world, { ...transfer, posts: taken, items: length }, 'transfer-begun', now, now);
  }
  const told = toldAt(world, now);
  await handOverItems(world, transfer, { posts, told }, now);
  const after: Transfer = { ...transfer, state: 'handed' };
  const notices = toldOf(world, transfer, told, now);
  const look = Math.max(now, ...notices.map(({ notBefore }) => notBefore)) + minuteMs;
  const change = { matter: after, after: after.version, due: look, waitsFor: [], terms: await passedOn(world, transfer, posts) };
  await world.stores.matters.write({ ...change, actor: 'bot', act: 'transfer-handed-over', notices }, now);
}

/** What was held when it was planned, and what the file has given them since. */
function takenPosts(world: World, { person, posts }: Transfer): HeldPost[] {
  const written = postsOf(world.config().written ?? world.config().roster, person);
  return [...posts, ...written.filter(({ unit, post }) => !posts.some((held) => held.unit === unit && held.post === post))];
}

/** With the work hours of the day, or at once when they have begun. */
export function toldAt(world: World, now: Instant): Instant {
  const day = nearestWorkday(todayOf(world, now), 1, world.config().calendar);
  return Math.max(earliest(world, now, false), workHoursOn(day, workContext(world)).from);
}

function toldOf(world: World, { no, person, successor }: Transfer, notBefore: Instant, now: Instant): Notice[] {
  const facts = { no } satisfies HandedFacts;
  const both = [
    ...noticesTo(world, `transfer/${no}/left`, [person], { kind: 'transfer-left', facts }, now),
    ...noticesTo(world, `transfer/${no}/begun`, [successor], { kind: 'transfer-begun', facts }, now),
  ];
  return both.filter(({ to }) => to.kind === 'person' && isBound(world, to.person)).map((notice) => ({ ...notice, notBefore }));
}

function isBound(world: World, person: string): boolean {
  return (world.config().roster.people.get(person)?.accounts.length ?? 0) > 0;
}

/** Their account is let go of once the last word is out, or cannot be sent. */
async function lastWord(world: World, transfer: Transfer, now: Instant): Promise<void> {
  const { no, version, person } = transfer;
  const [word] = await world.stores.outbox.byIds([`transfer/${no}/left/${person}`]);
  if (word?.state === 'queued' || word?.state === 'sending') return world.stores.matters.postpone(no, version, now + hourMs);
  return note(world, { ...transfer, state: 'gone' }, 'transfer-over', now, now);
}

async function note(world: World, matter: Transfer, act: string, due: Instant | undefined, now: Instant): Promise<void> {
  const change = { matter, after: matter.version, waitsFor: [], actor: 'bot', act, notices: [] };
  await world.stores.matters.write({ ...change, ...(due === undefined ? {} : { due }) }, now);
}

function tomorrow(world: World, now: Instant): Instant {
  const context = workContext(world);
  const day = nearestWorkday(todayOf(world, now), 1, context.calendar);
  const { from } = workHoursOn(day, context);
  return from > now ? from : now + 24 * hourMs;
}

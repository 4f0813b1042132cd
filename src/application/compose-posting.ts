/** The words of notices about leave and transfers, as things stand when they are sent. */
import type { Leave, Transfer } from '../domain/posting.js';
import { passingRoles } from '../domain/transfer-rules.js';
import type { PersonId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { leaveOffersFor } from './answer-standing-in.js';
import { isTo, type Composer, type DueNotice, type Reader } from './due-notice.js';
import type { LeaveNews } from './follow-leave.js';
import type { postingNoticeKinds } from './notices.js';
import { comingFacts, itemFacts, openItems } from './open-items.js';
import { backWords, heldWords, leaveFacts, postsHeld } from './posting-facts.js';
import { personName } from './words.js';
import { say, type World } from './world.js';

export const postingComposers: Record<(typeof postingNoticeKinds)[number], Composer> = {
  'leave-offer': (world, items, reader) =>
    each(world, items, 'leave', (leave, index) => offer(world, leave, index === 0 ? reader : { ...reader, name: null })),
  'leave-settled': (world, items, reader) =>
    each(world, items, 'leave', (leave, index) =>
      settled(world, leave, items[index]?.notice.facts as { state: LeaveNews; deputy: PersonId | null }, reader),
    ),
  'leave-over': async (world, items) => {
    const over = await lookUp(world, items, 'leave');
    const facts = over.map(({ matter, notice }) => ({
      ...leaveFacts(world, matter),
      ...(notice.facts as { begun: boolean; asked: boolean }),
    }));
    return facts.length === 0 ? [] : [say(world, 'leave-over', { items: facts })];
  },
  'transfer-left': (world, items) =>
    each(world, items, 'transfer', ({ name, items: count = 0, successor }) =>
      Promise.resolve(say(world, 'transfer-left', { name, count, to: personName(world, successor) })),
    ),
  'transfer-begun': (world, items, _reader, now) => each(world, items, 'transfer', (transfer) => begun(world, transfer, now)),
};

interface Found<Kind extends 'leave' | 'transfer'> {
  notice: DueNotice['notice'];
  matter: Kind extends 'leave' ? Leave : Transfer;
}

async function lookUp<Kind extends 'leave' | 'transfer'>(world: World, items: readonly DueNotice[], kind: Kind): Promise<Found<Kind>[]> {
  const found: Found<Kind>[] = [];
  for (const { notice } of items) {
    const matter = await world.stores.matters.matter((notice.facts as { no: number }).no);
    if (matter?.kind === kind) found.push({ notice, matter: matter as Found<Kind>['matter'] });
  }
  return found;
}

async function each<Kind extends 'leave' | 'transfer'>(
  world: World,
  items: readonly DueNotice[],
  kind: Kind,
  words: (matter: Found<Kind>['matter'], index: number) => Promise<string>,
): Promise<string[]> {
  const found = await lookUp(world, items, kind);
  return Promise.all(found.map(({ matter }, index) => words(matter, index)));
}

async function offer(world: World, leave: Leave, reader: Reader): Promise<string> {
  const offers = leave.deputy === undefined ? [] : await leaveOffersFor(world, leave.deputy);
  const posts = heldWords(world, postsHeld(world, leave.person));
  return say(world, 'leave-offer', { salute: reader.name, ...leaveFacts(world, leave), posts, several: offers.length > 1 });
}

function settled(
  world: World,
  leave: Leave,
  { state, deputy }: { state: LeaveNews; deputy: PersonId | null },
  reader: Reader,
): Promise<string> {
  const self = isTo(reader, [leave.person]);
  const facts = { ...leaveFacts(world, leave), state, self, deputy: deputy === null ? null : personName(world, deputy) };
  return Promise.resolve(say(world, 'leave-settled', { ...facts, back: backWords(world, leave) }));
}

async function begun(world: World, { successor, posts, person }: Transfer, now: Instant): Promise<string> {
  const { roster } = world.config();
  const items = await openItems(world, successor, posts, now);
  const answering = posts.filter(({ post }) => post === 'liaison' || post === 'principal');
  const roles = passingRoles(world.config().written ?? roster, person);
  return say(world, 'transfer-begun', {
    name: personName(world, successor),
    posts: heldWords(world, posts, roles),
    items: itemFacts(world, items),
    finding: items.find(({ kind }) => kind === 'finding')?.no ?? null,
    coming: comingFacts(world, posts, now),
    answers: answering.length > 0,
    village: answering.every(({ unit }) => roster.units.get(unit)?.kind === 'village'),
  });
}

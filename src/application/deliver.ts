/**
 * Sends what is due: all that is due to one recipient as one message, at the account's pace, outside quiet hours, within the budget. A notice
 * is `sending` durably before the chat call, and what became of it is noted once.
 */
import { nextStepDue, askPrincipalStep, firstLadderStep, lookAgain } from '../domain/ladder.js';
import { pacingWait } from '../domain/sending-times.js';
import { dayMs, minuteMs, secondMs, type Instant } from '../domain/time.js';
import type { Address, SendOutcome } from './chat-port.js';
import { compose } from './compose-message.js';
import type { DueNotice } from './due-notice.js';
import { earliest } from './notices.js';
import { scopesOf } from './open-cycle.js';
import { accountOf } from './people.js';
import type { Notice, Recipient, StoredNotice, UnitEffect } from './ports.js';
import { noAccount, noticesOfRefusal } from './unreached-units.js';
import { workContext, type World } from './world.js';

export type Lane = 'normal' | 'urgent';
const lanes: readonly Lane[] = ['urgent', 'normal'];

/** Longer than the chat port takes at most to settle a send. */
const sendingLeaseMs = 2 * minuteMs;
const offlineRetryMs = 30 * secondMs;
const coolDownMs = 10 * minuteMs;
const tooFrequent = 'too-frequent';
const recipientsAtOnce = 100;
const weekMs = 7 * dayMs;

/** One account's courier: remembers the gap drawn since its last send. */
export interface Courier {
  id: string;
  gap?: { after: Instant; ms: number };
  /** The platform said that it is too much: nothing goes out before. */
  coolUntil?: Instant;
}

/** Sends what is due and allowed at `now`. Stops when the account is offline, its pace says wait, or nothing is due. */
export async function deliverDue(world: World, courier: Courier, now: Instant): Promise<void> {
  if (now < (courier.coolUntil ?? now)) return;
  for (const lane of lanes) {
    if (lane === 'normal' && earliest(world, now, false) > now) continue;
    for (const to of await world.stores.outbox.due(lane, now, recipientsAtOnce)) {
      if (world.chat.online() === undefined || (await waitForPace(world, courier, now)) > 0) return;
      if (!(await deliverTo(world, courier, lane, to, now))) return;
    }
  }
}

/** When delivery next has something to do; undefined: nothing is queued. */
export async function nextDelivery(world: World, courier: Courier, now: Instant): Promise<Instant | undefined> {
  // While nobody is there to send, time alone brings nothing about.
  if (world.chat.online() === undefined) return undefined;
  const times: Instant[] = [];
  for (const lane of lanes) {
    const due = await world.stores.outbox.nextDue(lane);
    if (due === undefined) continue;
    const allowed = earliest(world, Math.max(due, now, courier.coolUntil ?? now), lane === 'urgent');
    times.push(earliest(world, allowed + (await waitForPace(world, courier, allowed)), lane === 'urgent'));
  }
  return times.length === 0 ? undefined : Math.min(...times);
}

async function waitForPace(world: World, courier: Courier, now: Instant): Promise<number> {
  const { pacing } = world.config().settings;
  if (pacing === false) return 0;
  const sent = await world.stores.outbox.sends(now - dayMs);
  const last = sent.at(-1);
  if (last !== undefined && courier.gap?.after !== last) {
    const [from, to] = pacing.gapMs;
    courier.gap = { after: last, ms: Math.round(from + world.random() * (to - from)) };
  }
  return pacingWait(sent, now, pacing, courier.gap?.ms ?? 0);
}

/** False: the account is not online, nothing more goes out now. */
async function deliverTo(world: World, courier: Courier, lane: Lane, to: Recipient, now: Instant): Promise<boolean> {
  const { outbox } = world.stores;
  const claimed = await outbox.claim(courier.id, lane, to, now, now + sendingLeaseMs);
  if (claimed.length === 0) return true;
  const wanted = await withinBudget(world, to, claimed, now);
  const { text, said, dropped } = await compose(world, to, wanted, now);
  await drop(world, dropped, now);
  if (text === '') {
    await outbox.settle(idsOf(said), 'dropped', now, 'nothing-to-say', []);
    return true;
  }
  const address = addressOf(world, to);
  const outcome: SendOutcome = address === undefined ? { kind: 'refused', reason: noAccount } : await world.chat.send(address, text);
  return settle(world, courier, to, said, outcome, now);
}

async function drop(world: World, dropped: { notice: StoredNotice; reason: string }[], now: Instant): Promise<void> {
  for (const { notice, reason } of dropped) await world.stores.outbox.settle([notice.id], 'dropped', now, reason, []);
}

async function settle(
  world: World,
  courier: Courier,
  to: Recipient,
  said: DueNotice[],
  outcome: SendOutcome,
  now: Instant,
): Promise<boolean> {
  const { outbox } = world.stores;
  const ids = idsOf(said);
  switch (outcome.kind) {
    case 'accepted':
      await outbox.settle(
        ids,
        'sent',
        now,
        undefined,
        said.flatMap((item) => promptedEffect(world, to, item, now)),
      );
      await noteStarted(world, to, said, now);
      return true;
    case 'refused':
      // The account is told to slow down: it certainly did not go out, and nothing else should now.
      if (outcome.reason === tooFrequent) {
        courier.coolUntil = now + coolDownMs;
        await outbox.release(ids, courier.coolUntil);
        return false;
      }
      await outbox.settle(
        ids,
        'failed',
        now,
        outcome.reason,
        said.flatMap((item) => unreachedEffect(world, item, now)),
      );
      await outbox.enqueue(
        said.flatMap((item) => refusalNotices(world, to, item, outcome.reason, now)),
        now,
      );
      return true;
    case 'unknown':
      world.log.warn({ notices: ids, reason: outcome.reason }, 'it is not known whether a message went out');
      await outbox.settle(ids, 'unknown', now, outcome.reason, []);
      await noteStarted(world, to, said, now);
      return true;
    case 'offline':
      await outbox.release(ids, now + offlineRetryMs);
      return false;
    default:
      return outcome satisfies never;
  }
}

/** Receipts are replies: the week's budget counts only what the bot starts. */
async function noteStarted(world: World, to: Recipient, said: readonly DueNotice[], now: Instant): Promise<void> {
  const started = said.some(({ notice }) => notice.kind !== 'receipt');
  await world.stores.outbox.noteSend(now, to.kind === 'person' && started ? to.person : undefined);
}

/** Reminders beyond the week's budget are withheld, unless something else goes to the person anyway: then they cost no message. */
async function withinBudget(world: World, to: Recipient, claimed: StoredNotice[], now: Instant): Promise<StoredNotice[]> {
  const { budget } = world.config().settings;
  const onlyReminders = claimed.every(({ kind, urgent }) => kind === 'remind' && !urgent);
  if (budget === false || to.kind === 'group' || !onlyReminders) return claimed;
  const sent = await world.stores.outbox.sends(now - weekMs, to.person);
  if (sent.length < budget.perPersonPerWeek) return claimed;
  await world.stores.outbox.settle(
    claimed.map(({ id }) => id),
    'dropped',
    now,
    'over-budget',
    [],
  );
  return [];
}

function promptedEffect(world: World, to: Recipient, { notice, cycle, unit }: DueNotice, now: Instant): UnitEffect[] {
  if (notice.kind !== 'prompt' || cycle === undefined || unit === undefined || to.kind !== 'person') return [];
  const nextDue = nextStepDue(cycle, askPrincipalStep, now, now, workContext(world));
  return [
    { kind: 'prompted', cycle: cycle.id, unit, by: to.person, at: now, step: firstLadderStep, nextDue, scopes: scopesOf(cycle.tree, unit) },
  ];
}

function unreachedEffect(world: World, { notice, cycle, unit }: DueNotice, now: Instant): UnitEffect[] {
  if (notice.kind !== 'prompt' || cycle === undefined || unit === undefined) return [];
  const nextDue = lookAgain(now, workContext(world));
  return [{ kind: 'unreached', cycle: cycle.id, unit, step: askPrincipalStep, nextDue, scopes: scopesOf(cycle.tree, unit) }];
}

function refusalNotices(world: World, to: Recipient, { notice, cycle, unit }: DueNotice, reason: string, now: Instant): Notice[] {
  if (notice.kind !== 'prompt' || cycle === undefined || unit === undefined || to.kind !== 'person') return [];
  return noticesOfRefusal(world, cycle, unit, to.person, reason, now);
}

function addressOf(world: World, to: Recipient): Address | undefined {
  if (to.kind === 'person') {
    const account = accountOf(world, to.person);
    return account === undefined ? undefined : { kind: 'account', account };
  }
  const group = world.config().roster.groups.get(to.group);
  if (group === undefined) return undefined;
  return {
    kind: 'room',
    ...(group.room === undefined ? {} : { room: group.room }),
    ...(group.topic === undefined ? {} : { topic: group.topic }),
  };
}

function idsOf(items: readonly DueNotice[]): string[] {
  return items.map(({ notice }) => notice.id);
}

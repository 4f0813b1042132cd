/**
 * Sends what is due: all that is due to one recipient as one message, at the account's pace, outside quiet hours, within the budget. A notice
 * is `sending` durably before the chat call, and what became of it is noted once.
 */
import { isTemporary } from '../domain/errors.js';
import { pacingWait } from '../domain/sending-times.js';
import { dayMs, minuteMs, secondMs, type Instant } from '../domain/time.js';
import type { Address, SendOutcome } from './chat-port.js';
import { compose, type DroppedNotice } from './compose-message.js';
import { deliverPicture } from './deliver-picture.js';
import type { DueNotice } from './due-notice.js';
import { goesAlong, holdBack } from './hold-back.js';
import { earliest } from './notices.js';
import { accountOf } from './people.js';
import { noteShown } from './note-shown.js';
import type { Recipient, StoredNotice } from './ports.js';
import { restsUntil } from './rest-account.js';
import { claimMs, noteOrKeep, sendClaimed } from './send-claimed.js';
import { settleAbsent } from './settle-absent.js';
import { nothingToSay, settleDelivery, type Courier } from './settle-delivery.js';
import { noAccount } from './unreached-units.js';
import type { World } from './world.js';

export type Lane = 'normal' | 'urgent';
const lanes: readonly Lane[] = ['urgent', 'normal'];

const recipientsAtOnce = 100;
/** Without a pace a tick goes on sending for so long, and to so many at most: a thousand messages that are overdue need not wait for ten ticks. */
const drainMs = secondMs;
const batchesAtMost = 10;
const putBackMs = 30 * secondMs;
/** Clocks of several machines are no farther apart. */
const clockSkewMs = minuteMs;

/** Sends what is due and allowed at `now`. Stops when the account is offline, its pace says wait, or nothing is due. */
export async function deliverDue(world: World, courier: Courier, now: Instant): Promise<void> {
  if (now < (await restsUntil(world))) return world.alarms.raise('throttled');
  world.alarms.clear('throttled');
  const sinceMs = world.clock.elapsedMs();
  for (const lane of lanes) {
    if (lane === 'normal' && earliest(world, now, false) > now) continue;
    for (let batches = 0; batches < batchesAtMost; batches += 1) {
      const due = await world.stores.outbox.due(lane, now, recipientsAtOnce);
      for (const to of due) {
        if (world.chat.online() === undefined || (await waitForPace(world, courier, now)) > 0) return;
        if (!(await deliverTo(world, courier, lane, to, now))) return;
      }
      if (due.length < recipientsAtOnce || world.clock.elapsedMs() - sinceMs >= drainMs) break;
    }
  }
}

/** When delivery next has something to do; undefined: nothing is queued. */
export async function nextDelivery(world: World, courier: Courier, now: Instant): Promise<Instant | undefined> {
  // While nobody is there to send, time alone brings nothing about.
  if (world.chat.online() === undefined) return undefined;
  const rest = await restsUntil(world);
  const times: Instant[] = [];
  for (const lane of lanes) {
    const due = await world.stores.outbox.nextDue(lane);
    if (due === undefined) continue;
    const allowed = earliest(world, Math.max(due, now, rest), lane === 'urgent');
    times.push(earliest(world, allowed + (await waitForPace(world, courier, allowed)), lane === 'urgent'));
  }
  return times.length === 0 ? undefined : Math.min(...times);
}

async function waitForPace(world: World, courier: Courier, now: Instant): Promise<number> {
  const { pacing } = world.config().settings;
  if (pacing === false) return 0;
  const { outbox } = world.stores;
  const [noted, lease] = await Promise.all([outbox.sends(now - dayMs), outbox.latestLease()]);
  // What a process was sending when it died may have gone out, and counts until it is known to be unknown.
  const begun = lease === undefined ? [] : [lease - claimMs];
  // A clock that was ahead and has been put right must not silence the account until it is as late again.
  const sent = [...noted, ...begun].filter((at) => at <= now + clockSkewMs).sort((one, other) => one - other);
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
  const sinceMs = world.clock.elapsedMs();
  // From the present, for a tick that has many to write to may be late.
  const claimed = await outbox.claim(courier.id, lane, to, now, world.clock.now() + claimMs);
  if (claimed.length === 0) return true;
  const { text, said, dropped, absent } = await orPutBack(world, claimed, now, async () => {
    const composition = await compose(world, to, await holdBack(world, to, claimed, now), now);
    if (to.kind === 'person' && composition.text !== '') await noteShown(world, to.person, composition.said, now);
    return composition;
  });
  await drop(world, dropped, now);
  for (const { item, absence } of absent) await settleAbsent(world, to, item, absence, now);
  if (text === '') {
    if (said.some(({ notice }) => notice.kind === 'prompt')) return nothingSaid(world, to, said, now);
    await outbox.settle(
      said.map(({ notice }) => notice.id),
      'dropped',
      now,
      nothingToSay,
      [],
    );
    return true;
  }
  if (said.every(({ notice }) => goesAlong(notice))) {
    await outbox.release(
      said.map(({ notice }) => notice.id),
      now,
    );
    return true;
  }
  const address = addressOf(world, to);
  const claim = { ids: said.map(({ notice }) => notice.id), sinceMs };
  const outcome: SendOutcome =
    address === undefined
      ? { kind: 'refused', reason: noAccount }
      : await orPutBack(world, claimed, now, () => sendClaimed(world, claim, address, text));
  const goesOn = await noteOrKeep(courier.unnoted, () => settleDelivery(world, to, said, outcome, now));
  if (outcome.kind === 'accepted' && address !== undefined) await deliverPicture(world, to, address, said, now);
  return goesOn;
}

/** What fails for a while before anything was sent is certainly not out: nobody has to be asked about it. */
async function orPutBack<T>(world: World, claimed: readonly StoredNotice[], now: Instant, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isTemporary(error)) {
      const ids = claimed.map(({ id }) => id);
      await world.stores.outbox
        .release(ids, now + putBackMs)
        .catch((failure: unknown) => world.log.warn({ err: failure, notices: ids }, 'notices could not be put back'));
    }
    throw error;
  }
}

/** A template that says nothing of a prompt must not leave its unit waiting in silence: it counts as not sent, and the clerk hears of it. */
function nothingSaid(world: World, to: Recipient, said: DueNotice[], now: Instant): Promise<boolean> {
  world.log.error({ notices: said.map(({ notice }) => notice.id) }, 'a prompt came out empty');
  return settleDelivery(world, to, said, { kind: 'refused', reason: nothingToSay }, now);
}

async function drop(world: World, dropped: readonly DroppedNotice[], now: Instant): Promise<void> {
  for (const { reason, notice } of dropped) await world.stores.outbox.settle([notice.id], 'dropped', now, reason, []);
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

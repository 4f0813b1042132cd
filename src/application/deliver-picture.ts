/**
 * Sends the picture that belongs to a message the bot started, right behind it. It goes only after the message is known and noted to be out, and at
 * most once: a crash in between loses the picture and repeats nothing. It counts in the account's hour and day, and is left out when they are full.
 */
import { pacingWait } from '../domain/sending-times.js';
import { dayMs, minuteMs, type Instant } from '../domain/time.js';
import { mayHaveGone, type Address } from './chat-port.js';
import { drawnFor } from './draw-picture.js';
import type { DueNotice } from './due-notice.js';
import { monthPicture } from './month-picture.js';
import type { Recipient } from './ports.js';
import { isTooFrequent, restAccount } from './rest-account.js';
import type { RoundFacts } from './round-life.js';
import type { World } from './world.js';

/** To one person only: what a group is told has no picture. */
export async function deliverPicture(
  world: World,
  to: Recipient,
  address: Address,
  said: readonly DueNotice[],
  now: Instant,
): Promise<void> {
  if (to.kind !== 'person' || world.pictures === undefined || !said.some((item) => isDigest(item, now))) return;
  const person = world.config().roster.people.get(to.person);
  if (person === undefined || (await isFull(world, now))) return;
  const drawn = await drawnFor(world, () => monthPicture(world, person, now));
  if (drawn === undefined) return;
  const since = world.clock.elapsedMs();
  const outcome = await world.chat.send(address, drawn, () => world.clock.elapsedMs() - since < minuteMs);
  if (mayHaveGone(outcome)) await world.stores.outbox.noteSend(now);
  if (outcome.kind !== 'accepted') world.log.warn({ outcome: outcome.kind }, 'a picture may not have gone out');
  if (isTooFrequent(outcome)) await restAccount(world, now);
}

/** One whose time is over says nothing, whatever else is said in the same message. */
function isDigest({ notice }: DueNotice, now: Instant): boolean {
  return notice.kind === 'digest' && now < (notice.facts as RoundFacts).until;
}

/** Whether the account may not send another message this hour, or today. It does not wait for the pause between two people. */
async function isFull(world: World, now: Instant): Promise<boolean> {
  const { pacing } = world.config().settings;
  if (pacing === false) return false;
  const sent = (await world.stores.outbox.sends(now - dayMs)).toSorted((one, other) => one - other);
  return pacingWait(sent, now, pacing, 0) > 0;
}

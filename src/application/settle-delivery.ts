/** What became of a message means something for the units it was about: a prompt starts the ladder, a refusal leaves a unit unreached. */
import { askPrincipalStep, firstLadderStep, ladderOf, lookAgain, nextStepDue } from '../domain/ladder.js';
import { secondMs, type Instant } from '../domain/time.js';
import type { SendOutcome } from './chat-port.js';
import type { DueNotice } from './due-notice.js';
import { ladderHistory } from './ladder-history.js';
import { noteStarted } from './note-started.js';
import { scopesOf } from './open-cycle.js';
import type { Notice, Recipient, StoredNotice, UnitEffect } from './ports.js';
import { isFindingRung, passFindingOn } from './pass-finding-on.js';
import { restAccount, tooFrequent } from './rest-account.js';
import type { Unnoted } from './send-claimed.js';
import { isTaskRung, passTaskOn } from './task-notices.js';
import { noticesOfRefusal } from './unreached-units.js';
import { workContext, type World } from './world.js';

/** A message came out empty: nothing was sent. */
export const nothingToSay = 'nothing-to-say';

const offlineRetryMs = 30 * secondMs;

/** One account's courier: remembers the gap drawn since its last send, and what became of sends while the store was away. */
export interface Courier {
  id: string;
  gap?: { after: Instant; ms: number };
  unnoted: Unnoted;
}

/** Notes the outcome of one message with all it means. False: the account is not to send any more now. */
export async function settleDelivery(world: World, to: Recipient, said: DueNotice[], outcome: SendOutcome, now: Instant): Promise<boolean> {
  const { outbox } = world.stores;
  const ids = idsOf(said);
  switch (outcome.kind) {
    case 'accepted':
      // Counted first: what is still being sent when the process ends becomes unknown, and is counted then.
      await Promise.all([
        noteStarted(world, to, noticesOf(said), now),
        outbox.settle(
          ids,
          'sent',
          now,
          undefined,
          said.flatMap((item) => promptedEffect(world, to, item, now)),
        ),
      ]);
      return true;
    case 'refused':
      // The account is told to slow down: it certainly did not go out, and nothing else should now.
      if (outcome.reason === tooFrequent) {
        await outbox.release(ids, await restAccount(world, now));
        return false;
      }
      // The clerk's word in the same script: by itself a crash would lose it, or leave it queued of what is in doubt.
      await outbox.settle(
        ids,
        'failed',
        now,
        outcome.reason,
        said.flatMap((item) => unreachedEffect(world, item, now)),
        said.flatMap((item) => refusalNotices(world, to, item, outcome.reason, now)),
        outcome.reason !== nothingToSay,
      );
      await passRungsOn(world, said, now);
      return true;
    case 'unknown':
      world.log.warn({ notices: ids, reason: outcome.reason }, 'it is not known whether a message went out');
      await noteStarted(world, to, noticesOf(said), now);
      await outbox.settle(ids, 'unknown', now, outcome.reason, []);
      return true;
    case 'offline':
      await outbox.release(ids, now + offlineRetryMs);
      return false;
    default:
      return outcome satisfies never;
  }
}

/** A rung that reached nobody passes on at once. One that also went to somebody else keeps its time. */
export async function passRungsOn(world: World, said: readonly DueNotice[], now: Instant): Promise<void> {
  for (const { notice, cycle, unit, record } of said) {
    if (isTaskRung(notice)) await passTaskOn(world, notice, now);
    if (isFindingRung(notice)) await passFindingOn(world, notice, now);
    if (cycle === undefined || unit === undefined || record === undefined) continue;
    if (notice.kind !== 'press' && notice.kind !== 'supervise') continue;
    const history = await ladderHistory(world, cycle, unit, record);
    const reached = notice.kind === 'press' ? history.pressed : history.supervised;
    if (reached === undefined && ladderOf(cycle.schedule)[record.step] !== undefined)
      await world.stores.cycles.postpone(cycle.id, unit, record.step, now);
  }
}

function promptedEffect(world: World, to: Recipient, { notice, cycle, unit, record }: DueNotice, now: Instant): UnitEffect[] {
  if (notice.kind !== 'prompt' || cycle === undefined || unit === undefined || to.kind !== 'person') return [];
  const nextDue = nextStepDue(cycle, askPrincipalStep, now, { ...record, promptAt: now }, workContext(world));
  return [
    { kind: 'prompted', cycle: cycle.id, unit, by: to.person, at: now, step: firstLadderStep, nextDue, scopes: scopesOf(cycle.tree, unit) },
  ];
}

/** A prompt that certainly did not go out leaves its unit unreached: it is looked at again on the next workday. */
export function unreachedEffect(world: World, { notice, cycle, unit }: DueNotice, now: Instant): UnitEffect[] {
  if (notice.kind !== 'prompt' || cycle === undefined || unit === undefined) return [];
  const nextDue = lookAgain(now, workContext(world));
  return [{ kind: 'unreached', cycle: cycle.id, unit, step: askPrincipalStep, nextDue, scopes: scopesOf(cycle.tree, unit) }];
}

function refusalNotices(world: World, to: Recipient, { notice, cycle, unit }: DueNotice, reason: string, now: Instant): Notice[] {
  if (notice.kind !== 'prompt' || cycle === undefined || unit === undefined || to.kind !== 'person') return [];
  return noticesOfRefusal(world, cycle, unit, to.person, reason, now);
}

function noticesOf(items: readonly DueNotice[]): StoredNotice[] {
  return items.map(({ notice }) => notice);
}

function idsOf(items: readonly DueNotice[]): string[] {
  return items.map(({ notice }) => notice.id);
}

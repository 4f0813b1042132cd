/** What became of a message means something for the units it was about: a prompt starts the ladder, a refusal leaves a unit unreached. */
import { askPrincipalStep, firstLadderStep, ladderOf, lookAgain, nextStepDue } from '../domain/ladder.js';
import { minuteMs, secondMs, type Instant } from '../domain/time.js';
import type { SendOutcome } from './chat-port.js';
import type { DueNotice } from './due-notice.js';
import { ladderHistory } from './ladder-history.js';
import type { NoticeKind } from './notices.js';
import { scopesOf } from './open-cycle.js';
import type { Notice, Recipient, UnitEffect } from './ports.js';
import { isTaskRung, passTaskOn } from './task-notices.js';
import { noticesOfRefusal } from './unreached-units.js';
import { workContext, type World } from './world.js';

const coolDownMs = 10 * minuteMs;
const tooFrequent = 'too-frequent';
const offlineRetryMs = 30 * secondMs;

/** One account's courier: remembers the gap drawn since its last send. */
export interface Courier {
  id: string;
  gap?: { after: Instant; ms: number };
  /** The platform said that it is too much: nothing goes out before. */
  coolUntil?: Instant;
}

/** Notes the outcome of one message with all it means. False: the account is not to send any more now. */
export async function settleDelivery(
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
      await Promise.all([
        outbox.settle(
          ids,
          'sent',
          now,
          undefined,
          said.flatMap((item) => promptedEffect(world, to, item, now)),
        ),
        noteStarted(world, to, said, now),
      ]);
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
      await passRungsOn(world, said, now);
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

/** Answers to what somebody asked or handed in, though they may come days later. */
const answering: readonly string[] = [
  'receipt',
  'request-decided',
  'reassign-answered',
  'task-closed',
  'task-sent-back',
  'report-read',
  'report-asked-back',
  'relieved',
] satisfies NoticeKind[];

/** The week's budget and the load count only what the bot starts, not its answers. What only goes along is the cause of no message. */
async function noteStarted(world: World, to: Recipient, said: readonly DueNotice[], now: Instant): Promise<void> {
  const started = said.map(({ notice }) => notice).filter(({ kind }) => !answering.includes(kind));
  if (started.length === 0) return world.stores.outbox.noteSend(now);
  const causes = started.filter(({ notBefore }) => Number.isFinite(notBefore)).map(({ schedule, kind }) => schedule ?? kind);
  await world.stores.outbox.noteSend(now, to.kind === 'person' ? to.person : undefined, causes);
}

/** A rung that reached nobody passes on at once. One that also went to somebody else keeps its time. */
export async function passRungsOn(world: World, said: readonly DueNotice[], now: Instant): Promise<void> {
  for (const { notice, cycle, unit, record } of said) {
    if (isTaskRung(notice)) await passTaskOn(world, notice, now);
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

function idsOf(items: readonly DueNotice[]): string[] {
  return items.map(({ notice }) => notice.id);
}

/** Messages whose outcome is unknown: they are shown to the clerk, and go out again only on a person's word (再发), or are known to have come (已到). */
import { askPrincipalStep, firstLadderStep, nextStepDue } from '../domain/ladder.js';
import type { PersonId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import type { Facts } from './messages.js';
import { noteStarted } from './note-started.js';
import { earliest, noticesToClerks } from './notices.js';
import { scopesOf } from './open-cycle.js';
import type { StoredNotice, UnitEffect } from './ports.js';
import { dayWords, nearDayWords, personName, titleOf } from './words.js';
import { say, workContext, type World } from './world.js';

const shownAtMost = 10;
type NoticeFacts = Facts<'unknown'>['items'][number];

/** Finds sends whose outcome was never noted, and tells the clerk of all that is unknown, in one message. */
export async function watchOverSends(world: World, now: Instant): Promise<void> {
  const lost = await world.stores.outbox.expire(now);
  if (lost.length > 0) world.log.warn({ notices: lost.map(({ id }) => id) }, 'sends without an outcome');
  for (const some of byRecipient(lost)) await noteStarted(world, some[0].to, some, now);
  const unknown = (await world.stores.outbox.open('unknown', shownAtMost)).filter(({ kind }) => kind !== 'unknown');
  // Each by itself, and again when it was sent again: whatever else is open or was dealt with meanwhile, it is told once.
  const notices = unknown.flatMap(({ no, settledAt = 0 }) =>
    noticesToClerks(world, `unknown/${no}/${settledAt}`, { kind: 'unknown' }, now),
  );
  if (notices.length > 0) await world.stores.outbox.enqueue(notices, now);
}

/** What one process was sending to one recipient was one message. */
function byRecipient(notices: readonly StoredNotice[]): [StoredNotice, ...StoredNotice[]][] {
  const found = new Map<string, [StoredNotice, ...StoredNotice[]]>();
  for (const notice of notices) {
    const { to } = notice;
    const key = `${to.kind} ${to.kind === 'person' ? to.person : to.group}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, [notice]);
    else known.push(notice);
  }
  return [...found.values()];
}

export async function unknownFacts(world: World): Promise<Facts<'unknown'>> {
  const open = await world.stores.outbox.open('unknown', shownAtMost);
  const items = await noticeFacts(world, open);
  return { items, first: open[0]?.no ?? null };
}

export function noticeFacts(world: World, notices: readonly StoredNotice[]): Promise<NoticeFacts[]> {
  return Promise.all(
    notices.map(async ({ no, to, kind, cycle, settledAt, at }) => {
      const about = cycle === undefined ? undefined : await world.stores.cycles.cycle(cycle);
      const what = `${about === undefined ? '' : titleOf(world, about)}${say(world, 'notice-kind', { kind })}`;
      const name = to.kind === 'person' ? personName(world, to.person) : (world.config().roster.groups.get(to.group)?.name ?? to.group);
      return { no, to: name, what, at: nearDayWords(world, settledAt ?? at, world.clock.now(), true) };
    }),
  );
}

/** 再发 / 已到. The reply's words. */
export async function resolveUnknown(
  world: World,
  decision: { no: number; resend: boolean; by: PersonId; operationId: string },
  now: Instant,
): Promise<string> {
  const { outbox } = world.stores;
  const { no, resend, by, operationId } = decision;
  const notice = await outbox.byNumber(no);
  const effects = notice === undefined || resend ? [] : await arrivedEffects(world, notice, now);
  const done = notice !== undefined && (await outbox.resolve(no, resend ? 'resend' : 'arrived', by, now, effects, operationId));
  if (!done) return say(world, 'not-open-notice', { number: no });
  const [next] = await outbox.open('unknown', 1);
  return say(world, 'resolved', {
    number: no,
    resend,
    at: resend ? dayWords(world, earliest(world, now, notice.urgent), true) : null,
    next: next?.no ?? null,
  });
}

/** A prompt that has come starts the ladder from when it was sent. */
async function arrivedEffects(world: World, notice: StoredNotice, now: Instant): Promise<UnitEffect[]> {
  if (notice.kind !== 'prompt' || notice.cycle === undefined || notice.unit === undefined || notice.to.kind !== 'person') return [];
  const cycle = await world.stores.cycles.cycle(notice.cycle);
  if (cycle === undefined) return [];
  const at = notice.settledAt ?? now;
  const nextDue = nextStepDue(cycle, askPrincipalStep, now, { promptAt: at }, workContext(world));
  const { unit, to } = notice;
  return [
    { kind: 'prompted', cycle: cycle.id, unit, by: to.person, at, step: firstLadderStep, nextDue, scopes: scopesOf(cycle.tree, unit) },
  ];
}

/**
 * Deletes what has passed its time (settings: retention), once a day. Audit entries stay, and so do states and counters: how many answered is
 * still told when nobody can read any more what. Each deletion is one script; a run that is broken off, or done by two processes at once, is
 * simply done again.
 */
import { dateOf, minuteOfDay } from '../domain/date-text.js';
import { isTemporary } from '../domain/errors.js';
import { keptSince, type RetentionKind } from '../domain/retention.js';
import { dayMs, minuteMs, type DateText, type Instant } from '../domain/time.js';
import { expireCycles, type Expiring } from './expire-cycles.js';
import { expireMatters } from './expire-matters.js';

/** As much as a tick does at once: the chat does not have to wait for it. */
const batch = 200;
const batchesATick = 10;
/** A machine that is never on at night does it by day after so long. */
const latestAfterMs = 2 * dayMs;
/** What failed is not tried again at each tick. */
const againAfterMs = 10 * minuteMs;

/** The step of the tick: nearly free but for once a day. */
export function createForgetting(world: Expiring): (now: Instant) => Promise<void> {
  let done: DateText | undefined;
  let notBefore = Number.NEGATIVE_INFINITY;
  return async (now) => {
    const day = dateOf(now, world.config().settings.timezone);
    if (done === day || (now < notBefore && notBefore <= now + againAfterMs)) return;
    notBefore = now + againAfterMs;
    const { retention } = world.stores;
    const last = await retention.lastRun();
    if (last === day) done = day;
    if (last === day || (isAtWork(world, now) && !isOverdue(world, last, now))) return;
    if (await forgetSome(world, now)) {
      notBefore = now;
      return;
    }
    if (!(await compacted(world))) return;
    await retention.noteRun(day);
    done = day;
  };
}

/** False: the store is at it already, and is asked again later. Where the server does not allow it, that is the operator's to know. */
async function compacted({ stores, log }: Expiring): Promise<boolean> {
  try {
    return (await stores.retention.compact()) !== 'busy';
  } catch (error) {
    if (isTemporary(error)) throw error;
    log.warn({ err: error }, 'what was deleted is still in the files of Redis: it may not write them anew');
    return true;
  }
}

function isAtWork(world: Expiring, now: Instant): boolean {
  const { settings, calendar } = world.config();
  const { timezone, workHours } = settings;
  const minute = minuteOfDay(now, timezone);
  return calendar.isWorkday(dateOf(now, timezone)) && minute >= workHours.fromMinute && minute < workHours.toMinute;
}

function isOverdue(world: Expiring, last: DateText | undefined, now: Instant): boolean {
  return last !== undefined && last < dateOf(now - latestAfterMs, world.config().settings.timezone);
}

/** True: there is more than one tick should do. */
async function forgetSome(world: Expiring, now: Instant): Promise<boolean> {
  for (let done = 0; done < batchesATick; done += 1) if (!(await forgetBatch(world, now))) return false;
  return true;
}

/** True: there is more. */
async function forgetBatch(world: Expiring, now: Instant): Promise<boolean> {
  const since = (kind: RetentionKind): Instant | undefined => keptSince(world.config().settings.retention, kind, now);
  const steps = [
    () => expireCycles(world, since, now),
    () => expireMatters(world, since, now),
    () => expireCirculars(world, since('circulars'), now),
    () => expireNotices(world, since('messages'), now),
    () => expireRounds(world, since('rounds'), now),
    () => expireActs(world, since('acts'), now),
    () => expireReached(world, since('acts'), now),
  ];
  for (const step of steps) if (await step()) return true;
  return false;
}

async function expireCirculars({ stores }: Expiring, at: Instant | undefined, now: Instant): Promise<boolean> {
  const old = at === undefined ? [] : await stores.retention.circularsBefore(at, batch);
  for (const circular of old) await stores.retention.expireCircular(circular, now);
  return old.length === batch;
}

async function expireNotices({ stores }: Expiring, at: Instant | undefined, now: Instant): Promise<boolean> {
  const old = at === undefined ? [] : await stores.retention.unsettledBefore(at, batch);
  for (const notice of old) await stores.retention.expireNotice(notice, now);
  return old.length >= batch;
}

async function expireRounds({ stores }: Expiring, at: Instant | undefined, now: Instant): Promise<boolean> {
  return at !== undefined && (await stores.retention.expireRounds(at, batch, now)) >= batch;
}

async function expireReached({ stores }: Expiring, at: Instant | undefined, now: Instant): Promise<boolean> {
  return at !== undefined && (await stores.retention.expireReached(at, batch, now)) >= batch;
}

async function expireActs({ stores }: Expiring, at: Instant | undefined, now: Instant): Promise<boolean> {
  const people = at === undefined ? [] : await stores.retention.actors();
  for (const person of people) await stores.retention.expireActs(person, at ?? now, now);
  return false;
}

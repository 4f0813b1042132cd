/** Takes the figures of this moment, for whoever watches over the bot. */
import { isTemporary } from '../domain/errors.js';
import type { Instant } from '../domain/time.js';
import { inTime } from './in-time.js';
import type { Figures, StoredFigures } from './metrics-port.js';
import type { World } from './world.js';

/** `boundMs`: how long the store has to tell its part. */
export async function takeFigures(world: World, now: Instant, boundMs: number): Promise<Figures> {
  const online = world.chat.online() !== undefined;
  const alarms = world.alarms.raised().map(({ kind }) => kind);
  const known = storedFigures(world, now).catch((error: unknown) => {
    if (isTemporary(error)) return undefined;
    throw error;
  });
  const stored = await inTime(known, boundMs, undefined);
  return { online, alarms, ...(stored === undefined ? {} : { stored }) };
}

async function storedFigures(world: World, now: Instant): Promise<StoredFigures> {
  const { cycles, household, matters, outbox } = world.stores;
  const before = performance.now();
  await household.ping();
  const redisMs = performance.now() - before;
  const open = await cycles.openCycles();
  const [normal, urgent, unknown, failed, ...due] = await Promise.all([
    outbox.waiting('normal'),
    outbox.waiting('urgent'),
    outbox.unsettled('unknown'),
    outbox.unsettled('failed'),
    outbox.nextDue('normal'),
    outbox.nextDue('urgent'),
    matters.nextDue(),
    ...open.map(({ id }) => cycles.nextDue(id)),
  ]);
  const earliest = Math.min(now, ...due.filter((at) => at !== undefined));
  return {
    openCycles: open.length,
    queued: { normal, urgent },
    dueLagMs: now - earliest,
    unknown: unknown?.count ?? 0,
    failed: failed?.count ?? 0,
    redisMs,
  };
}

/** Decides whether the bot works: for a monitor that restarts it or calls somebody. */
import { minuteMs } from '../domain/time.js';
import { inTime } from './in-time.js';
import type { World } from './world.js';

export interface Health {
  status: 'ok' | 'failing';
  checks: {
    redis: { ok: boolean };
    /** `standby`: another process has the account, or this one is not to have it. */
    chat: { ok: boolean; state: 'online' | 'offline' | 'standby' };
    /** The age of the last tick that came to its end; null: none has. */
    beat: { ok: boolean; ageMs: number | null };
    /** Alarms do not make it fail: a restart would mend none of them. */
    alarms: { ok: true; raised: number };
  };
}

/** A tick may wait for one send, and one that hangs is given up after two minutes. */
const longestTickMs = 3 * minuteMs;

/** `boundMs`: how long Redis has to answer. An account that is being logged in fails the check only once that is an alarm. */
export async function checkHealth(world: World, ticks: { holds: boolean; endedMs: number | undefined }, boundMs: number): Promise<Health> {
  const answered = world.stores.household.ping().then(
    () => true,
    () => false,
  );
  const redis = await inTime(answered, boundMs, false);
  const online = world.chat.online() !== undefined;
  const isLoggedOut = world.alarms.raised().some(({ kind }) => kind === 'logged-out' || kind === 'banned');
  const ageMs = ticks.endedMs === undefined ? null : Math.round(world.clock.elapsedMs() - ticks.endedMs);
  const checks: Health['checks'] = {
    redis: { ok: redis },
    chat: { ok: !isLoggedOut, state: online ? 'online' : ticks.holds ? 'offline' : 'standby' },
    beat: { ok: ageMs !== null && ageMs <= longestTickMs, ageMs },
    alarms: { ok: true, raised: world.alarms.raised().length },
  };
  return { status: Object.values(checks).every(({ ok }) => ok) ? 'ok' : 'failing', checks };
}

/**
 * Has the audit trail sealed every few seconds, and goes over all of it by turns to see that it still holds. What does not hold is logged and
 * called out to the operator until a whole walk finds nothing any more.
 */
import type { Break } from '../domain/audit-check.js';
import { hourMs, secondMs, type Instant } from '../domain/time.js';
import { keepOutside, sealAudit, type Finding, type SealingWorld } from './seal-audit.js';
import { createVerifying, type Verifying } from './verify-audit.js';
import type { World } from './world.js';

const sealedEveryMs = 5 * secondMs;
/** How many seals are gone over in one run, and how long nothing is after the end was reached. */
const verifiedARun = 50;
const restMs = hourMs;

export type WatchingWorld = SealingWorld & Pick<World, 'log' | 'alarms'>;

export interface AuditWatch {
  /** The step of the tick; it does nothing until the next run is due. */
  look: (now: Instant) => Promise<void>;
  /** Seals what there is, so that nothing lies open while the bot is stopped. */
  seal: (now: Instant) => Promise<void>;
}

export function createAuditWatch(world: WatchingWorld): AuditWatch {
  const report = createReport(world);
  const patrol = createPatrol(world, (broken) => report.walked(broken));
  let next: { from: Instant; at: Instant } | undefined;
  /** The signature of the seal that is known to be kept outside. */
  let kept: string | undefined;

  const seal = async (now: Instant): Promise<void> => {
    const { last, more } = await sealAudit(world, now, report.found);
    next = { from: now, at: more ? now : now + sealedEveryMs };
    if (last !== undefined && last.signature !== kept) {
      await keepOutside(world, last, report.found);
      kept = last.signature;
    }
  };

  return {
    seal,
    look: async (now) => {
      if (next !== undefined && now >= next.from && now < next.at) return;
      await seal(now);
      await patrol(now);
    },
  };
}

/** Goes over a part of the trail at a time; an hour after the end it begins anew. */
function createPatrol(world: SealingWorld, walked: (broken: Break | undefined) => void): (now: Instant) => Promise<void> {
  let verifying: Verifying | undefined;
  let rested: Instant | undefined;

  return async (now) => {
    if (rested !== undefined && now >= rested && now < rested + restMs) return;
    rested = undefined;
    const { committee } = world.config().roster;
    verifying ??= createVerifying(world.stores.audit, { committee, kept: await world.witness.read() });
    for (let turn = 0; turn < verifiedARun; turn += 1) {
      const verdict = await verifying.next();
      if (verdict === undefined) continue;
      verifying = undefined;
      rested = now;
      walked(verdict.broken);
      return;
    }
  };
}

function createReport(world: Pick<World, 'log' | 'alarms'>): { found: Finding; walked(broken: Break | undefined): void } {
  let told: string | undefined;
  const found = ({ from, why }: Break): void => {
    world.alarms.raise('audit-broken', { from, why });
    if (told !== `${from}/${why}`) world.log.error({ from, why }, 'the audit trail does not hold; zerentian audit verify tells more');
    told = `${from}/${why}`;
  };
  return {
    found,
    walked(broken) {
      if (broken !== undefined) return found(broken);
      told = undefined;
      world.alarms.clear('audit-broken');
    },
  };
}

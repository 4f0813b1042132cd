/** The next look at an inspection: what was handed in leads to findings and reports, and an inspector who has fallen silent is asked once. */
import type { Inspection } from '../domain/inspection.js';
import { reachable } from '../domain/ladder.js';
import type { Instant } from '../domain/time.js';
import { resolveStep } from '../domain/workdays.js';
import { waitingFor } from './hand-over-inspections.js';
import { cosignersOf, inspectionNotices, silenceLook } from './inspection-book.js';
import { settleInspection } from './settle-inspection.js';
import { workContext, type World } from './world.js';

/** After a workday, and once more two workdays later. */
const remindersToSign = 2;
const untilAgainWorkdays = 2;

export function followInspection(world: World, inspection: Inspection, now: Instant): Promise<void> {
  switch (inspection.state) {
    case 'open':
      return remind(world, inspection, now);
    case 'handed-in':
      return remindCosigners(world, inspection, now);
    case 'done':
      return settleInspection(world, inspection, now);
    case 'withdrawn':
      return forgetWithdrawn(world, inspection, now);
    default:
      return inspection.state satisfies never;
  }
}

/** Whoever is on leave is asked when they are back. */
async function remind(world: World, inspection: Inspection, now: Instant): Promise<void> {
  const to = reachable(world.config().roster, inspection.inspectors);
  if (to.length === 0) return putOff(world, inspection, silenceLook(world, now));
  await world.stores.outbox.enqueue(inspectionNotices(world, inspection, { kind: 'inspection-remind', to }, now), now);
  await putOff(world, inspection, Number.POSITIVE_INFINITY);
}

function putOff(world: World, { no, version }: Inspection, until: Instant): Promise<void> {
  return world.stores.matters.postpone(no, version, until);
}

/** Twice; after that it stays visible among what waits for them. As long as nobody is there who could sign, it is looked at each workday. */
async function remindCosigners(world: World, inspection: Inspection, now: Instant): Promise<void> {
  const reminded = (inspection.reminded ?? 0) + 1;
  const to = cosignersOf(world, inspection);
  if (to.length === 0) return putOff(world, inspection, silenceLook(world, now));
  const next = resolveStep({ kind: 'workdays', days: untilAgainWorkdays }, now, workContext(world));
  await world.stores.matters.write(
    {
      matter: { ...inspection, reminded },
      after: inspection.version,
      ...(reminded < remindersToSign ? { due: next } : {}),
      waitsFor: waitingFor(world, inspection),
      actor: 'bot',
      act: 'inspection-signature-reminded',
      notices: inspectionNotices(world, inspection, { kind: 'inspection-sign', to, mark: 'sign-again', facts: { again: true } }, now),
    },
    now,
  );
}

/** Nothing of it counts, and nothing is kept. */
async function forgetWithdrawn(world: World, inspection: Inspection, now: Instant): Promise<void> {
  const photos = Object.values(inspection.records).flatMap((record) => record.photos.map(({ file }) => file));
  await world.files.remove(photos);
  await world.stores.matters.write(
    {
      matter: { ...inspection, records: {}, settledAt: now },
      after: inspection.version,
      waitsFor: [],
      actor: 'bot',
      act: 'inspection-forgotten',
      notices: [],
    },
    now,
  );
}

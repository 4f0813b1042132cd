/** The next look at an inspection: what was handed in leads to findings and reports, and an inspector who has fallen silent is asked once. */
import type { Inspection } from '../domain/inspection.js';
import { reachable } from '../domain/ladder.js';
import type { Instant } from '../domain/time.js';
import { cosignersOf, inspectionNotices } from './inspection-book.js';
import { settleInspection } from './settle-inspection.js';
import type { World } from './world.js';

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

async function remind(world: World, inspection: Inspection, now: Instant): Promise<void> {
  const { stores } = world;
  const to = reachable(world.config().roster, inspection.inspectors);
  await stores.outbox.enqueue(inspectionNotices(world, inspection, { kind: 'inspection-remind', to }, now), now);
  await stores.matters.postpone(inspection.no, inspection.version, Number.POSITIVE_INFINITY);
}

async function remindCosigners(world: World, inspection: Inspection, now: Instant): Promise<void> {
  const { stores } = world;
  const to = cosignersOf(world, inspection);
  const notices = inspectionNotices(world, inspection, { kind: 'inspection-sign', to, mark: 'sign-again', facts: { again: true } }, now);
  await stores.outbox.enqueue(notices, now);
  await stores.matters.postpone(inspection.no, inspection.version, Number.POSITIVE_INFINITY);
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

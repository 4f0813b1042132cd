/** Why something queued about a report need not be said any more. */
import { readingOf } from './hand-over-report.js';
import type { StoredNotice } from './ports.js';
import type { World } from './world.js';

/** undefined: it is still true. */
export async function staleReport(world: World, { kind, facts, to }: StoredNotice): Promise<string | undefined> {
  if (kind !== 'report-handed-in' && kind !== 'report-reminder' && kind !== 'report-asked-back') return undefined;
  const reading = await readingOf(world, (facts as { no: number }).no);
  if (reading === undefined) return 'gone';
  if (kind === 'report-asked-back') return reading.state === 'asked-back' ? undefined : 'added-to';
  if (reading.state !== 'open') return 'read';
  return to.kind === 'person' && to.person === reading.reader ? undefined : 'handed-over';
}

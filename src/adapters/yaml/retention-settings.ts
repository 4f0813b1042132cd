/** `retention:` of settings.yaml: how long each kind of record is kept. */
import { z } from 'zod';
import { defaultRetention, leastRetention, parseRetention, retentionKinds, type Retention } from '../../domain/retention.js';
import type { FaultList } from './fault.js';
import type { Place } from './place.js';
import { coded, section } from './shape.js';

/** `1095d` or `never`; absent: the default. */
const kept = z
  .string()
  .regex(/^(never|[1-9]\d{0,3}d)$/, coded('bad-retention'))
  .optional();

export const retentionSchema = section({
  answers: kept,
  drafts: kept,
  files: kept,
  requests: kept,
  tasks: kept,
  circulars: kept,
  rounds: kept,
  messages: kept,
  acts: kept,
});

export function retentionOf(file: z.infer<typeof retentionSchema>): Retention {
  const written = retentionKinds.flatMap((kind) => {
    const period = parseRetention(file[kind] ?? '');
    return period === undefined ? [] : [[kind, period] as const];
  });
  return { ...defaultRetention, ...Object.fromEntries(written) };
}

/** What is still in use must not be deleted. */
export function checkRetention(retention: Place | undefined, faults: FaultList): void {
  for (const kind of retentionKinds) {
    const place = retention?.get(kind);
    const period = parseRetention(place?.text() ?? '');
    const least = leastRetention[kind];
    if (place && typeof period === 'number' && period < least)
      faults.add(place.file, place.at, 'retention-too-short', { key: kind, least });
  }
}

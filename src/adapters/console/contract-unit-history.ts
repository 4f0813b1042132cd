/** The shape of one unit's part in a cycle over time, in the console's interface. */
import { z } from 'zod';
import { deliveryKinds, type UnitHistoryView } from '../../application/view-unit-history.js';
import { levels, unitStates } from '../../domain/cycle.js';

/** Milliseconds since 1970. */
const instant = z.number();
const count = z.int();

export const unitHistory = z.object({
  unit: z.string(),
  title: z.string(),
  words: z.string(),
  state: z.enum(unitStates),
  level: z.enum(levels),
  deadline: instant,
  promptAt: instant.nullable(),
  askedTo: z.string().nullable(),
  versions: z.array(z.object({ version: count, by: z.string(), at: instant, late: z.boolean(), supplements: count })),
  deliveries: z.array(
    z.object({
      kind: z.enum(deliveryKinds),
      to: z.string(),
      state: z.enum(['queued', 'sending', 'sent', 'failed', 'unknown', 'dropped']),
      at: instant,
    }),
  ),
  expired: z.boolean(),
}) satisfies z.ZodType<UnitHistoryView>;

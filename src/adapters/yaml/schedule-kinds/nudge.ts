/** kind: nudge — a friendly private word to each holder of some roles, from a library of texts. */
import { z } from 'zod';
import type { NudgeSchedule, NudgeText } from '../../../domain/schedule.js';
import type { FaultCode } from '../fault-codes.js';
import { audience, baseOf, general, listOf, roles, timed, titled } from '../schedule-parts.js';
import { reference, section } from '../shape.js';

export const defaultLibrary = 'nudges.md';

export const nudgeSchema = section({
  ...titled,
  kind: z.literal('nudge'),
  ...timed,
  to: z.union(roles.options, { error: ({ input }): FaultCode | undefined => (namesGroup(input) ? 'nudge-to-group' : undefined) }),
  audience,
  library: reference.default(defaultLibrary),
  ...general,
});

export function nudgeOf(id: string, file: z.infer<typeof nudgeSchema>, texts: NudgeText[]): NudgeSchedule {
  return { ...baseOf(id, file), kind: 'nudge', to: listOf(file.to), audience: file.audience, library: file.library, texts };
}

function namesGroup(to: unknown): boolean {
  return typeof to === 'object' && to !== null && 'group' in to;
}

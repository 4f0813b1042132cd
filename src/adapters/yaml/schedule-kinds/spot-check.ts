/** kind: spot-check — one question to units that are drawn, with minutes to answer. */
import { z } from 'zod';
import { unitRoles } from '../../../domain/roster.js';
import { drawingRoles, type SpotCheckSchedule } from '../../../domain/schedule.js';
import type { FaultCode } from '../fault-codes.js';
import { baseOf, durationOf, general, plan, timed, titled, via, viaOf } from '../schedule-parts.js';
import { duration, id, line, reference, section } from '../shape.js';

export const defaultMinutes = '30m';

const drawnFrom = section({
  units: z.union([z.literal('all'), z.array(reference).min(1)]).default('all'),
  kind: line(40).exactOptional(),
  under: reference.exactOptional(),
  sample: z.int().min(1).max(1000),
});

export const spotCheckSchema = section({
  ...titled,
  kind: z.literal('spot-check'),
  ...timed,
  plan,
  audience: drawnFrom,
  weights: z.record(id, z.int().min(1).max(100)).default({}),
  exclude: z.array(section({ unit: reference, reason: line(60) })).default([]),
  perYear: z.int().min(1).max(12).default(2),
  officer: z
    .enum(drawingRoles, { error: ({ input }): FaultCode | undefined => (holdsTheSecret(input) ? 'officer-not-apart' : undefined) })
    .default('discipline'),
  ask: z.enum(unitRoles).default('liaison'),
  question: line(100),
  deadline: duration.default(defaultMinutes),
  prompt: reference.default('spot-check'),
  via,
  ...general,
});

export function spotCheckOf(stem: string, file: z.infer<typeof spotCheckSchema>): SpotCheckSchedule {
  const { sample, ...audience } = file.audience;
  return {
    ...baseOf(stem, file),
    kind: 'spot-check',
    plan: file.plan,
    audience,
    sample,
    weights: file.weights,
    exclude: file.exclude,
    perYear: file.perYear,
    officer: file.officer,
    ask: file.ask,
    deadline: durationOf(file.deadline),
    prompt: file.prompt,
    ...viaOf(file),
    questions: [{ id: 'now', type: 'text', text: file.question, optional: false, carry: false }],
    remind: [],
    escalate: [],
  };
}

/** Roles that are drawn themselves, or have the machine. */
function holdsTheSecret(role: unknown): boolean {
  return role === 'secretary' || role === 'clerk';
}

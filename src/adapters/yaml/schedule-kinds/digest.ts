/** kind: digest — how the week was, to those who hold a role in the committee. */
import { z } from 'zod';
import { committeeRoles } from '../../../domain/roster.js';
import type { DigestSchedule } from '../../../domain/schedule.js';
import { baseOf, general, listOf, timed, titled } from '../schedule-parts.js';
import { section } from '../shape.js';

const role = z.enum(committeeRoles);

export const digestSchema = section({
  ...titled,
  kind: z.literal('digest'),
  ...timed,
  to: z.union([role, z.array(role).min(1)]).default(['secretary']),
  ...general,
});

export function digestOf(id: string, file: z.infer<typeof digestSchema>): DigestSchedule {
  return { ...baseOf(id, file), kind: 'digest', to: listOf(file.to) };
}

/** kind: report — a duty report in parts, or as a file, that goes to a reader. */
import { z } from 'zod';
import { unitRoles } from '../../../domain/roster.js';
import type { ReportSchedule } from '../../../domain/schedule.js';
import {
  audience,
  baseOf,
  durationOf,
  escalate,
  general,
  listOf,
  remind,
  remindersOf,
  roles,
  rungsOf,
  timed,
  titled,
  via,
  viaOf,
} from '../schedule-parts.js';
import { duration, id as idShape, line, reference, section } from '../shape.js';
import { announce, defaultDeadline } from './self-check.js';

const part = section({
  id: idShape,
  text: line(200),
  label: line(12).exactOptional(),
  note: line(200).exactOptional(),
  optional: z.boolean().default(false),
});

export const reportSchema = section({
  ...titled,
  kind: z.literal('report'),
  ...timed,
  audience,
  ask: z.enum(unitRoles).default('principal'),
  to: roles.default(['supervisor', 'secretary']),
  deadline: duration.default(defaultDeadline),
  announce,
  prompt: reference.default('report'),
  via,
  parts: z.array(part).min(1).max(30),
  remind,
  escalate,
  ...general,
});

export function reportOf(id: string, file: z.infer<typeof reportSchema>): ReportSchedule {
  return {
    ...baseOf(id, file),
    kind: 'report',
    audience: file.audience,
    ask: file.ask,
    readers: listOf(file.to),
    deadline: durationOf(file.deadline),
    ...(file.announce && { announce: file.announce }),
    prompt: file.prompt,
    ...viaOf(file),
    questions: file.parts.map((each) => ({ ...each, type: 'text', carry: false })),
    remind: remindersOf(file.remind),
    escalate: rungsOf(file.escalate),
  };
}

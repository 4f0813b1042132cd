/** kind: self-check — a questionnaire that each unit of the audience answers by a deadline. */
import { z } from 'zod';
import { unitRoles } from '../../../domain/roster.js';
import type { SelfCheckSchedule } from '../../../domain/schedule.js';
import { questionOf, questionSchema } from '../question-file.js';
import {
  audience,
  baseOf,
  durationOf,
  escalate,
  general,
  remind,
  remindersOf,
  rungsOf,
  timed,
  titled,
  via,
  viaOf,
} from '../schedule-parts.js';
import { duration, reference, section } from '../shape.js';

export const defaultDeadline = '5wd';

/** Told in the group when it opens. */
export const announce = section({ group: reference, template: reference }).exactOptional();

export const selfCheckSchema = section({
  ...titled,
  kind: z.literal('self-check'),
  ...timed,
  audience,
  ask: z.enum(unitRoles).default('liaison'),
  deadline: duration.default(defaultDeadline),
  announce,
  prompt: reference.default('self-check'),
  via,
  questions: z.array(questionSchema).min(1).max(30),
  remind,
  escalate,
  ...general,
});

export function selfCheckOf(id: string, file: z.infer<typeof selfCheckSchema>): SelfCheckSchedule {
  return {
    ...baseOf(id, file),
    kind: 'self-check',
    audience: file.audience,
    ask: file.ask,
    deadline: durationOf(file.deadline),
    ...(file.announce && { announce: file.announce }),
    prompt: file.prompt,
    ...viaOf(file),
    questions: file.questions.map(questionOf),
    remind: remindersOf(file.remind),
    escalate: rungsOf(file.escalate),
  };
}

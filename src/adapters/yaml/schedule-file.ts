/** A file of schedules/: its shape and defaults, and the schedule it means. */
import { z } from 'zod';
import { parseDuration } from '../../domain/duration.js';
import { PermanentError } from '../../domain/errors.js';
import { committeeRoles, unitRoles } from '../../domain/roster.js';
import { rungLevels, type Reminder, type Role, type Rung, type Schedule } from '../../domain/schedule.js';
import type { Duration } from '../../domain/time.js';
import { questionOf, questionSchema } from './question-file.js';
import { duration, line, reference, section } from './shape.js';

/** Kinds that the format has and this version does not carry out. */
export const laterKinds = ['reminder', 'nudge', 'report', 'task', 'spot-check', 'campaign', 'digest'];

export const defaultDeadline = '5wd';

const role = z.enum([...unitRoles, ...committeeRoles]);

const audience = section({
  units: z.union([z.literal('all'), z.array(reference).min(1)]).default('all'),
  kind: line(40).exactOptional(),
  under: reference.exactOptional(),
});

const rung = section({
  level: z.enum(rungLevels),
  at: duration,
  to: z.union([role, z.array(role).min(1)]),
  release: z.enum(committeeRoles).exactOptional(),
});

export const scheduleSchema = section({
  name: line(30),
  kind: z.literal('self-check'),
  cron: line(120),
  workday: z.enum(['next', 'previous', 'none']).default('next'),
  basis: line(60).exactOptional(),
  audience: audience.default({ units: 'all' }),
  ask: z.enum(unitRoles).default('liaison'),
  deadline: duration.default(defaultDeadline),
  announce: section({ group: reference, template: reference }).exactOptional(),
  prompt: reference.default('self-check'),
  questions: z.array(questionSchema).min(1).max(30),
  remind: z
    .array(section({ at: duration }))
    .max(10)
    .default([]),
  escalate: z.array(rung).max(3).default([]),
  urgent: z.boolean().default(false),
});

type ScheduleFile = z.infer<typeof scheduleSchema>;

export function scheduleOf(scheduleId: string, { cron, workday, ...file }: ScheduleFile): Schedule {
  return {
    ...file,
    trigger: { kind: 'cron', cron, workday },
    id: scheduleId,
    deadline: durationOf(file.deadline),
    questions: file.questions.map(questionOf),
    remind: file.remind.map(({ at }): Reminder => ({ at: durationOf(at) })),
    escalate: file.escalate.map((step): Rung => ({ ...step, at: durationOf(step.at), to: rolesOf(step.to) })),
  };
}

function rolesOf(to: Role | Role[]): Role[] {
  return typeof to === 'string' ? [to] : to;
}

/** Of a text that the shape has let through. */
function durationOf(text: string): Duration {
  const read = parseDuration(text);
  if (!read) throw new PermanentError('bad-duration', 'a duration was not checked before use');
  return read;
}

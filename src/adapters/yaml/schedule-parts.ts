/** What schedules of several kinds have in common: shapes, and what they mean. */
import { z } from 'zod';
import { festivals } from '../../domain/calendar.js';
import { parseDuration } from '../../domain/duration.js';
import { PermanentError } from '../../domain/errors.js';
import { mostDaysBefore } from '../../domain/node.js';
import { committeeRoles, unitRoles } from '../../domain/roster.js';
import { rungLevels, type Reminder, type Rung, type Trigger } from '../../domain/schedule.js';
import type { Duration } from '../../domain/time.js';
import { coded, duration, line, minuteOf, reference, section, timeOfDay } from './shape.js';

/** Of a node trigger that does not say. */
const defaultTime = '09:00';
const defaultWorkday = 'next';

const role = z.enum([...unitRoles, ...committeeRoles]);
const festival = z.enum(festivals);

/** One role or several. */
export const roles = z.union([role, z.array(role).min(1)]);

const workdaysBefore = z
  .string()
  .regex(/^\d{1,2}wd$/, { ...coded('bad-before'), abort: true })
  .refine((text) => beforeDaysOf(text) >= 1 && beforeDaysOf(text) <= mostDaysBefore, coded('bad-before'));

export const titled = { name: line(30) };

/** That exactly one of cron and node is there is checked apart, and so is what goes with which. */
export const timed = {
  cron: line(120).exactOptional(),
  workday: z.enum(['next', 'previous', 'none']).exactOptional(),
  node: z.union([festival, z.array(festival).min(1)]).exactOptional(),
  before: workdaysBefore.exactOptional(),
  time: timeOfDay.exactOptional(),
};

export const general = { basis: line(60).exactOptional(), urgent: z.boolean().default(false), paused: z.boolean().default(false) };

export const audience = section({
  units: z.union([z.literal('all'), z.array(reference).min(1)]).default('all'),
  kind: line(40).exactOptional(),
  under: reference.exactOptional(),
}).default({ units: 'all' });

/** Unplanned inspections are forbidden: under which plan it goes, and under what number that was filed. A file without it is told how to mend that. */
export const plan = section({ name: line(40), filing: line(40) });

/** Where it is answered. */
export const via = z.enum(['chat', 'form']).exactOptional();

export function viaOf({ via: where }: { via?: 'chat' | 'form' }): { via?: 'form' } {
  return where === 'form' ? { via: where } : {};
}

export const remind = z
  .array(section({ at: duration }))
  .max(10)
  .default([]);

export const escalate = z
  .array(section({ level: z.enum(rungLevels), at: duration, to: roles, release: z.enum(committeeRoles).exactOptional() }))
  .max(3)
  .default([]);

const baseSchema = z.object({ ...titled, ...timed, ...general });

/** What every schedule has. */
export function baseOf(id: string, file: z.infer<typeof baseSchema>) {
  const { name, basis, urgent, paused } = file;
  return { id, name, trigger: triggerOf(file), urgent, ...(basis !== undefined && { basis }), ...(paused && { paused }) };
}

function triggerOf({ cron, workday = defaultWorkday, node, before, time = defaultTime }: z.infer<typeof baseSchema>): Trigger {
  if (cron !== undefined) return { kind: 'cron', cron, workday };
  if (node === undefined || before === undefined) throw new PermanentError('no-trigger', 'a trigger was not checked before use');
  return { kind: 'node', festivals: listOf(node), beforeDays: beforeDaysOf(before), atMinute: minuteOf(time) };
}

export function remindersOf(file: z.infer<typeof remind>): Reminder[] {
  return file.map(({ at }) => ({ at: durationOf(at) }));
}

export function rungsOf(file: z.infer<typeof escalate>): Rung[] {
  return file.map((step) => ({ ...step, at: durationOf(step.at), to: listOf(step.to) }));
}

/** What may be written as one or as a list, as a list without repetitions. */
export function listOf<Item extends string>(written: Item | Item[]): Item[] {
  return [...new Set(typeof written === 'string' ? [written] : written)];
}

/** Of a text that the shape has let through. */
export function durationOf(text: string): Duration {
  const read = parseDuration(text);
  if (!read) throw new PermanentError('bad-duration', 'a duration was not checked before use');
  return read;
}

function beforeDaysOf(text: string): number {
  return Number.parseInt(text, 10);
}

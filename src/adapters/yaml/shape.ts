/** The kinds of value that the files are made of. Where an own rule is broken, zod's message is the fault's code. */
import { z } from 'zod';
import { isDateText } from '../../domain/date-text.js';
import { parseDuration } from '../../domain/duration.js';
import type { FaultCode } from './fault-codes.js';

/** An object that refuses other keys; the message of that refusal is the list of its keys, for suggesting the one that was meant. */
export function section<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(' ') : undefined),
  });
}

/** Names a person, unit, group, question or schedule in files, commands and keys. */
export const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/, coded('bad-id'));

/** An id that is looked up elsewhere; that it exists is checked apart, with a suggestion. */
export const reference = z.string().min(1).max(60);

/** One line of text without control or formatting characters, which could reverse or hide what is shown. */
export function line(most: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u, coded('bad-text'));
}

export const duration = z
  .string()
  .regex(/^[+-]?\d{1,4}(s|m|h|d|wd)$/, { ...coded('bad-duration'), abort: true })
  .refine((text) => parseDuration(text) !== undefined, coded('bad-duration'));

/** Within a day, without a sign: `30s 10m 2h`. */
export const shortDuration = z.string().regex(/^\d{1,4}(s|m|h)$/, coded('bad-duration'));

/** `09:00`. */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, coded('bad-time'));

/** `2027-01-01`, a day that exists. */
export const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { ...coded('bad-date'), abort: true })
  .refine(isDateText, coded('bad-date'));

/** Minutes since midnight of a checked time of day. */
export function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

export function coded(code: FaultCode): { error: FaultCode } {
  return { error: code };
}

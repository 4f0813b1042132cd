/** The shapes in which what one unit said in a cycle is asked for and shown. */
import { z } from 'zod';
import type { UnitAnswersView } from '../../application/view-unit-answers.js';

/** Milliseconds since 1970. */
const instant = z.number();
const count = z.int();

const operation = z.string().regex(/^[A-Za-z0-9-]{8,64}$/);
export const part = z.object({ id: z.string().max(200), unit: z.string().max(200) });
/** The id makes a repeated request one read on record. */
export const reading = z.object({ id: operation });
export const filePart = part.extend({ name: z.string().max(60) });
export const fileReading = z.object({ read: operation });

/** Sent as they are. */
export const bytes = z.any().describe('the bytes of the file');

const answers = z.array(z.object({ no: count, question: z.string(), answer: z.string(), files: z.array(z.string()) }));

export const unitAnswers = z.object({
  unit: z.string(),
  title: z.string(),
  byForm: z.boolean(),
  expiredAt: instant.nullable(),
  filesGoneAt: instant.nullable(),
  replies: z.array(
    z.object({
      version: count,
      by: z.string(),
      at: instant,
      late: z.boolean(),
      answers,
      supplements: z.array(z.object({ at: instant, by: z.string(), answers })),
    }),
  ),
  explanation: z.object({ by: z.string(), at: instant, text: z.string() }).nullable(),
}) satisfies z.ZodType<UnitAnswersView>;

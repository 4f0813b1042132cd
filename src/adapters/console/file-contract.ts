/** The shapes in which files of the home are read, tried and changed. */
import { z } from 'zod';
import type { FileFault, FileState, StartingText } from '../../application/desk-port.js';
import type { HeardDraft } from '../../application/hear-draft.js';
import type { RealCase } from '../../application/real-case.js';
import type { FileTrial } from '../../application/try-file.js';
import { fileFolders, fileName } from '../../domain/home-file.js';
import { scheduleKinds } from '../../domain/schedule.js';
import { plan, schedule } from './contract.js';

/** As many characters as a file may have bytes: whether it is too big is said in words by the check. */
const longestText = 1024 * 1024;
/** Written out in JSON a character may take six bytes; what people write takes one to three. */
export const bodyLimit = 4 * longestText;
const longestPlanDays = 366;

const digest = z.string().regex(/^[0-9a-f]{64}$/);
/** No control characters but those of lines, and no half of a character: they are seen in no editor, and would be stored as something else. */
const text = z
  .string()
  .max(longestText)
  .refine((given) => !/[^\P{Cc}\t\r\n]|\p{Cs}/u.test(given));
export const file = z.object({ folder: z.enum(fileFolders), name: z.string().regex(fileName) });
export const folder = file.pick({ folder: true });

export const listed = z.array(z.object({ name: z.string(), own: z.boolean() }));

const stateShape = { text: z.string(), digest: digest.nullable(), shipped: z.string().nullable() };
export const state = z.object({ ...stateShape, inForce: z.boolean(), mayEdit: z.boolean() }) satisfies z.ZodType<FileState>;

const fault = z.object({
  file: z.string(),
  line: z.int(),
  column: z.int(),
  what: z.string(),
  hint: z.string().nullable(),
  here: z.boolean(),
}) satisfies z.ZodType<FileFault>;

export const draft = z.object({ file, text, days: z.int().min(1).max(longestPlanDays).optional(), create: z.boolean().default(false) });

export const startingTexts = z.object({
  mayEdit: z.boolean(),
  texts: z.array(z.object({ kind: z.enum(scheduleKinds), text: z.string() })) satisfies z.ZodType<StartingText[]>,
});

export const trial = z.object({
  faults: z.array(fault),
  warnings: z.array(z.string()),
  schedule: schedule.nullable(),
  plan: plan.nullable(),
  preview: z.string().nullable(),
  facts: z.array(z.object({ name: z.string(), used: z.boolean() })),
}) satisfies z.ZodType<FileTrial>;

/** What may be said of it: `<cycle>/<unit>`, `matter/<no>`, `own`. */
export const realCases = z.array(z.object({ id: z.string(), label: z.string() })) satisfies z.ZodType<RealCase[]>;
export const template = file.pick({ name: true });
export const hearing = z.object({ name: file.shape.name, text, case: z.string().max(300) });
export const heard = z.object({ text: z.string().nullable() }) satisfies z.ZodType<HeardDraft>;

const operation = z.string().regex(/^[A-Za-z0-9-]{8,64}$/);
/** Schedules alone come into being here: a template belongs to a message. */
export const newFile = z.object({ id: operation, file: z.object({ folder: z.literal('schedules'), name: file.shape.name }), text });

export const created = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('placed') }),
  z.object({ kind: z.literal('faulty'), faults: z.array(fault) }),
  z.object({ kind: z.literal('taken') }),
]);

/** The id makes a repeated request harmless; `was` is the digest of what was read. */
export const edit = z.object({
  id: operation,
  file,
  text: text.nullable(),
  was: digest.nullable(),
});

export const edited = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('placed') }),
  z.object({ kind: z.literal('faulty'), faults: z.array(fault) }),
  z.object({ kind: z.literal('changed'), state: z.object(stateShape) }),
]);

/** The shapes in which the audit trail is looked for, shown and verified. */
import { z } from 'zod';
import type { AuditVerdict } from '../../application/audit-verdict.js';
import type { AuditPage } from '../../application/view-audit.js';
import { matterKinds } from '../../domain/matter.js';

/** Milliseconds since 1970. */
const instant = z.number();
const count = z.int();

const word = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,80}$/)
  .optional();

export const query = z.object({
  before: z.coerce.number().int().min(1).optional(),
  text: z.string().max(100).optional(),
  actor: word,
  act: word,
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});

export const audit = z.object({
  entries: z.array(
    z.object({
      no: count,
      at: instant,
      actor: z.string(),
      as: z.string(),
      act: z.string(),
      object: z.string(),
      about: z.object({
        title: z.string().nullable(),
        unit: z.string().nullable(),
        person: z.string().nullable(),
        matter: z.object({ no: count, kind: z.enum(matterKinds).nullable() }).nullable(),
        circular: count.nullable(),
        schedule: z.string().nullable(),
      }),
    }),
  ),
  before: count.nullable(),
  last: count,
  sealed: count,
}) satisfies z.ZodType<AuditPage>;

export const verdict = z.object({ holds: z.boolean(), text: z.string() }) satisfies z.ZodType<AuditVerdict>;

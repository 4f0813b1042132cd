/** A file of checklists/: its shape, and the checklist it means. */
import { z } from 'zod';
import type { Checklist, ChecklistItem } from '../../domain/checklist.js';
import { otherField } from '../../domain/ledger.js';
import { audience, durationOf, plan } from './schedule-parts.js';
import { duration, id, line, reference, section } from './shape.js';

const defaultPerYear = 2;

const item = section({
  id,
  text: line(60),
  label: line(12).exactOptional(),
  note: line(120).exactOptional(),
  photo: section({ reason: line(40), without: line(40).exactOptional() }).exactOptional(),
  contradicts: section({
    schedule: reference,
    question: reference,
    answers: z
      .array(z.string().regex(/^(?:[A-H]|yes|no|none)$/))
      .min(1)
      .max(8),
  }).exactOptional(),
});

export const checklistSchema = section({
  name: line(20),
  plan,
  audience,
  usual: z.boolean().default(false),
  basis: line(60).exactOptional(),
  field: reference.default(otherField),
  due: duration.exactOptional(),
  overseer: z.enum(['discipline', 'discipline-secretary', 'clerk', 'secretary']).default('discipline'),
  signatures: z.union([z.literal(1), z.literal(2)]).default(1),
  perYear: z.int().min(1).max(50).default(defaultPerYear),
  items: z.array(item).min(1).max(30),
});

/** `stem`: the file's name; `fields`: those of the ledger. A shipped checklist may name one that this committee does not have: its findings go to the last. */
export function checklistOf(stem: string, file: z.infer<typeof checklistSchema>, fields: ReadonlyMap<string, unknown>): Checklist {
  const { basis, due, items, field, ...rest } = file;
  return {
    ...rest,
    id: stem,
    field: fields.has(field) ? field : otherField,
    ...(basis !== undefined && { basis }),
    ...(due !== undefined && { due: durationOf(due) }),
    items: items.map((written): ChecklistItem => written),
  };
}

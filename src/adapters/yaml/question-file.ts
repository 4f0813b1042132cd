/** The questions of a schedule: their shape, and the questions they mean. */
import { z } from 'zod';
import type { Question } from '../../domain/question.js';
import { id, line, section } from './shape.js';

const common = {
  id,
  text: line(200),
  label: line(12).exactOptional(),
  note: line(200).exactOptional(),
  optional: z.boolean().default(false),
  carry: z.boolean().default(false),
};

export const defaultMin = 0;
export const defaultMax = 9999;
const largest = 999_999_999;

export const questionSchema = z.discriminatedUnion('type', [
  section({
    ...common,
    type: z.literal('yes-no'),
    'follow-up': z.enum(['yes', 'no']).exactOptional(),
    'follow-up-text': line(200).exactOptional(),
  }),
  section({
    ...common,
    type: z.literal('number'),
    min: z.int().min(-largest).max(largest).default(defaultMin),
    max: z.int().min(-largest).max(largest).default(defaultMax),
    measure: line(6).exactOptional(),
  }),
  section({ ...common, type: z.literal('choice'), options: z.array(line(60)).min(2).max(8) }),
  section({ ...common, type: z.literal('text') }),
  section({ ...common, type: z.literal('date') }),
  section({ ...common, type: z.literal('photo'), reason: line(100) }),
]);

type QuestionFile = z.infer<typeof questionSchema>;

export function questionOf(file: QuestionFile): Question {
  if (file.type !== 'yes-no') return file;
  const { 'follow-up': on, 'follow-up-text': text, ...question } = file;
  return on === undefined ? question : { ...question, followUp: { on, ...(text !== undefined && { text }) } };
}

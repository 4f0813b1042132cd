/** kind: task — items with an owner and a due date each, written in the schedule or in a list of their own. */
import { z } from 'zod';
import { committeeRoles, unitRoles } from '../../../domain/roster.js';
import { rungLevels, type TaskItem, type TaskSchedule } from '../../../domain/schedule.js';
import type { FaultCode } from '../fault-codes.js';
import { baseOf, general, remind, remindersOf, roles, rungsOf, timed, titled } from '../schedule-parts.js';
import { coded, date, duration, id as idShape, line, reference, section } from '../shape.js';

const item = section({
  id: idShape,
  text: line(60),
  unit: reference,
  due: date,
  lead: reference.exactOptional(),
  support: z.array(reference).default([]),
  duty: reference.exactOptional(),
  done: line(60).exactOptional(),
});

/** All of a list, and all of `items` where they are written out. */
export const listSchema = z.array(item).min(1).max(500);

/** Of a file right in lists/: a name that leads nowhere else. */
export const listName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}\.yaml$/, coded('bad-list-name'));

/** A draft of what a group hears is about answers that are owed by a deadline, not about a task. */
const level = z
  .enum(rungLevels)
  .exclude(['circulate'], { error: ({ input }): FaultCode | undefined => (input === 'circulate' ? 'task-circulate' : undefined) });

const escalate = z
  .array(section({ level, at: duration, to: roles }))
  .max(2)
  .default([]);

export const taskSchema = section({
  ...titled,
  kind: z.literal('task'),
  ...timed,
  ask: z.enum(unitRoles).default('principal'),
  close: z.enum(committeeRoles).default('clerk'),
  items: z.union([listSchema, listName]),
  remind,
  escalate,
  ...general,
});

/** Where only the name of a list is left, the list is not there and need not be: then there is nothing to do. */
export function taskOf(id: string, file: z.infer<typeof taskSchema>): TaskSchedule {
  return {
    ...baseOf(id, file),
    kind: 'task',
    ask: file.ask,
    close: file.close,
    items: typeof file.items === 'string' ? [] : file.items.map((each): TaskItem => each),
    remind: remindersOf(file.remind),
    escalate: rungsOf(file.escalate),
  };
}

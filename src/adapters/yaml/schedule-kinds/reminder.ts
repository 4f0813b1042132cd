/** kind: reminder — one message to a group, or to each holder of some roles, that asks for nothing. */
import { z } from 'zod';
import type { ReminderSchedule } from '../../../domain/schedule.js';
import { audience, baseOf, general, listOf, roles, timed, titled } from '../schedule-parts.js';
import { reference, section } from '../shape.js';

export const reminderSchema = section({
  ...titled,
  kind: z.literal('reminder'),
  ...timed,
  to: z.union([section({ group: reference }), ...roles.options]),
  audience,
  template: reference,
  ...general,
});

export function reminderOf(id: string, file: z.infer<typeof reminderSchema>): ReminderSchedule {
  const { to } = file;
  const isGroup = typeof to === 'object' && 'group' in to;
  return {
    ...baseOf(id, file),
    kind: 'reminder',
    to: isGroup ? to : { roles: listOf(to), audience: file.audience },
    template: file.template,
  };
}

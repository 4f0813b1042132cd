/** A file of schedules/: one shape for each kind, and the schedule it means. */
import { z } from 'zod';
import type { NudgeText, Schedule } from '../../domain/schedule.js';
import { campaignOf, campaignSchema } from './schedule-kinds/campaign.js';
import { digestOf, digestSchema } from './schedule-kinds/digest.js';
import { nudgeOf, nudgeSchema } from './schedule-kinds/nudge.js';
import { reminderOf, reminderSchema } from './schedule-kinds/reminder.js';
import { reportOf, reportSchema } from './schedule-kinds/report.js';
import { selfCheckOf, selfCheckSchema } from './schedule-kinds/self-check.js';
import { spotCheckOf, spotCheckSchema } from './schedule-kinds/spot-check.js';
import { taskOf, taskSchema } from './schedule-kinds/task.js';

export const scheduleSchema = z.discriminatedUnion('kind', [
  selfCheckSchema,
  reportSchema,
  spotCheckSchema,
  reminderSchema,
  nudgeSchema,
  digestSchema,
  taskSchema,
  campaignSchema,
]);

type ScheduleFile = z.infer<typeof scheduleSchema>;

/** `texts`: those of the library that a nudge names. Throws PermanentError when what is checked apart from the shape was not. */
export function scheduleOf(id: string, file: ScheduleFile, texts: NudgeText[]): Schedule {
  switch (file.kind) {
    case 'self-check':
      return selfCheckOf(id, file);
    case 'report':
      return reportOf(id, file);
    case 'spot-check':
      return spotCheckOf(id, file);
    case 'reminder':
      return reminderOf(id, file);
    case 'nudge':
      return nudgeOf(id, file, texts);
    case 'digest':
      return digestOf(id, file);
    case 'task':
      return taskOf(id, file);
    case 'campaign':
      return campaignOf(id, file);
    default:
      return file satisfies never;
  }
}

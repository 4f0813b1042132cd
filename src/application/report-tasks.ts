/** Tasks as facts for other programs: part of `status --json`, which is a contract. */
import type { Level } from '../domain/cycle.js';
import type { TaskState } from '../domain/matter.js';
import { taskDeadline } from '../domain/task.js';
import { dayMs, type Instant } from '../domain/time.js';
import type { World } from './world.js';

/** Tasks open, or settled within this, are reported. */
const reportedMs = 30 * dayMs;

export interface TaskReport {
  /** As typed: 已办 61. */
  no: number;
  schedule: string;
  item: string;
  text: string;
  unit: string;
  /** ISO 8601 in UTC; what was granted counts. */
  dueAt: string;
  state: TaskState;
  level: Level;
}

/** The lowest number first. */
export async function reportTasks(world: World, now: Instant): Promise<TaskReport[]> {
  const tasks = await world.stores.matters.since(now - reportedMs, 'task');
  return tasks.map((task) => {
    const { no, schedule, item, text, unit, state, level } = task;
    return { no, schedule, item, text, unit, dueAt: new Date(taskDeadline(task)).toISOString(), state, level };
  });
}

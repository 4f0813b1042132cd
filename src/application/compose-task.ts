/** The words of notices about tasks and the rules register. */
import type { Composer } from './due-notice.js';
import type { taskNoticeKinds } from './notices.js';

export const taskComposers: Record<(typeof taskNoticeKinds)[number], Composer> = {
  'task-round': () => [],
  'task-remind': () => [],
  'task-press': () => [],
  'task-supervise': () => [],
  'task-reported': () => [],
  'task-closed': () => [],
  'task-sent-back': () => [],
};

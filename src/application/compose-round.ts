/** The words of notices about reminders, nudges and digests. */
import type { Composer } from './due-notice.js';
import type { roundNoticeKinds } from './notices.js';

export const roundComposers: Record<(typeof roundNoticeKinds)[number], Composer> = {
  reminder: () => [],
  nudge: () => [],
  digest: () => [],
  'library-empty': () => [],
};

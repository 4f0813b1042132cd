/** The words of notices about duty reports. */
import type { Composer } from './due-notice.js';
import type { reportNoticeKinds } from './notices.js';

export const reportComposers: Record<(typeof reportNoticeKinds)[number], Composer> = {
  'report-handed-in': () => [],
  'report-reminder': () => [],
  'report-read': () => [],
  'report-asked-back': () => [],
};

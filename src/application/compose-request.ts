/** The words of notices about requests and what is decided on them. */
import type { Composer } from './due-notice.js';
import type { requestNoticeKinds } from './notices.js';

export const requestComposers: Record<(typeof requestNoticeKinds)[number], Composer> = {
  'request-new': () => [],
  'request-reminder': () => [],
  'request-shown': () => [],
  'request-decided': () => [],
  'request-aside': () => [],
  'request-over': () => [],
  'reassign-offer': () => [],
  'reassign-answered': () => [],
};

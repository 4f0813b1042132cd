/** The words of notices about broken links, outages and what must not be said in chat. */
import type { Composer } from './due-notice.js';
import type { careNoticeKinds } from './notices.js';

export const careComposers: Record<(typeof careNoticeKinds)[number], Composer> = {
  'broken-links': () => [],
  apology: () => [],
};

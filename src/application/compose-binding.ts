/** The words of notices about binding accounts and changed files. */
import type { Composer } from './due-notice.js';
import type { bindingNoticeKinds } from './notices.js';

export const bindingComposers: Record<(typeof bindingNoticeKinds)[number], Composer> = {
  bound: () => [],
  'not-me': () => [],
  'binding-stopped': () => [],
  'codes-suspended': () => [],
  'code-void': () => [],
  'accounts-suspended': () => [],
  'files-refused': () => [],
  'files-changed': () => [],
};

/** What tells the files that were kept before a change from each other. */
import { dateOf } from '../domain/date-text.js';
import type { Instant } from '../domain/time.js';

/** `20261122-163005`, as the committee's clocks show it. */
export function fileMark(at: Instant, timezone: string): string {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: timezone, hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(at);
  return `${dateOf(at, timezone).replaceAll('-', '')}-${clock.replaceAll(':', '')}`;
}

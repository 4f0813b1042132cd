/** Deadlines as a calendar that somebody subscribes to on their phone. */
import type { DateText, Instant } from '../domain/time.js';

export interface CalendarEvent {
  /** The same for the same deadline, so that a calendar that is fetched again moves it. */
  id: string;
  /** A day, or the instant of a deadline. */
  at: { date: DateText } | { instant: Instant };
  summary: string;
}

export interface CalendarFeed {
  name: string;
  events: readonly CalendarEvent[];
}

export interface CalendarRenderer {
  /** As iCalendar (RFC 5545). The same feed at the same instant gives the same text. */
  render(feed: CalendarFeed, now: Instant): string;
}

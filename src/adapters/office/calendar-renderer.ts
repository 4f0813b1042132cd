/** Renders deadlines as iCalendar. */
import type { ICalEventData } from 'ical-generator';
import type { CalendarEvent, CalendarRenderer } from '../../application/calendar-port.js';
import { dayMs, minuteMs } from '../../domain/time.js';

/** How long before a deadline it begins to stand in the calendar. */
const beforeMs = 30 * minuteMs;

/** The library takes a while to load, so it is asked for by whoever needs it. */
export async function calendarRenderer(): Promise<CalendarRenderer> {
  const { default: ical } = await import('ical-generator');
  return {
    render(feed, now) {
      const calendar = ical({ name: feed.name, prodId: { company: 'zerentian', product: 'zerentian', language: 'ZH' }, ttl: 60 * 60 });
      for (const event of feed.events)
        calendar.createEvent({ ...timesOf(event), id: event.id, stamp: new Date(now), summary: event.summary });
      return calendar.toString();
    },
  };
}

/** Without a timezone: an instant ends in Z, and a day is taken from the midnight of UTC. */
function timesOf({ at }: CalendarEvent): Pick<ICalEventData, 'start' | 'end' | 'allDay'> {
  if ('instant' in at) return { start: new Date(at.instant - beforeMs), end: new Date(at.instant) };
  const start = Date.parse(`${at.date}T00:00:00Z`);
  return { start: new Date(start), end: new Date(start + dayMs), allDay: true };
}

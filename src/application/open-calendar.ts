/** The calendar behind an address, asked for by whoever has it. Whether its person may still have one is asked each time. */
import { mayUse } from '../domain/permission.js';
import type { Instant } from '../domain/time.js';
import type { CalendarFeed } from './calendar-port.js';
import { calendarFeed } from './export-calendar.js';
import { presentPerson } from './people.js';
import type { World } from './world.js';

/** undefined: there is no such address, or none any more; which of these, nobody learns. */
export async function openCalendar(world: World, token: string, now: Instant): Promise<CalendarFeed | undefined> {
  const holder = await world.stores.calendarLinks.holder(token);
  const person = holder === undefined ? undefined : presentPerson(world, holder);
  if (person === undefined || !mayUse(world.config().roster, person.id, 'calendar')) return undefined;
  return calendarFeed(world, person, now);
}

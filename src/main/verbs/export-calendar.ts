import { writeFile } from 'node:fs/promises';
import { calendarFeed } from '../../application/export-calendar.js';
import { PermanentError } from '../../domain/errors.js';
import { personNamed } from '../person-named.js';
import type { Outcome, Output } from '../output.js';
import { exportInto, type ExportOptions } from './export.js';

/** What a person would see in their calendar if they subscribed to it. */
export function exportCalendar(output: Output, typed: string, options: ExportOptions): Promise<Outcome> {
  return exportInto(output, options, (world) => {
    const person = personNamed(world, typed);
    return Promise.resolve({
      what: 'calendar' as const,
      object: `calendar/${person.id}`,
      reads: [],
      title: person.name,
      async write(path) {
        const { calendarRenderer } = await import('../../adapters/office/calendar-renderer.js');
        const now = world.clock.now();
        const feed = await calendarFeed(world, person, now);
        await writeFile(path, (await calendarRenderer()).render(feed, now)).catch((cause: unknown) => {
          throw new PermanentError('out-unwritable', `The file ${path} cannot be written.`, cause);
        });
        return { events: feed.events.length };
      },
    });
  });
}

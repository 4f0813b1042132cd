/** The reports that have waited to be read for longer than they should, as 状态 shows them. A secretary's own delay is shown to discipline only. */
import type { Reading } from '../domain/matter.js';
import { standings, visible } from '../domain/permission.js';
import type { Person } from '../domain/roster.js';
import { personName, titleOf, unitName } from './words.js';
import { say, type World } from './world.js';

const listed = 5;

/** Empty: there is nothing to tell. */
export async function tellUnread(world: World, person: Person): Promise<string> {
  const waiting = (await world.stores.matters.open({ kind: 'reading' })).filter(
    ({ state, handedIn }) => state === 'open' && handedIn !== undefined,
  );
  const own = waiting.filter(({ reader }) => reader === person.id);
  // Whoever has been reminded has had the time.
  const others = waiting.filter((reading) => reading.reminded > 0 && reading.reader !== person.id && maySee(world, person, reading));
  if (own.length === 0 && others.length === 0) return '';
  const items = await Promise.all(
    others.slice(0, listed).map(async ({ cycle: id, unit, reader }) => {
      const cycle = await world.stores.cycles.cycle(id);
      return {
        unit: unitName(world, unit, cycle),
        title: cycle === undefined ? null : titleOf(world, cycle),
        with: personName(world, reader),
      };
    }),
  );
  return say(world, 'status-unread', { own: own.length, items, more: Math.max(0, others.length - listed) });
}

function maySee(world: World, person: Person, { unit, reader }: Reading): boolean {
  const { roster } = world.config();
  if (visible(roster, person.id, [unit]).length === 0) return false;
  const isSecretary = roster.people.get(reader)?.roles.includes('secretary') ?? false;
  return !isSecretary || standings(roster, person.id).has('discipline');
}

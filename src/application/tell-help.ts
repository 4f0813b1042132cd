/** 帮助: on one screen, only what this person may do. */
import { standings } from '../domain/permission.js';
import { overseenBy, unitsOf } from '../domain/responsibility.js';
import type { Person } from '../domain/roster.js';
import { mayRelease } from './draft-circular.js';
import { clerkName, titleOf, unitName } from './words.js';
import { postOf } from './tell-mine.js';
import { say, type World } from './world.js';

export async function tellHelp(world: World, person: Person): Promise<string> {
  const { roster } = world.config();
  const standing = standings(roster, person.id);
  const leads = standing.has('secretary') || standing.has('discipline') || standing.has('clerk');
  const [own] = unitsOf(roster, person.id);
  const overseen = overseenBy(roster, person.id);
  const [example] =
    overseen.length > 0 ? overseen : [...roster.units.values()].filter(({ parent }) => parent !== undefined).map(({ id }) => id);
  const cycles = await world.stores.cycles.openCycles();
  const [schedule] = world.config().schedules.values();
  const [cycle] = cycles;
  return say(world, 'help', {
    unit: own !== undefined && !leads ? unitName(world, own) : null,
    post: own === undefined ? null : postOf(world, person, own),
    supervisor: standing.has('supervisor') && !leads,
    supervised: overseen.length,
    secretary: standing.has('secretary'),
    discipline: standing.has('discipline'),
    releases:
      cycles.some((one) => mayRelease(world, { cycle: one, units: [] }, person.id)) || person.roles.includes('discipline-secretary'),
    office: standing.has('clerk'),
    inspector: person.roles.includes('inspector'),
    none: standing.size === 0 && !person.roles.includes('inspector'),
    example: example === undefined ? null : unitName(world, example),
    cycle: cycle === undefined ? (schedule?.name ?? null) : titleOf(world, cycle),
    clerk: clerkName(world),
  });
}

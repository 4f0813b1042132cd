/** 我的: what is under way for a person, what is kept about them, and who may see it. */
import type { Cycle } from '../domain/cycle.js';
import { holders, unitsOf } from '../domain/responsibility.js';
import type { Person, UnitId } from '../domain/roster.js';
import { dayMs, type Instant } from '../domain/time.js';
import { shortName } from './find-cycle.js';
import { answersOf } from './look-at-unit.js';
import type { Facts } from './messages.js';
import { isUnanswered, promptsFor } from './open-prompts.js';
import { openTasks } from './task-book.js';
import { taskTitle } from './task-words.js';
import { dateWords, personName, titleOf, unitName } from './words.js';
import { say, type World } from './world.js';

const weekMs = 7 * dayMs;
const yearMs = 366 * dayMs;

export async function tellMine(world: World, person: Person, period: string | undefined, now: Instant): Promise<string> {
  const { roster } = world.config();
  const own = unitsOf(roster, person.id);
  if (period !== undefined) {
    const unit = roster.units.get(own[0] ?? '');
    return unit === undefined ? say(world, 'no-such-cycle', { typed: period, names: [] }) : answersOf(world, person, unit, period, now);
  }
  const open = (await promptsFor(world, person.id)).filter((prompt) => prompt.theirs && isUnanswered(prompt));
  const sent = await world.stores.outbox.sends(now - weekMs, person.id);
  const answered = await answeredPeriods(world, own, now);
  return say(world, 'mine', {
    name: person.name,
    posts:
      own.length > 0
        ? own.map((unit) => `${unitName(world, unit)}${postOf(world, person, unit) ?? ''}`)
        : person.title === undefined
          ? []
          : [person.title],
    open: [
      ...open.map((prompt) => ({
        unit: own.length > 1 ? unitName(world, prompt.unit) : null,
        title: titleOf(world, prompt.cycle),
        deadline: dateWords(world, prompt.deadline),
      })),
      ...(await ownTasks(world, own, now)),
    ],
    sent: sent.length,
    replies: answered.length,
    readers: readersOf(world, person, own),
    periods: answered.slice(0, 3),
  });
}

/** Tasks of the person's units that are not reported done. */
async function ownTasks(world: World, own: readonly UnitId[], now: Instant): Promise<Facts<'mine'>['open'][number][]> {
  const open = (await openTasks(world, now)).filter(({ task }) => task.state === 'open' && own.includes(task.unit));
  return open.map(({ task, due }) => ({
    unit: own.length > 1 ? unitName(world, task.unit) : null,
    title: taskTitle(world, task),
    deadline: dateWords(world, due),
  }));
}

/** What a person is in a unit, in words. */
export function postOf(world: World, person: Person, unit: UnitId): string | null {
  const found = world.config().roster.units.get(unit);
  const post =
    found?.liaison === person.id ? 'liaison' : found?.principal === person.id ? 'principal' : found === undefined ? null : 'members';
  return post === null ? null : say(world, 'post', { post });
}

async function answeredPeriods(world: World, own: readonly UnitId[], now: Instant): Promise<string[]> {
  const answered: Cycle[] = [];
  for (const cycle of await world.stores.cycles.cyclesSince(now - yearMs)) {
    for (const record of (await world.stores.cycles.records(cycle.id, own)).values()) if (record.version > 0) answered.push(cycle);
  }
  const cycles = [...new Set(answered)];
  return answered.map((cycle) => shortName(world, cycle, cycles));
}

function readersOf(world: World, person: Person, own: readonly UnitId[]): string[] {
  const { roster } = world.config();
  const chain = own.flatMap((unit) => [...holders(roster, 'principal', unit), ...holders(roster, 'supervisor', unit)]);
  const names = [...new Set(chain)].filter((one) => one !== person.id).map((one) => personName(world, one));
  return [...names, ...say(world, 'readers', {}).split('\n')];
}

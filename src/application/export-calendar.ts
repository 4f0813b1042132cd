/**
 * The deadlines of what somebody oversees or owes: of open cycles, findings and tasks. A calendar is kept by whoever makes the phone, so it tells when and
 * whose, and never what was found, asked or answered.
 */
import { dateOf } from '../domain/date-text.js';
import { isOwed } from '../domain/finding.js';
import { visible } from '../domain/permission.js';
import type { Person, UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import type { CalendarEvent, CalendarFeed } from './calendar-port.js';
import { cycleDeadline, fairDeadlines } from './fair-deadline.js';
import { fairDue, findingUnit, mayKnow } from './finding-book.js';
import { scopesOf } from './ledger-view.js';
import type { Facts } from './messages.js';
import { openTasks } from './task-book.js';
import { committeeName, timeOfDay, titleOf, unitName } from './words.js';
import { say, type World } from './world.js';

const mostFindings = 500;

export async function calendarFeed(world: World, person: Person, now: Instant): Promise<CalendarFeed> {
  const { roster } = world.config();
  const seen = new Set(visible(roster, person.id, [...roster.units.keys()]));
  const events = await Promise.all([cycleEvents(world, seen), findingEvents(world, person, now), taskEvents(world, seen, now)]);
  return { name: say(world, 'calendar-name', { committee: committeeName(world), name: person.name }), events: events.flat() };
}

/** A cycle counts as long as somebody of those units may still answer in time, or late. */
async function cycleEvents(world: World, seen: ReadonlySet<UnitId>): Promise<CalendarEvent[]> {
  const [cycles, deadlineOf] = await Promise.all([world.stores.cycles.openCycles(), fairDeadlines(world)]);
  return cycles
    .filter(({ units }) => units.some((unit) => seen.has(unit)))
    .map((cycle) => {
      const instant = cycleDeadline(deadlineOf, cycle);
      return event(
        world,
        `cycle-${cycle.id}`,
        { instant },
        { kind: 'cycle', title: titleOf(world, cycle), time: timeOfDay(world, instant) },
      );
    });
}

async function findingEvents(world: World, person: Person, now: Instant): Promise<CalendarEvent[]> {
  const { scopes } = scopesOf(world, person);
  const stretches = scopes.flatMap((scope) => (['open', 'working'] as const).map((state) => ({ scope, state })));
  const found = (await world.stores.ledger.list(stretches, mostFindings)).filter(
    (finding) => isOwed(finding) && mayKnow(world, finding, person.id),
  );
  return Promise.all(
    found.map(async (finding) =>
      event(world, `finding-${finding.no}`, dayOf(world, await fairDue(world, finding, now)), {
        kind: 'finding',
        unit: findingUnit(world, finding),
        number: finding.no,
      }),
    ),
  );
}

async function taskEvents(world: World, seen: ReadonlySet<UnitId>, now: Instant): Promise<CalendarEvent[]> {
  const tasks = (await openTasks(world, now)).filter(({ task }) => task.state === 'open' && seen.has(task.unit));
  return tasks.map(({ task, due }) =>
    event(world, `task-${task.no}`, dayOf(world, due), { kind: 'task', unit: unitName(world, task.unit), number: task.no }),
  );
}

function dayOf(world: World, at: Instant): CalendarEvent['at'] {
  return { date: dateOf(at, world.config().settings.timezone) };
}

function event(
  world: World,
  id: string,
  at: CalendarEvent['at'],
  facts: Partial<Facts<'calendar-event'>> & Pick<Facts<'calendar-event'>, 'kind'>,
): CalendarEvent {
  const { committee } = world.config().roster;
  const summary = say(world, 'calendar-event', { unit: null, number: null, title: null, time: null, ...facts });
  return { id: `${id}@${committee}.zerentian`, at, summary };
}

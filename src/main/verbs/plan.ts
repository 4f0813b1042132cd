import { occurrences } from '../../adapters/cron/occurrences.js';
import { planAhead, type PlannedEvent } from '../../application/plan-ahead.js';
import { dateWords, titleOf, unitName } from '../../application/words.js';
import { say, type World } from '../../application/world.js';
import type { Facts } from '../../application/messages.js';
import { isAsking } from '../../domain/schedule.js';
import { systemClock } from '../clocks.js';
import { homeFolder, openHome, yearWarnings } from '../open-home.js';
import { answer, type Outcome, type Output } from '../output.js';

type PlanLine = Facts<'cli-plan'>['events'][number];
type PlanWorld = Pick<World, 'config' | 'cron' | 'texts'>;

/** What would open and go out in the coming days. Needs no Redis: nothing that has happened matters to it. */
export async function plan(output: Output, days: number): Promise<Outcome> {
  const now = systemClock.now();
  const { config, texts, warnings: found } = await openHome(homeFolder(process.env), now);
  const world: PlanWorld = { config: () => config, texts, cron: { occurrences } };
  const { from, to, events, unreached, unknownYears } = planAhead(world, now, days);
  const warnings = [...new Set([...found, ...(await yearWarnings(config, unknownYears))])];
  answer(output, { from: iso(from), to: iso(to), events: events.map(eventFacts), unreached, warnings }, () =>
    say(world, 'cli-plan', {
      warnings,
      days,
      events: events.map((event) => eventWords(world, event)),
      unreached: unreached.map((unit) => unitName(world, unit)),
    }),
  );
  return 'done';
}

function eventFacts({ at, opening, deadline, ...event }: PlannedEvent): object {
  return { at: iso(at), ...event, opening: iso(opening), ...(deadline === undefined ? {} : { deadline: iso(deadline) }) };
}

function eventWords(world: PlanWorld, event: PlannedEvent): PlanLine {
  const schedule = world.config().schedules.get(event.schedule);
  return {
    at: dateWords(world, event.at),
    title: schedule === undefined ? event.schedule : titleOf(world, { schedule, plannedAt: event.opening }),
    kind: event.kind,
    units: event.units,
    people: event.people.length,
    minutes: Math.ceil((schedule !== undefined && isAsking(schedule) ? schedule.questions.length : 0) / 2),
    deadline: event.deadline === undefined ? null : dateWords(world, event.deadline),
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

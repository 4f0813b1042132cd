import { cron } from '../../adapters/cron/cron.js';
import { planAhead } from '../../application/plan-ahead.js';
import type { PlannedLoad } from '../../application/plan-load.js';
import type { PlannedEvent } from '../../application/planned-event.js';
import { calendarDateWords, dateWords, personName, titleOf, unitName } from '../../application/words.js';
import type { Config } from '../../application/ports.js';
import { say, type World } from '../../application/world.js';
import type { Facts } from '../../application/messages.js';
import type { DueObligation } from '../../domain/duty.js';
import { isAsking } from '../../domain/schedule.js';
import { systemClock } from '../clocks.js';
import { homeFolder, openHome, yearWarnings } from '../open-home.js';
import { answer, type Outcome, type Output } from '../output.js';

type PlanLine = Facts<'cli-plan'>['events'][number];
type PlanWorld = Pick<World, 'config' | 'cron' | 'texts'>;

/** Weeks over the budget that are told in words; all are in the JSON document. */
const weeksShown = 10;
/** More names to a step would hide the steps; all are in the JSON document. */
const namesShown = 30;
/** Of a city there may be thousands; all are in the JSON document. */
const dutiesShown = 50;

/** What would open and go out in the coming days. Needs no Redis: nothing that has happened matters to it. */
export async function plan(output: Output, days: number): Promise<Outcome> {
  const now = systemClock.now();
  const { config, texts, warnings: found } = await openHome(homeFolder(process.env), now);
  const world: PlanWorld = { config: () => config, texts, cron };
  const { from, to, events, unreached, broken, budget, duties, unknownYears } = planAhead(world, now, days);
  const warnings = [...new Set([...found, ...(await yearWarnings(config, unknownYears))])];
  answer(
    output,
    {
      from: iso(from),
      to: iso(to),
      events: events.map(eventFacts),
      unreached,
      broken,
      budget,
      duties: duties.map(({ list, id, text, unit, holder, own }) => ({ list, id, text, unit, holder: holder ?? null, due: own.due })),
      checklists: checklistFacts(config),
      warnings,
    },
    () =>
      say(world, 'cli-plan', {
        warnings,
        days,
        events: events.map((event) => eventWords(world, event)),
        unreached: unreached.map((unit) => unitName(world, unit)),
        budget: budgetWords(world, budget),
        duties: duties.slice(0, dutiesShown).map((duty) => dutyWords(world, duty)),
        moreDuties: Math.max(0, duties.length - dutiesShown),
        plans: plansOf(config),
      }),
  );
  return 'done';
}

function checklistFacts({ checklists }: Config): object[] {
  return [...checklists.values()].map(({ id, name, plan: filed, perYear }) => ({ id, name, plan: filed, perYear }));
}

/** The plans under which inspections are filed, with their checklists: nothing of them has a time of its own. */
function plansOf({ checklists }: Config): Facts<'cli-plan'>['plans'][number][] {
  const plans = new Map<string, { name: string; filing: string; checklists: string[] }>();
  for (const { name, plan: filed } of checklists.values()) {
    const known = plans.get(`${filed.filing} ${filed.name}`) ?? { ...filed, checklists: [] };
    known.checklists.push(name);
    plans.set(`${filed.filing} ${filed.name}`, known);
  }
  return [...plans.values()];
}

function dutyWords(world: PlanWorld, { text, unit, holder, own: { due, measure } }: DueObligation): Facts<'cli-plan'>['duties'][number] {
  return {
    due: calendarDateWords(world, due),
    text,
    measure: measure === undefined ? null : `${measure.number}${measure.unit}`,
    unit: unitName(world, unit),
    holder: holder === undefined ? null : personName(world, holder),
  };
}

function eventFacts({ at, opening, deadline, ...event }: PlannedEvent): object {
  return { at: iso(at), ...event, opening: iso(opening), ...(deadline === undefined ? {} : { deadline: iso(deadline) }) };
}

function eventWords(world: PlanWorld, event: PlannedEvent): PlanLine {
  const { schedules, roster } = world.config();
  const schedule = schedules.get(event.schedule);
  const isCycle = schedule !== undefined && isAsking(schedule);
  return {
    at: dateWords(world, event.at),
    title: isCycle ? titleOf(world, { schedule, plannedAt: event.opening }) : (schedule?.name ?? event.schedule),
    kind: event.kind,
    task: schedule?.kind === 'task',
    units: event.units,
    people: event.people.length,
    names: namesOf(world, event),
    more: event.people.length > namesShown,
    group: event.group === undefined ? null : (roster.groups.get(event.group)?.name ?? event.group),
    minutes: event.minutes ?? null,
    sample: event.sample ?? null,
    deadline: event.deadline === undefined ? null : dateWords(world, event.deadline),
  };
}

/** Who is written to. The opening itself writes to nobody: asking does. */
function namesOf(world: PlanWorld, { kind, people }: PlannedEvent): string[] {
  const { roster } = world.config();
  return kind === 'open' ? [] : people.slice(0, namesShown).map((person) => roster.people.get(person)?.name ?? person);
}

/** null: there is no budget, or nobody is written to. */
function budgetWords(world: PlanWorld, { perPersonPerWeek: limit, worst, over }: PlannedLoad): Facts<'cli-plan'>['budget'] {
  const [fullest] = worst;
  if (limit === null || fullest === undefined) return null;
  const { people } = world.config().roster;
  return {
    limit,
    most: fullest.messages,
    over: over.slice(0, weeksShown).map(({ person, week, messages }) => ({
      person: people.get(person)?.name ?? person,
      week: calendarDateWords(world, week, false),
      messages,
    })),
    more: Math.max(0, over.length - weeksShown),
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

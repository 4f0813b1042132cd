/** How many messages a week a plan would bring each person, against the week's budget. */
import { addDays, dateOf, weekdayOf } from '../domain/date-text.js';
import type { PersonId } from '../domain/roster.js';
import { mayGoOutAt } from '../domain/sending-times.js';
import type { DateText } from '../domain/time.js';
import type { PlannedEvent, PlanWorld } from './planned-event.js';

export interface PersonWeek {
  person: PersonId;
  /** Its Monday. */
  week: DateText;
  messages: number;
}

export interface PlannedLoad {
  /** null: there is no budget. */
  perPersonPerWeek: number | null;
  /** The fullest week of each person, the fullest first. */
  worst: PersonWeek[];
  /** All weeks over the budget: reminders, nudges and digests are withheld in them. */
  over: PersonWeek[];
}

/** What goes out to one person at one time is one message, but for a nudge, which goes alone. */
export function plannedLoad(world: PlanWorld, events: readonly PlannedEvent[]): PlannedLoad {
  const { budget, timezone } = world.config().settings;
  const messages = new Map<PersonId, Set<string>>();
  for (const event of events) {
    if (event.kind === 'open') continue;
    const at = sendingTime(world, event);
    const message = event.kind === 'nudge' ? `${at} nudge` : String(at);
    for (const person of event.people) messages.set(person, (messages.get(person) ?? new Set()).add(message));
  }
  const weeks = [...messages].map(([person, sent]) => weeksOf(person, sent, timezone));
  const worst = weeks.flatMap((own) => own.slice(0, 1)).sort(fullestFirst);
  const limit = budget === false ? null : budget.perPersonPerWeek;
  const over = limit === null ? [] : weeks.flat().filter((week) => week.messages > limit);
  return { perPersonPerWeek: limit, worst, over: over.sort(fullestFirst) };
}

function sendingTime(world: PlanWorld, { at, schedule }: PlannedEvent): number {
  const { settings, calendar, schedules } = world.config();
  const { timezone, quietHours, restDays } = settings;
  return mayGoOutAt(at, { timezone, quietHours, restDays, calendar, urgent: schedules.get(schedule)?.urgent ?? false });
}

/** The fullest first. */
function weeksOf(person: PersonId, sent: ReadonlySet<string>, timezone: string): PersonWeek[] {
  const counts = new Map<DateText, number>();
  for (const message of sent) {
    const date = dateOf(Number.parseInt(message, 10), timezone);
    const monday = addDays(date, 1 - weekdayOf(date));
    counts.set(monday, (counts.get(monday) ?? 0) + 1);
  }
  return [...counts].map(([week, messages]) => ({ person, week, messages })).sort(fullestFirst);
}

function fullestFirst(one: PersonWeek, other: PersonWeek): number {
  return other.messages - one.messages || (one.week < other.week ? -1 : one.week > other.week ? 1 : 0);
}

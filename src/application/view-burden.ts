/** What the bot asks of people: messages that it started, by person and week and by cause. Replies to what people write themselves do not count. */
import { addDays, dateOf, instantOf, weekdayOf } from '../domain/date-text.js';
import type { PersonId } from '../domain/roster.js';
import type { DateText, Instant } from '../domain/time.js';
import { personName } from './words.js';
import { say, type World } from './world.js';

export interface BurdenView {
  /** Mondays, the earliest first; the last is this week. */
  weeks: DateText[];
  limit: number | null;
  /** `messages`: one for each week. The fullest first. */
  people: { id: PersonId; name: string; messages: number[]; causes: { name: string; messages: number[] }[] }[];
  causes: { name: string; messages: number[] }[];
}

const shownWeeks = 4;

export async function viewBurden(world: World, now: Instant): Promise<BurdenView> {
  const { timezone, budget } = world.config().settings;
  const today = dateOf(now, timezone);
  const monday = addDays(today, 1 - weekdayOf(today));
  const weeks = Array.from({ length: shownWeeks }, (_, i) => addDays(monday, 7 * (i - shownWeeks + 1)));
  const loads = await Promise.all(
    weeks.map((week) => {
      const to = instantOf(addDays(week, 7), 0, timezone);
      return world.stores.outbox.load(instantOf(week, 0, timezone), Math.min(to, now + 1));
    }),
  );
  const perWeek = (pick: (load: (typeof loads)[number]) => Record<string, number>): Map<string, number[]> => {
    const names = new Set(loads.flatMap((load) => Object.keys(pick(load))));
    return new Map([...names].map((name) => [name, loads.map((load) => pick(load)[name] ?? 0)]));
  };
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  const causesIn = (pick: (load: (typeof loads)[number]) => Record<string, number>): BurdenView['causes'] =>
    byName([...perWeek(pick)].map(([cause, messages]) => ({ name: causeName(world, cause), messages }))).toSorted(
      (one, other) => sum(other.messages) - sum(one.messages),
    );
  const people = [...perWeek(({ byPerson }) => byPerson)].map(([id, messages]) => ({
    id,
    name: personName(world, id),
    messages,
    causes: causesIn(({ causesOf }) => causesOf[id] ?? {}),
  }));
  return {
    weeks,
    limit: budget === false ? null : budget.perPersonPerWeek,
    people: people.toSorted((one, other) => sum(other.messages) - sum(one.messages)),
    causes: causesIn(({ causes }) => causes),
  };
}

/** Kinds that are called the same are one cause. */
function byName(causes: BurdenView['causes']): BurdenView['causes'] {
  const found = new Map<string, number[]>();
  for (const { name, messages } of causes)
    found.set(
      name,
      messages.map((count, week) => count + (found.get(name)?.[week] ?? 0)),
    );
  return [...found].map(([name, messages]) => ({ name, messages }));
}

/** A schedule by its name; whatever else is said has a kind. */
function causeName(world: World, cause: string): string {
  return world.config().schedules.get(cause)?.name ?? say(world, 'notice-kind', { kind: cause });
}

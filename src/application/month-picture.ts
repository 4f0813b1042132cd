/** A month at a glance, which comes with a digest: what opened, fell due and was answered on each workday, and how the findings stand. */
import type { Cycle } from '../domain/cycle.js';
import { addDays, dateOf, instantOf } from '../domain/date-text.js';
import type { DigestSpan } from '../domain/digest.js';
import { visible } from '../domain/permission.js';
import type { Person, UnitId } from '../domain/roster.js';
import type { DateText, Instant } from '../domain/time.js';
import { digestFindings } from './digest-findings.js';
import { cycleDeadline, fairDeadlines } from './fair-deadline.js';
import { ledgerCounts } from './ledger-figures.js';
import type { MonthDay, MonthPicture } from './picture-port.js';
import { pictureHead, pictureWord } from './picture-words.js';
import { readRecords } from './read-records.js';
import { isSpot } from './spot-check.js';
import { calendarDateWords, committeeName, titleOf } from './words.js';
import { workContext, type World } from './world.js';

const daysTold = 28;
const eventsShown = 12;
/** Of more units the answers are not read for a picture. */
const unitsRead = 20_000;

interface Event {
  of: 'opened' | 'due';
  date: DateText;
  text: string;
}

/** undefined: nothing happened in these four weeks that the reader oversees. */
export async function monthPicture(world: World, person: Person, now: Instant): Promise<MonthPicture | undefined> {
  const { timezone, calendar } = workContext(world);
  const today = dateOf(now, timezone);
  const first = addDays(today, -daysTold);
  const from = instantOf(first, 0, timezone);
  const dates = Array.from({ length: daysTold }, (_, index) => addDays(first, index)).filter((date) => calendar.isWorkday(date));
  const cycles = await cyclesOf(world, person, from);
  const [events, answered, figures] = await Promise.all([
    eventsOf(world, cycles, { first, today }),
    answersOf(world, cycles, dates),
    figuresOf(world, person, { from, now, first, today }),
  ]);
  if (events.length + answered.size + figures.length === 0) return undefined;
  const dayOf = (date: DateText): string => calendarDateWords(world, date);
  return {
    kind: 'month',
    ...pictureHead(world, 'month'),
    subtitle: pictureWord(world, 'month-span', {
      name: committeeName(world),
      at: calendarDateWords(world, first, false),
      to: calendarDateWords(world, addDays(today, -1), false),
    }),
    days: daysOf(world, dates, events, answered),
    words: {
      answered: pictureWord(world, 'month-answered'),
      opened: pictureWord(world, 'month-opened'),
      due: pictureWord(world, 'month-due'),
    },
    events: events.slice(-eventsShown).map(({ of, date, text }) => ({ of, day: dayOf(date), text })),
    more: events.length > eventsShown ? pictureWord(world, 'month-more', { count: events.length - eventsShown }) : null,
    figures,
  };
}

interface SeenCycle {
  cycle: Cycle;
  units: UnitId[];
}

async function cyclesOf(world: World, person: Person, from: Instant): Promise<SeenCycle[]> {
  const { roster } = world.config();
  const recent = (await world.stores.cycles.cyclesSince(from)).filter((cycle) => !isSpot(cycle));
  return recent.map((cycle) => ({ cycle, units: visible(roster, person.id, cycle.units) })).filter(({ units }) => units.length > 0);
}

async function eventsOf(
  world: World,
  cycles: readonly SeenCycle[],
  { first, today }: { first: DateText; today: DateText },
): Promise<Event[]> {
  const { timezone } = world.config().settings;
  const deadlineOf = await fairDeadlines(world);
  const events = cycles.flatMap(({ cycle }): Event[] => [
    { of: 'opened', date: dateOf(cycle.openedAt, timezone), text: titleOf(world, cycle) },
    { of: 'due', date: dateOf(cycleDeadline(deadlineOf, cycle), timezone), text: titleOf(world, cycle) },
  ]);
  return events.filter(({ date }) => date >= first && date < today).toSorted((one, other) => one.date.localeCompare(other.date));
}

/** How many answers came in on each of the days; those of a rest day count for the next workday. */
async function answersOf(world: World, cycles: readonly SeenCycle[], dates: readonly DateText[]): Promise<Map<DateText, number>> {
  const { timezone } = world.config().settings;
  const counts = new Map<DateText, number>();
  const [first] = dates;
  if (first === undefined || cycles.reduce((sum, { units }) => sum + units.length, 0) > unitsRead) return counts;
  for (const { cycle, units } of cycles) {
    for await (const [, { answeredAt }] of readRecords(world, cycle.id, units)) {
      if (answeredAt === undefined) continue;
      const date = dateOf(answeredAt, timezone);
      const day = date < first ? undefined : dates.find((one) => one >= date);
      if (day !== undefined) counts.set(day, (counts.get(day) ?? 0) + 1);
    }
  }
  return counts;
}

function daysOf(world: World, dates: readonly DateText[], events: readonly Event[], answered: ReadonlyMap<DateText, number>): MonthDay[] {
  const on = (date: DateText, of: Event['of']): number => events.filter((event) => event.of === of && event.date === date).length;
  let last = 0;
  return dates.map((date) => {
    const [, month = 0, day = 0] = date.split('-').map(Number);
    const turn = month === last ? null : pictureWord(world, 'month-name', { count: month });
    last = month;
    return { day, month: turn, opened: on(date, 'opened'), due: on(date, 'due'), answered: answered.get(date) ?? 0 };
  });
}

async function figuresOf(
  world: World,
  person: Person,
  { from, now, first, today }: { from: Instant; now: Instant; first: DateText; today: DateText },
): Promise<MonthPicture['figures']> {
  const span: DigestSpan = { from, to: now, today: now, firstDay: first, lastDay: addDays(today, -1), weekly: false };
  const [{ counts }, { open, working, reported }] = await Promise.all([
    digestFindings(world, person, span, now),
    ledgerCounts(world, person, now),
  ]);
  const standing = open + working + reported;
  if (counts === null && standing === 0) return [];
  return [
    { word: pictureWord(world, 'month-fresh'), count: counts?.fresh ?? 0 },
    { word: pictureWord(world, 'month-closed'), count: counts?.closed ?? 0 },
    { word: pictureWord(world, 'month-working'), count: standing },
    { word: pictureWord(world, 'month-overdue'), count: counts?.overdue ?? 0 },
  ];
}

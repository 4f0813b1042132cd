/** A round of nudges: a friendly word to each, fitting who they are and the time of year, never the same within a year. */
import type { Holiday } from '../domain/calendar.js';
import { addDays, dateOf, instantOf } from '../domain/date-text.js';
import { chooseNudges, festivalNearDays, festivalsIn, repeatAfterDays } from '../domain/nudge.js';
import { unitsOf } from '../domain/responsibility.js';
import { roundReaders } from '../domain/round-readers.js';
import type { NudgeSchedule, NudgeText } from '../domain/schedule.js';
import { dayMs, type DateText, type Instant } from '../domain/time.js';
import { noticesToClerks } from './notices.js';
import type { Notice } from './ports.js';
import { roundNotice } from './remind-round.js';
import type { RoundContent } from './round-life.js';
import type { World } from './world.js';

/** A nudge may wait so long for a day on which its reader is written nothing else; one about a festival no longer than until that begins. */
const mayWaitMs = 7 * dayMs;

export interface NudgeFacts {
  text: string;
  until: Instant;
}

/** What each is given is noted with the round that gave it: the round opened again chooses the same. */
export async function nudgeRound(world: World, schedule: NudgeSchedule, plannedAt: Instant, now: Instant): Promise<RoundContent> {
  const { roster, settings } = world.config();
  const today = dateOf(plannedAt, settings.timezone);
  const readers = roundReaders(roster, schedule.to, schedule.audience);
  const round = `${schedule.id}/${plannedAt}`;
  const people = readers.map(({ person }) => person);
  const kept = await world.stores.rounds.given(people, plannedAt - repeatAfterDays * dayMs);
  const near = holidaysNear(world, today);
  const choice = chooseNudges(
    readers.map((reader) => ({ ...reader, units: unitsOf(roster, reader.person), given: givenBefore(kept.get(reader.person), round) })),
    schedule.texts,
    { plannedAt, month: Number(today.slice(5, 7)), near: near.flatMap(({ festivals }) => festivals) },
  );
  const notices = choice.given.map(({ person, text }) => {
    const facts: NudgeFacts = { text: text.text, until: usefulUntil(text, plannedAt, near, settings.timezone) };
    return roundNotice(world, plannedAt, { kind: 'nudge', to: { kind: 'person', person }, schedule, facts }, now);
  });
  const told = libraryEmpty(world, schedule, choice.exhausted.length, today, now);
  return { notices: [...notices, ...told], given: choice.given.map(({ person, text }) => ({ person, text: `${text.id}@${round}` })) };
}

/** The ids of the texts given by other rounds than this. */
function givenBefore(kept: readonly string[] = [], round: string): string[] {
  return kept.flatMap((entry) => {
    const [text = '', by] = entry.split('@');
    return by === round ? [] : [text];
  });
}

function usefulUntil(text: NudgeText, plannedAt: Instant, near: readonly Holiday[], timezone: string): Instant {
  const about = festivalsIn(text);
  const last = near.findLast(({ festivals }) => festivals.some((festival) => about.includes(festival)));
  return Math.min(plannedAt + mayWaitMs, last === undefined ? Number.POSITIVE_INFINITY : instantOf(last.from, 0, timezone));
}

/** Those that begin shortly, ascending. */
function holidaysNear(world: World, today: DateText): Holiday[] {
  const { calendar } = world.config();
  const last = addDays(today, festivalNearDays);
  const years = new Set([today, last].map((date) => Number(date.slice(0, 4))));
  return [...years].flatMap((year) => calendar.holidays(year)).filter(({ from }) => from > today && from <= last);
}

/** Once a month: more texts are needed. */
function libraryEmpty(world: World, schedule: NudgeSchedule, people: number, today: DateText, now: Instant): Notice[] {
  if (people === 0) return [];
  const facts = { people, name: schedule.name, library: schedule.library };
  return noticesToClerks(world, `library-empty/${schedule.id}/${today.slice(0, 7)}`, { kind: 'library-empty', schedule, facts }, now);
}

/** Warns of libraries that do not last: nobody is given a text twice within a year, so with fewer texts than rounds there is nothing left to say. */
import { dateOf } from '../../domain/date-text.js';
import { PermanentError } from '../../domain/errors.js';
import type { NudgeSchedule, NudgeText, Role, Schedule } from '../../domain/schedule.js';
import { dayMs, type Instant } from '../../domain/time.js';
import type { FaultTexts } from './fault-texts.js';

const yearDays = 366;

type Openings = (schedule: Schedule, from: Instant, to: Instant) => Instant[];

/** One for each role of a nudge that has fewer texts than the coming year has rounds, or than one month of it has. */
export function libraryWarnings(
  { schedules, settings }: { schedules: ReadonlyMap<string, Schedule>; settings: { timezone: string } },
  openings: Openings,
  now: Instant,
  texts: FaultTexts,
): string[] {
  const nudges = [...schedules.values()].filter((schedule) => schedule.kind === 'nudge');
  return nudges.flatMap((schedule) => {
    const months = roundsOf(schedule, openings, now).map((at) => Number(dateOf(at, settings.timezone).slice(5, 7)));
    const { name, library } = schedule;
    const short = schedule.to.filter((role) => runsShort(schedule.texts, role, months));
    return short.map((role) => {
      const count = fitting(schedule.texts, role).length;
      return texts.warning('few-nudges', { name, library, role: texts.word(role), count });
    });
  });
}

/** The rounds of a year, or of so much of it that there are more than texts: nobody waits for all the rounds of a schedule by the minute. */
function roundsOf(schedule: NudgeSchedule, openings: Openings, now: Instant): Instant[] {
  let rounds: Instant[] = [];
  for (const days of [1 / 24, 1, yearDays]) {
    try {
      rounds = openings(schedule, now, now + days * dayMs);
    } catch (error) {
      // More than can be looked up, or a calendar without workdays: neither is a matter of the library.
      if (error instanceof PermanentError) return rounds;
      throw error;
    }
    if (rounds.length > schedule.texts.length) return rounds;
  }
  return rounds;
}

function runsShort(texts: readonly NudgeText[], role: Role, months: readonly number[]): boolean {
  const fit = fitting(texts, role);
  const inMonth = (month: number): number => fit.filter((text) => text.months?.includes(month) ?? true).length;
  return fit.length < months.length || months.some((month) => inMonth(month) < months.filter((other) => other === month).length);
}

function fitting(texts: readonly NudgeText[], role: Role): NudgeText[] {
  return texts.filter(({ roles }) => roles?.includes(role) ?? true);
}

/** The words of notices about reminders, nudges and digests. What has become pointless by now says nothing. */
import type { Holiday } from '../domain/calendar.js';
import { dateOf, weekdayOf } from '../domain/date-text.js';
import { holders } from '../domain/responsibility.js';
import { holidaysOf } from '../domain/round-readers.js';
import type { DateText, Instant } from '../domain/time.js';
import { campaignFacts } from './campaign-figures.js';
import { digestFacts } from './compose-digest.js';
import type { Composer, DueNotice, Reader } from './due-notice.js';
import type { Facts } from './messages.js';
import type { roundNoticeKinds } from './notices.js';
import type { NudgeFacts } from './nudge-round.js';
import type { RoundFacts } from './round-life.js';
import { clerkName, personName } from './words.js';
import { say, workContext, type World } from './world.js';

export const roundComposers: Record<(typeof roundNoticeKinds)[number], Composer> = {
  reminder: (world, items, reader, now) => items.flatMap((item) => reminder(world, item, reader, now)),
  nudge: (world, items, _reader, now) =>
    items.flatMap(({ notice }) => {
      const { text, until } = notice.facts as NudgeFacts;
      return now < until ? [say(world, 'nudge', { text })] : [];
    }),
  digest: async (world, items, reader, now) => (await Promise.all(items.map((item) => digest(world, item, reader, now)))).flat(),
  campaign: async (world, items, reader, now) => (await Promise.all(items.map((item) => campaign(world, item, reader, now)))).flat(),
  'library-empty': (world, items) =>
    items.map(({ notice }) => say(world, 'library-empty', notice.facts as { people: number; name: string; library: string })),
};

function reminder(world: World, { notice }: DueNotice, reader: Reader, now: Instant): string[] {
  const { roster, schedules } = world.config();
  const schedule = schedules.get(notice.schedule ?? '');
  const { plannedAt, until } = notice.facts as RoundFacts;
  if (schedule?.kind !== 'reminder' || now >= until) return [];
  const today = dateOf(now, world.config().settings.timezone);
  const holidays = holidaysOf(schedule.trigger, plannedAt, workContext(world)).filter(({ from }) => from > today);
  const [officer] = [...holders(roster, 'discipline', ''), ...holders(roster, 'discipline-secretary', '')];
  const facts: Facts<'reminder'> = {
    salute: reader.name,
    name: schedule.name,
    festivals: holidays.flatMap(({ festivals }) => festivals),
    holidays: holidays.map((holiday) => holidayWords(world, holiday, today)),
    basis: schedule.basis ?? null,
    clerk: clerkName(world),
    discipline: officer === undefined ? null : personName(world, officer),
  };
  return [world.texts.render(schedule.template, facts)];
}

/** The days off and the weekend days still to be worked for them; a month is said when it changes. */
function holidayWords(
  world: World,
  { festivals, from, to, makeUp, official }: Holiday,
  today: DateText,
): Facts<'reminder'>['holidays'][number] {
  let month = 0;
  const words = (date: DateText, withWeekday: boolean): string => {
    const [, itsMonth = 0, day = 0] = date.split('-').map(Number);
    const facts = { month: itsMonth === month ? null : itsMonth, day, time: null };
    month = itsMonth;
    return withWeekday
      ? say(world, 'date', { ...facts, weekday: weekdayOf(date), makeUp: false })
      : say(world, 'day', { ...facts, near: null, weekday: null, makeUp: false });
  };
  return {
    festivals,
    from: words(from, false),
    to: to === from ? null : words(to, false),
    makeUp: makeUp.filter((date) => date > today).map((date) => words(date, true)),
    official,
  };
}

async function digest(world: World, { notice }: DueNotice, { to }: Reader, now: Instant): Promise<string[]> {
  const schedule = world.config().schedules.get(notice.schedule ?? '');
  const { plannedAt, until } = notice.facts as RoundFacts;
  const person = to.kind === 'person' ? world.config().roster.people.get(to.person) : undefined;
  if (schedule?.kind !== 'digest' || person === undefined || now >= until) return [];
  return [say(world, 'digest', await digestFacts(world, person, schedule, plannedAt, now))];
}

async function campaign(world: World, { notice }: DueNotice, { to }: Reader, now: Instant): Promise<string[]> {
  const schedule = world.config().schedules.get(notice.schedule ?? '');
  const { until } = notice.facts as RoundFacts;
  if (schedule?.kind !== 'campaign' || to.kind !== 'person' || now >= until) return [];
  return [say(world, 'campaign', await campaignFacts(world, schedule, now))];
}

/** Words that many messages share: dates, the names of cycles, people and answers, as users read them. */
import type { Cycle } from '../domain/cycle.js';
import { cycleName, type Opening } from '../domain/cycle-name.js';
import { addDays, dateOf, instantOf, minuteOfDay, weekdayOf } from '../domain/date-text.js';
import { letterOf, type Answer, type Answers, type Question } from '../domain/question.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import type { DateText, Instant } from '../domain/time.js';
import type { Config } from './ports.js';
import { say, type World } from './world.js';

/** The part of the world that wording needs. */
type Speaking = Pick<World, 'config' | 'texts'>;

/** A day with its weekday, and the time of day unless left out. */
export function dateWords(world: Speaking, at: Instant, withTime = true): string {
  const { settings, calendar } = world.config();
  const date = dateOf(at, settings.timezone);
  const [, month = 0, day = 0] = date.split('-').map(Number);
  const facts = {
    month,
    day,
    weekday: weekdayOf(date),
    makeUp: calendar.isMakeUpWorkday(date),
    time: withTime ? timeOfDay(world, at) : null,
  };
  return say(world, 'date', facts);
}

/** A day without its weekday; `marked`: a make-up workday with it, for nobody expects to work then. */
export function dayWords(world: Speaking, at: Instant, withTime = false, marked = false): string {
  const { settings, calendar } = world.config();
  const date = dateOf(at, settings.timezone);
  const [, month = 0, day = 0] = date.split('-').map(Number);
  const rest = { weekday: weekdayOf(date), makeUp: marked && calendar.isMakeUpWorkday(date), time: withTime ? timeOfDay(world, at) : null };
  return say(world, 'day', { near: null, month, day, ...rest });
}

/** A day as one says it close to it: yesterday, today or tomorrow, seen from `now`; any other day by its date. */
export function nearDayWords(world: World, at: Instant, now: Instant, withTime = false): string {
  const { timezone } = world.config().settings;
  const date = dateOf(at, timezone);
  const today = dateOf(now, timezone);
  const near = date === today ? 'today' : date === addDays(today, -1) ? 'yesterday' : date === addDays(today, 1) ? 'tomorrow' : null;
  if (near === null) return dayWords(world, at, withTime, at > now);
  return say(world, 'day', { near, month: null, day: null, weekday: null, makeUp: false, time: withTime ? timeOfDay(world, at) : null });
}

/** Days named one after the other: the month is said when it changes. */
export function daysInTurn(world: World, days: readonly (Instant | undefined)[]): (string | null)[] {
  const { timezone } = world.config().settings;
  let said: number | undefined;
  return days.map((at) => {
    if (at === undefined) return null;
    const [, month = 0, day = 0] = dateOf(at, timezone).split('-').map(Number);
    const words = say(world, 'day', { near: null, month: month === said ? null : month, day, weekday: null, makeUp: false, time: null });
    said = month;
    return words;
  });
}

export function timeOfDay(world: Speaking, at: Instant): string {
  const minute = minuteOfDay(at, world.config().settings.timezone);
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
}

export function calendarDateWords(world: Speaking, date: DateText, withWeekday = true): string {
  const at = instantOf(date, 0, world.config().settings.timezone);
  return withWeekday ? dateWords(world, at, false) : dayWords(world, at);
}

/** `8月自查`; long, or when another schedule is called the same for short: `8月主体责任自查`. */
export function titleOf(world: Speaking, cycle: Opening, long = false): string {
  const { settings, schedules } = world.config();
  const { period, year, month, quarter, day, rest, short } = cycleName(cycle, settings.timezone);
  const sharers = shortNames(schedules).get(`${period} ${short}`) ?? [];
  // One that has the whole name too, as after its file was renamed, is not told apart by it.
  const { id, name } = cycle.schedule;
  const shared = sharers.some((schedule) => schedule !== id && schedules.get(schedule)?.name !== name);
  return say(world, 'cycle-name', { period, year, month, quarter, day, rest, short, long: long || shared });
}

const shortNamesOf = new WeakMap<Config['schedules'], ReadonlyMap<string, readonly string[]>>();

/** The schedules that have each short name. */
function shortNames(schedules: Config['schedules']): ReadonlyMap<string, readonly string[]> {
  const known = shortNamesOf.get(schedules);
  if (known !== undefined) return known;
  const names = new Map<string, string[]>();
  for (const schedule of schedules.values()) {
    const { period, short } = cycleName({ schedule, plannedAt: 0 }, 'UTC');
    names.set(`${period} ${short}`, [...(names.get(`${period} ${short}`) ?? []), schedule.id]);
  }
  shortNamesOf.set(schedules, names);
  return names;
}

/** `8月`, `三季度` for a cycle that is called by its period; null: it is called otherwise. */
export function periodWords(world: World, cycle: Opening): string | null {
  const { period, year, month, quarter, day } = cycleName(cycle, world.config().settings.timezone);
  if (period === 'other' || period === 'week') return null;
  return say(world, 'cycle-name', { period, year, month, quarter, day, rest: null, short: null, long: false });
}

/** A unit as it is called now; as it was called when the cycle opened, if it is gone. */
export function unitName(world: Speaking, unit: UnitId, cycle?: Cycle): string {
  return world.config().roster.units.get(unit)?.name ?? cycle?.tree.find(({ id }) => id === unit)?.name ?? unit;
}

export function personName(world: Pick<World, 'config'>, person: PersonId): string {
  return world.config().roster.people.get(person)?.name ?? person;
}

/** How a leader is mentioned: name and post. */
export function leaderName(world: World, person: PersonId): string {
  const found = world.config().roster.people.get(person);
  return found === undefined ? person : `${found.name}${found.title ?? ''}`;
}

/** The clerk who signs; null: there is none. */
export function clerkName(world: World): string | null {
  for (const person of world.config().roster.people.values()) if (person.roles.includes('clerk')) return person.name;
  return null;
}

export function committeeName(world: Pick<World, 'config'>): string {
  const { units, committee, name } = world.config().roster;
  if (name !== undefined) return name;
  for (const unit of units.values()) if (unit.parent === undefined) return unit.name;
  return committee;
}

/** How much of an answer is shown. `short`: a date without its weekday; `echo`: of a long text its beginning and its length. */
export type AnswerForm = 'full' | 'short' | 'echo';

/** What people wrote for a report is not said back to them at full length. */
export function echoForm({ schedule }: Pick<Cycle, 'schedule'>): AnswerForm {
  return schedule.kind === 'report' ? 'echo' : 'full';
}

/** One answer as it was read. */
export function answerWords(world: World, question: Question, answer: Answer | undefined, form: AnswerForm = 'full'): string {
  if (answer === undefined) return say(world, 'answer', { ...emptyAnswer, type: 'skipped' });
  const { type } = answer;
  const remark = answer.remark ?? null;
  switch (type) {
    case 'yes-no':
      return say(world, 'answer', { ...emptyAnswer, remark, type, yes: answer.yes });
    case 'number':
      return say(world, 'answer', {
        ...emptyAnswer,
        remark,
        type,
        number: answer.number,
        measure: question.type === 'number' ? (question.measure ?? null) : null,
      });
    case 'choice':
      return say(world, 'answer', { ...emptyAnswer, remark, type, letter: answer.letter, option: optionText(question, answer.letter) });
    case 'date':
      return say(world, 'answer', {
        ...emptyAnswer,
        remark,
        type,
        date: answer.date === null ? null : calendarDateWords(world, answer.date, form !== 'short'),
      });
    case 'text':
      return say(world, 'answer', { ...emptyAnswer, remark, type, ...textFacts(answer.text, form), attested: answer.attested ?? false });
    case 'photo':
      return say(world, 'answer', { ...emptyAnswer, remark, type, photos: answer.files.length });
    case 'file': {
      const file = answer.files.at(-1) ?? null;
      return say(world, 'answer', {
        ...emptyAnswer,
        remark,
        type,
        file: form === 'full' ? file : null,
        format: file?.split('.').at(-1) ?? null,
      });
    }
    case 'not-applicable':
      return say(world, 'answer', { ...emptyAnswer, remark, type, text: answer.reason });
    case 'skipped':
      return say(world, 'answer', { ...emptyAnswer, remark, type });
    default:
      return answer satisfies never;
  }
}

const emptyAnswer = {
  type: null,
  yes: false,
  number: null,
  measure: null,
  about: false,
  letter: null,
  option: null,
  date: null,
  text: null,
  characters: null,
  attested: false,
  photos: null,
  file: null,
  format: null,
  remark: null,
};

/** Texts up to this are echoed whole. */
const echoedWhole = 20;
const echoedBeginning = 12;

function textFacts(text: string, form: AnswerForm): { text: string; characters: number | null } {
  const characters = [...text];
  if (form !== 'echo' || (characters.length <= echoedWhole && !text.includes('\n'))) return { text, characters: null };
  const [line = ''] = text.split('\n');
  const beginning = [...line].slice(0, echoedBeginning).join('');
  return { text: beginning.replace(/[\s\p{P}]+$/u, '') || beginning, characters: characters.length };
}

function optionText(question: Question, letter: string): string | null {
  if (question.type !== 'choice') return null;
  return question.options.find((_, index) => letterOf(index) === letter) ?? null;
}

/** The echo: every question that has an answer, with its number and short name. */
export function answerLines(
  world: World,
  questions: readonly Question[],
  answers: Answers,
  form: AnswerForm = 'full',
): { no: number; label: string; answer: string }[] {
  return questions.flatMap((question, index) => {
    const answer = answers[question.id];
    if (answer === undefined) return [];
    return [{ no: index + 1, label: labelOf(question), answer: answerWords(world, question, answer, form) }];
  });
}

/** A question's short name; without one its text, less the mark it ends with. */
export function labelOf({ label, text }: Pick<Question, 'label' | 'text'>): string {
  return label ?? text.replace(/[\s：:？?]+$/u, '');
}

/** What the messages about a request say of it: what is asked, by whom, and what was decided. */
import { dateOf } from '../domain/date-text.js';
import type { Request } from '../domain/matter.js';
import { readHelp } from '../domain/request-words.js';
import type { Instant } from '../domain/time.js';
import type { Facts } from './messages.js';
import { dueOf, subjectTitle, subjectUnit, type Subject } from './request-subject.js';
import { calendarDateWords, dateWords, dayWords, labelOf, leaderName, nearDayWords, personName } from './words.js';
import { say, type World } from './world.js';

/** More of somebody's words does not fit a phone; the whole of them is kept. */
const longestWords = 200;

export function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= longestWords ? text : `${characters.slice(0, longestWords).join('')}……`;
}

/** What is asked. */
export async function requestFacts(world: World, request: Request, subject: Subject, now: Instant): Promise<Facts<'request-new'>> {
  const { no, unit, ask, by, reason, until, to, at } = request;
  const due = await dueOf(world, subject, now);
  return {
    number: no,
    unit: subjectUnit(world, subject),
    village: world.config().roster.units.get(unit)?.kind === 'village',
    title: subjectTitle(world, subject),
    task: subject.kind !== 'part',
    ask,
    ...questionFacts(request, subject),
    who: personName(world, by),
    reason: shortened(reason),
    from: dayWords(world, due),
    until: until === undefined ? null : dateWords(world, until, false),
    to: to === undefined ? null : leaderName(world, to),
    at: nearDayWords(world, at, now),
  };
}

/** What was decided. */
export function decisionFacts(world: World, request: Request, subject: Subject): Facts<'request-decided'> {
  const { no, ask, state, by, decidedBy, until, heldUntil } = request;
  return {
    number: no,
    unit: subjectUnit(world, subject),
    title: subjectTitle(world, subject),
    ask,
    state,
    ...questionFacts(request, subject),
    own: by === decidedBy,
    who: personName(world, by),
    by: decidedBy === undefined ? null : leaderName(world, decidedBy),
    until: until === undefined || state !== 'agreed' ? null : dateWords(world, until),
    untilDay: until === undefined || state !== 'agreed' ? null : dayWords(world, until, true),
    held: heldUntil === undefined ? null : dateWords(world, heldUntil, false),
    words: wordsOf(world, request),
  };
}

/** To whoever decided; `no` is the receipt's, null when another line carries it. */
export function answeredWords(world: World, request: Request, subject: Subject, no: string | null): string {
  return say(world, 'request-answered', { ...decisionFacts(world, request, subject), no });
}

/** In one phrase: what it came to. */
export function outcomeWords(world: World, request: Request): string {
  const { state, until, heldUntil } = request;
  return say(world, 'request-outcome', {
    state,
    until: until === undefined || state !== 'agreed' ? null : dateWords(world, until),
    held: heldUntil === undefined ? null : dateWords(world, heldUntil, false),
    words: wordsOf(world, request),
  });
}

function questionFacts({ question }: Request, subject: Subject): { question: number | null; label: string | null } {
  if (question === undefined || subject.kind !== 'part') return { question: null, label: null };
  const { questions } = subject.cycle.schedule;
  const index = questions.findIndex(({ id }) => id === question);
  const found = questions[index];
  return found === undefined ? { question: null, label: null } : { question: index + 1, label: labelOf(found) };
}

/** The leader's own words, with the day they named as a date. */
function wordsOf(world: World, { words, settledAt }: Request): string | null {
  if (words === undefined || words === '') return null;
  const { date, around } = readHelp(words, dateOf(settledAt ?? 0, world.config().settings.timezone));
  const whole = date === undefined || around === undefined ? words : `${around.before}${calendarDateWords(world, date)}${around.after}`;
  return shortened(whole).replace(/[\s,，;；。.、]+$/u, '');
}

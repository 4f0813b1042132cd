/** 立 and 不立: whoever oversees decides whether what was seen is a finding, and by when it is to be mended. */
import type { Finding } from '../domain/finding.js';
import { drop, establish, type Outcome } from '../domain/finding-moves.js';
import { readExtension, type Wish } from '../domain/request-words.js';
import { dueAtOf } from '../domain/task.js';
import { dayMs, type Duration, type Instant } from '../domain/time.js';
import { nearestWorkday, resolveDeadline } from '../domain/workdays.js';
import { openedNotices, spokenOf } from './finding-book.js';
import { askReason, findingTrouble } from './finding-trouble.js';
import { receiptMark } from './ports.js';
import { proposalWords } from './proposal-words.js';
import { today, type Response, type Said } from './said.js';
import { dateWords, personName } from './words.js';
import { say, workContext, type World } from './world.js';
import { writeOutcome } from './write-finding.js';

const furthestMs = 366 * dayMs;

export type GivenDate = { kind: 'at'; at: Instant; rest: string } | { kind: 'past-date' | 'too-far' };

/** The date somebody gives for mending, or the ledger's own when they name none. A named rest day becomes the next workday. */
export function dateGiven(world: World, said: Said, text: string, due = world.config().settings.ledger.due): GivenDate {
  const { wish, reason } = readExtension(text, today(world, said.at));
  const at = wish === undefined ? resolveDeadline(due, said.now, workContext(world)) : dateOf(world, said, wish);
  if (at === undefined || at <= said.now) return { kind: 'past-date' };
  return at - said.now > furthestMs ? { kind: 'too-far' } : { kind: 'at', at, rest: reason };
}

/** What the checklist says, of what an inspection found. undefined: as the ledger says. */
async function dueOf(world: World, { origin }: Finding): Promise<Duration | undefined> {
  if (origin.kind !== 'inspection') return undefined;
  const inspection = await world.stores.matters.matter(origin.inspection);
  return inspection?.kind === 'inspection' ? inspection.checklist.due : undefined;
}

function dateOf(world: World, { now }: Said, wish: Wish): Instant | undefined {
  const context = workContext(world);
  switch (wish.kind) {
    case 'days':
      return resolveDeadline({ kind: 'workdays', days: wish.days }, now, context);
    case 'date':
      return dueAtOf(nearestWorkday(wish.date, 1, context.calendar), context);
    case 'past':
      return undefined;
    default:
      return wish satisfies never;
  }
}

export async function establishFinding(world: World, said: Said, finding: Finding, text: string): Promise<Response> {
  const { person, now } = said;
  const date = dateGiven(world, said, text, await dueOf(world, finding));
  if (date.kind !== 'at') return findingTrouble(world, person, date.kind, finding);
  const { recurrence } = await proposalWords(world, finding, now);
  return writeOutcome(world, said, finding, spoken(world, establish(finding, person.id, date.at, now), now), (after) => ({
    act: 'finding-established',
    notices: openedNotices(world, finding, after, person.id, now),
    text: say(world, 'receipt-finding-opened', {
      number: finding.no,
      owner: personName(world, after.owner),
      due: dateWords(world, date.at, false),
      recurrence,
      no: receiptMark,
    }),
  }));
}

/** Its owner hears of it now: what would remind them of it today is left out. */
export function spoken(world: World, outcome: Outcome, now: Instant): Outcome {
  return outcome.kind === 'done' ? { kind: 'done', finding: spokenOf(world, outcome.finding, now) } : outcome;
}

export async function dropFinding(world: World, said: Said, finding: Finding, words: string): Promise<Response> {
  if (words === '') return askReason(world, 'drop', finding.no);
  const { person, at } = said;
  return writeOutcome(world, said, finding, drop(finding, { by: person.id, at, words }), () => ({
    act: 'finding-dropped',
    notices: [],
    text: say(world, 'receipt-finding-dropped', { number: finding.no, no: receiptMark }),
  }));
}

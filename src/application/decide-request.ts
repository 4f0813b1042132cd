/** A leader decides: 同意, 不同意, 协调, 督办, 延期 or 改派. Who asked hears it in one line, and the ladder goes on when that says. */
import type { DecisionVerb } from '../domain/command.js';
import { wordOf } from '../domain/command.js';
import type { Request } from '../domain/matter.js';
import { furthestDays, grantedAtOnce, keptUntil, newDeadline } from '../domain/request.js';
import { readAddition, readExtension, readHelp } from '../domain/request-words.js';
import { holders } from '../domain/responsibility.js';
import type { PersonId } from '../domain/roster.js';
import type { Typed } from './choose-subject.js';
import { asking, dialogAfter } from './complete-request.js';
import { findPending, mayDecideOn, type Pending } from './find-pending.js';
import { newRequest, requestNotices, requestNumber } from './open-request.js';
import type { OpenPrompt } from './open-prompts.js';
import { overtake } from './overtake-request.js';
import { passDown } from './pass-down.js';
import { receiptMark, type Notice } from './ports.js';
import { answeredWords } from './request-facts.js';
import { askedFor, dueOf, isElsewhere, isStillAsked, type Subject } from './request-subject.js';
import { ConflictError, responseTo, saying, today, type Response, type Said } from './said.js';
import type { DecidedFacts } from './settle-absent.js';
import { settledRequest, settleRequest, type Outcome, type Settling } from './settle-request.js';
import { dateWords } from './words.js';
import { say, workContext, type World } from './world.js';

/** A word that means something for a matter. */
export interface Decision {
  kind: 'decision';
  pending: Pending;
  outcome: Outcome;
}

/** undefined: there is nothing to decide on. */
export async function decide(world: World, said: Said, verb: DecisionVerb, typed: Typed, own?: OpenPrompt): Promise<Response | undefined> {
  const pending = await findPending(world, said, verb, typed, own);
  if (pending.kind === 'none') return undefined;
  if (pending.kind === 'reply') return pending.response;
  const decision = await decisionOn(world, said, verb, pending);
  return decision.kind === 'decision' ? settle(world, said, decision) : decision;
}

/** What the word comes to, or what to say when it comes to nothing. */
export async function decisionOn(world: World, said: Said, verb: DecisionVerb, pending: Pending): Promise<Decision | Response> {
  const { request, subject } = pending;
  if (!mayDecideOn(world, said, verb, pending)) return saying(say(world, 'denied', {}));
  if (request !== undefined && !(await isStillAsked(world, request, subject))) {
    if ((await overtake(world, request, subject, said.now)).kind === 'conflict') throw new ConflictError('another version came first');
    return saying(say(world, 'request-needless', { number: request.no, moved: isElsewhere(request, subject) }));
  }
  if (verb === 'reassign') return passDown(world, said, pending);
  const outcome = await outcomeOf(world, said, verb, pending);
  return 'kind' in outcome ? outcome : { kind: 'decision', pending, outcome };
}

/** What a word means for this matter, or what to say when it means nothing yet. */
async function outcomeOf(
  world: World,
  said: Said,
  verb: Exclude<DecisionVerb, 'reassign'>,
  { request, subject, text }: Pending,
): Promise<Outcome | Response> {
  const decidedBy = said.person.id;
  const head = `${wordOf(verb)} ${request?.no ?? world.config().roster.units.get(subject.unit)?.name ?? ''} `;
  const context = workContext(world);
  switch (verb) {
    case 'agree':
      return agreed(world, said, request, { due: await dueOf(world, subject, said.now), text });
    case 'refuse':
      if (text === '') return asking(world, { what: 'refusal', number: request?.no ?? null }, head, '');
      return { state: 'refused', decidedBy, words: text };
    case 'coordinate':
    case 'watch': {
      if (request?.question !== undefined) return options(world, request);
      if (verb === 'coordinate' && text === '') return asking(world, { what: 'help' }, head, '');
      const { words, date } = readHelp(text, today(world, said.at));
      const state = verb === 'coordinate' ? 'coordinated' : 'watched';
      const heldUntil = keptUntil(state, date, said.now, context);
      const until = Math.max(heldUntil, await dueOf(world, subject, said.now));
      return { state, decidedBy, words, heldUntil, until };
    }
    case 'extend': {
      if (request?.question !== undefined) return options(world, request);
      const due = await dueOf(world, subject, said.now);
      const { wish, reason } = readExtension(text, today(world, said.at));
      if (wish === undefined) return asking(world, { what: 'until' }, head, reason === '' ? '' : `，${reason}`);
      const wanted = newDeadline(wish, due, said.now, context);
      if (wanted.kind === 'until') return { state: 'agreed', decidedBy, words: reason, until: wanted.until };
      return asking(world, { what: wanted.kind, date: dateWords(world, due), most: furthestDays }, head, '');
    }
    default:
      return verb satisfies never;
  }
}

/** Never sooner than what holds without it, for an outage may have moved that; and one that has passed meanwhile would be no help. */
function agreed(world: World, said: Said, request: Request | undefined, { due, text }: { due: number; text: string }): Outcome | Response {
  if (request === undefined || request.ask === 'difficulty') return options(world, request);
  const words = readAddition(text);
  const base: Outcome = { state: 'agreed', decidedBy: said.person.id, ...(words === '' ? {} : { words }) };
  if (request.ask === 'not-applicable') return request.question === undefined ? { ...base, excuse: 'not-applicable' } : base;
  const until = Math.max(request.until ?? due, due);
  return { ...base, until: until > said.now ? until : grantedAtOnce(due, said.now, workContext(world)) };
}

function options(world: World, request: Request | undefined): Response {
  return saying(
    say(world, 'request-options', { number: request?.no ?? null, ask: request?.ask ?? null, question: request?.question !== undefined }),
  );
}

async function settle(world: World, said: Said, decision: Decision): Promise<Response> {
  const { settling, text } = await settlingOf(world, said, decision, { mark: '', no: receiptMark });
  const answer = { messageId: said.messageId, receipt: { to: said.person.id, text }, ...dialogAfter(said) };
  return responseTo(await settleRequest(world, { ...settling, said: answer }, said.now));
}

/** All that a decision brings about, and what the one who decided is told. `mark`: which of several decisions of one message; `no`: of the receipt. */
export async function settlingOf(
  world: World,
  said: Said,
  { pending: { request, subject }, outcome }: Decision,
  { mark, no }: { mark: string; no: string | null },
): Promise<{ settling: Omit<Settling, 'said'>; text: string }> {
  const { id: actor } = said.person;
  const { now } = said;
  const about = request ?? (await ownRequest(world, said, { subject, outcome }));
  const notices: Notice[] = [
    ...requestNotices(
      world,
      subject,
      about,
      {
        kind: 'request-decided',
        to: toldOf(world, request, subject, actor),
        facts: { unasked: request === undefined } satisfies DecidedFacts,
      },
      now,
    ),
    // Somebody else decided: it does not wait for them any more.
    ...requestNotices(world, subject, about, { kind: 'request-over', to: others([about.to], actor) }, now),
  ];
  const act = outcome.state === 'coordinated' || outcome.state === 'watched' ? outcome.state : 'decided';
  await world.stores.household.noteAct(`decided/${said.messageId}${mark}`, actor, act, now);
  const text = answeredWords(world, settledRequest(about, outcome, now), subject, no);
  return { settling: { request: about, subject, outcome, actor, notices }, text };
}

/** Nobody asked: what a leader does about a rung is kept as a request of their own, settled at once. */
async function ownRequest(world: World, said: Said, { subject, outcome }: { subject: Subject; outcome: Outcome }): Promise<Request> {
  const { id: by } = said.person;
  const asked = { ask: 'extend', by, reason: '', to: '', ...(outcome.until === undefined ? {} : { until: outcome.until }) } as const;
  const { to: _nobody, ...request } = newRequest(await requestNumber(world, said), subject, asked, said.now);
  return request;
}

/** Who asked; when nobody did, those of the unit with whom the matter lies. */
function toldOf(world: World, request: Request | undefined, subject: Subject, actor: PersonId): PersonId[] {
  const principals = holders(world.config().roster, 'principal', subject.unit);
  return others(request === undefined ? [askedFor(subject), ...principals] : [request.by], actor);
}

function others(people: readonly (PersonId | undefined)[], but: PersonId): PersonId[] {
  return [...new Set(people)].filter((person) => person !== undefined && person !== but) as PersonId[];
}

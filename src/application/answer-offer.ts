/** 接 and 不接: whoever is asked to answer for a unit says whether they will. */
import type { Request } from '../domain/matter.js';
import { may } from '../domain/permission.js';
import { peopleOf } from '../domain/request.js';
import type { PersonId } from '../domain/roster.js';
import { tiesToRequest } from '../domain/ties.js';
import type { Typed } from './choose-subject.js';
import { dialogAfter } from './complete-request.js';
import { settledWords } from './find-pending.js';
import { requestNotices } from './open-request.js';
import { isUnanswered, promptNumber } from './open-prompts.js';
import { overtake } from './overtake-request.js';
import { promptWords } from './prompt-words.js';
import { openedWords } from './compose-finding.js';
import { askedFor, dueOf, heldBy, isElsewhere, isOwed, subjectOf, subjectTitle, subjectUnit, type Subject } from './request-subject.js';
import { ConflictError, responseTo, saying, type Response, type Said } from './said.js';
import { settleRequest, type Outcome } from './settle-request.js';
import { personName } from './words.js';
import { say, type World } from './world.js';

type Part = Extract<Subject, { kind: 'part' }>;
type Mending = Extract<Subject, { kind: 'finding' }>;

export async function answerOffer(world: World, said: Said, accepts: boolean, { no, text }: Typed): Promise<Response> {
  const offers = await offersFor(world, said);
  const named = no === undefined ? offers : offers.filter((offer) => offer.no === no);
  const [offer] = named;
  if (offer === undefined) return saying(await noOffer(world, said, no));
  if (named.length > 1) return saying(say(world, 'reassign-which', { items: await itemsOf(world, named), first: offer.no, accepts }));
  const subject = await subjectOf(world, offer);
  const moved = subject !== undefined && isElsewhere(offer, subject);
  if (subject === undefined || moved || subject.kind === 'task' || !isOwed(subject) || isHeldOtherwise(subject, offer)) {
    if ((await overtake(world, offer, subject, said.now)).kind === 'conflict') throw new ConflictError('another version came first');
    return saying(say(world, 'request-needless', { number: offer.no, moved }));
  }
  if (!mayAnswer(world, said, offer, accepts ? 'accept' : 'decline')) return saying(say(world, 'denied', {}));
  if (!accepts) return decline(world, said, offer, subject, text);
  return subject.kind === 'part' ? accept(world, said, offer, subject) : acceptFinding(world, said, offer, subject);
}

/** A finding is held by a change of its own, which may still be to come. */
function isHeldOtherwise(subject: Part | Mending, { no }: Request): boolean {
  const held = heldBy(subject);
  return subject.kind === 'part' ? held !== no : held !== undefined && held !== no;
}

/** Whether they may still be asked: nobody answers for a unit that they have left. */
export function mayAnswer(world: World, { person }: Pick<Said, 'person'>, offer: Request, verb: 'accept' | 'decline'): boolean {
  const { roster } = world.config();
  return may(roster, person.id, verb, { unit: offer.unit, ties: tiesToRequest(roster, offer, person.id) });
}

/** Offers that wait for a person. */
export async function offersFor(world: World, { person }: Pick<Said, 'person'>): Promise<Request[]> {
  const open = await world.stores.matters.open({ kind: 'request', waitsFor: person.id });
  return open.filter(({ ask }) => ask === 'reassign');
}

async function noOffer(world: World, said: Said, no: number | undefined): Promise<string> {
  const matter = no === undefined ? undefined : await world.stores.matters.matter(no);
  const theirs = matter?.kind === 'request' && matter.ask === 'reassign' && matter.to === said.person.id;
  return theirs ? settledWords(world, matter) : say(world, 'reassign-none', {});
}

async function itemsOf(world: World, offers: readonly Request[]): Promise<{ number: number; unit: string; title: string }[]> {
  const items: { number: number; unit: string; title: string }[] = [];
  for (const offer of offers) {
    const subject = await subjectOf(world, offer);
    if (subject !== undefined) items.push({ number: offer.no, unit: subjectUnit(world, subject), title: subjectTitle(world, subject) });
  }
  return items;
}

async function accept(world: World, said: Said, offer: Request, subject: Part): Promise<Response> {
  const { id } = said.person;
  const { cycle, unit, record } = subject;
  const passedBy = record.terms?.passedBy ?? [];
  const passes = peopleOf(world.config().roster, unit).includes(offer.by) && !passedBy.includes(offer.by);
  const outcome: Outcome = { state: 'agreed', decidedBy: id, assignee: id, passedBy: passes ? [...passedBy, offer.by] : passedBy };
  const others = said.prompts.filter((prompt) => prompt.theirs && isUnanswered(prompt) && prompt.number !== promptNumber(cycle, unit));
  const prompt = await promptWords(world, {
    cycle,
    unit,
    number: others.length > 0 ? promptNumber(cycle, unit) : null,
    salute: null,
    to: id,
    promptAt: record.promptAt ?? said.now,
    deadline: await dueOf(world, subject, said.now),
    now: said.now,
  });
  return settle(world, said, offer, subject, outcome, [say(world, 'reassign-accepted', {}), prompt].join('\n'));
}

async function acceptFinding(world: World, said: Said, offer: Request, subject: Mending): Promise<Response> {
  const { id } = said.person;
  const outcome: Outcome = { state: 'agreed', decidedBy: id, assignee: id };
  const words = await openedWords(world, { ...subject.finding, owner: id }, null, said.now);
  return settle(world, said, offer, subject, outcome, [say(world, 'reassign-accepted', {}), words].join('\n'));
}

function decline(world: World, said: Said, offer: Request, subject: Part | Mending, text: string | undefined): Promise<Response> {
  const outcome: Outcome = { state: 'refused', decidedBy: said.person.id, ...(text === undefined ? {} : { words: text }) };
  return settle(world, said, offer, subject, outcome, say(world, 'reassign-declined', { by: personName(world, offer.by) }));
}

async function settle(
  world: World,
  said: Said,
  offer: Request,
  subject: Part | Mending,
  outcome: Outcome,
  text: string,
): Promise<Response> {
  const { id: actor } = said.person;
  const holder = askedFor(subject);
  const told = outcome.state === 'agreed' ? [offer.by, holder] : [offer.by];
  const to = [...new Set(told)].filter((person) => person !== undefined && person !== actor) as PersonId[];
  const notices = requestNotices(world, subject, offer, { kind: 'reassign-answered', to, facts: { holder } }, said.now);
  const answer = { messageId: said.messageId, receipt: { to: actor, text }, ...dialogAfter(said) };
  return responseTo(await settleRequest(world, { request: offer, subject, outcome, actor, notices, said: answer }, said.now));
}

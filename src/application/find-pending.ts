/** Finds what a leader's word decides on: a request that waits for them, or a unit's matter that a rung brought to them. */
import type { DecisionVerb } from '../domain/command.js';
import { wordOf } from '../domain/command.js';
import type { Finding } from '../domain/finding.js';
import type { Request, Task } from '../domain/matter.js';
import { may } from '../domain/permission.js';
import { mayDecide, mayKeep } from '../domain/request.js';
import { overseenBy } from '../domain/responsibility.js';
import type { UnitId } from '../domain/roster.js';
import { tiesToPart, tiesToRequest } from '../domain/ties.js';
import type { Typed } from './choose-subject.js';
import { lyingWith } from './lying-with.js';
import type { OpenPrompt } from './open-prompts.js';
import { outcomeWords } from './request-facts.js';
import { heldBy, isOwed, subjectOf, subjectTitle, type Subject } from './request-subject.js';
import { saying, type Response, type Said } from './said.js';
import { leaderName, unitName } from './words.js';
import { say, type World } from './world.js';

/** Without a request, nobody asked for it: the leader acts on a rung. */
export interface Pending {
  kind: 'pending';
  request?: Request;
  subject: Subject;
  text: string;
}

type Found = Pending | { kind: 'reply'; response: Response };

/** `own`: a prompt of the person's own that the word might be about as well. `none`: there is nothing to decide on. */
export async function findPending(
  world: World,
  said: Said,
  verb: DecisionVerb,
  typed: Typed,
  own: OpenPrompt | undefined,
): Promise<Found | { kind: 'none' }> {
  if (typed.no !== undefined) return byNumber(world, said, verb, typed.no, typed.text ?? '');
  const all = await pendingFor(world, said, verb);
  const { unit, rest } = unitAtStart(world, said, typed.text ?? '');
  const meant = unit === undefined ? all : await ofUnit(world, said, all, unit, verb);
  const [only] = meant;
  if (only !== undefined && meant.length === 1 && own === undefined) return { ...only, text: rest };
  if (meant.length === 0) return { kind: 'none' };
  const items = meant.map(({ request, subject }) => ({
    number: request?.no ?? null,
    unit: unitName(world, subject.unit),
    title: subjectTitle(world, subject),
    ask: request?.ask ?? null,
  }));
  const word = wordOf(verb);
  const first = items[0]?.number === null || items[0] === undefined ? (items[0]?.unit ?? null) : String(items[0].number);
  const text = say(world, 'request-which', { items, word, first, own: own?.number ?? null });
  const tail = rest === '' ? '' : ` ${rest}`;
  return { kind: 'reply', response: saying(text, { dialog: { kind: 'complete', head: `${word} `, tail } }) };
}

async function byNumber(world: World, said: Said, verb: DecisionVerb, no: number, text: string): Promise<Found> {
  const reply = (words: string): Found => ({ kind: 'reply', response: saying(words) });
  const request = await world.stores.matters.matter(no);
  if (request?.kind === 'task') return ofRung(world, said, verb, { kind: 'task', unit: request.unit, task: request }, request, text);
  if (request?.kind === 'finding')
    return ofRung(world, said, verb, { kind: 'finding', unit: request.unit, finding: request }, request, text);
  if (request?.kind !== 'request' || request.ask === 'reassign') return reply(say(world, 'request-unknown', { number: no }));
  if (!mayDecideOn(world, said, verb, { request, subject: request })) return reply(say(world, 'denied', {}));
  const subject = await subjectOf(world, request);
  if (subject === undefined) return reply(say(world, 'request-unknown', { number: no }));
  if (request.settledAt !== undefined) return reply(settledWords(world, request));
  return { kind: 'pending', request, subject, text };
}

/** A task or finding that a rung has brought to them. */
async function ofRung(
  world: World,
  said: Said,
  verb: DecisionVerb,
  subject: Subject,
  { no, unit, level }: Task | Finding,
  text: string,
): Promise<Found> {
  const reply = (words: string): Found => ({ kind: 'reply', response: saying(words) });
  // Before a rung it is their unit's to ask for.
  if (verb === 'agree' || verb === 'refuse' || level !== 'supervise') return reply(say(world, 'request-unknown', { number: no }));
  if (!mayDecideOn(world, said, verb, { subject: { unit } })) return reply(say(world, 'denied', {}));
  if (!isOwed(subject)) return reply(say(world, 'request-needless', { number: no, moved: false }));
  const held = heldBy(subject);
  return held === undefined ? { kind: 'pending', subject, text } : byNumber(world, said, verb, held, text);
}

function pendingOf(subject: Subject): Pending {
  return { kind: 'pending', subject, text: '' };
}

/** Whether the word is theirs to say on a request, or on what a unit owes without one: asked of the roster in force. */
export function mayDecideOn(
  world: World,
  { person }: Pick<Said, 'person'>,
  verb: DecisionVerb,
  { request, subject: { unit } }: { request?: Request; subject: Pick<Subject, 'unit'> },
): boolean {
  const { roster } = world.config();
  const ties = request === undefined ? tiesToPart(roster, { unit }, person.id) : tiesToRequest(roster, request, person.id);
  return may(roster, person.id, verb, { unit, ties });
}

/** Who decided before, and how. */
export function settledWords(world: World, request: Request): string {
  const { no, decidedBy } = request;
  return say(world, 'request-settled', {
    number: no,
    state: request.state,
    by: decidedBy === undefined ? null : leaderName(world, decidedBy),
    outcome: outcomeWords(world, request),
  });
}

/** Requests that wait for a person and that they may decide on now, without offers. */
export async function requestsFor(world: World, { person }: Pick<Said, 'person'>): Promise<Request[]> {
  const open = await world.stores.matters.open({ kind: 'request', waitsFor: person.id });
  return open.filter((request) => request.ask !== 'reassign' && mayDecide(world.config().roster, request, person.id));
}

async function pendingFor(world: World, said: Said, verb: DecisionVerb): Promise<Pending[]> {
  const requests: Pending[] = [];
  for (const request of await requestsFor(world, said)) {
    const subject = await subjectOf(world, request);
    if (subject !== undefined) requests.push({ kind: 'pending', request, subject, text: '' });
  }
  if (verb === 'agree' || verb === 'refuse') return requests;
  const overseen = overseenBy(world.config().roster, said.person.id);
  return [...requests, ...(await lyingWith(world, said, overseen, true)).map(pendingOf)];
}

/** A unit that was named may be taken on before any rung. */
async function ofUnit(world: World, said: Said, all: readonly Pending[], unit: UnitId, verb: DecisionVerb): Promise<Pending[]> {
  const known = all.filter(({ subject }) => subject.unit === unit);
  return known.length > 0 || verb === 'agree' || verb === 'refuse' ? known : (await lyingWith(world, said, [unit], false)).map(pendingOf);
}

/** The unit a leader's words begin with, if it is one of those they may keep. */
function unitAtStart(world: World, { person }: Said, text: string): { unit?: UnitId; rest: string } {
  const { roster } = world.config();
  const named = [...roster.units.values()]
    .filter(({ id, name }) => text.startsWith(name) && mayKeep(roster, id, person.id))
    .sort((one, other) => other.name.length - one.name.length);
  const [unit] = named;
  return unit === undefined ? { rest: text } : { unit: unit.id, rest: text.slice(unit.name.length).replace(/^[\s,，:：、]+/u, '') };
}

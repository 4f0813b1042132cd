/** A request that nobody has to decide any more: what it is about was answered, done or let go. Whoever had it is released in one line. */
import type { Cycle, Terms } from '../domain/cycle.js';
import type { Finding } from '../domain/finding.js';
import type { Request, Task } from '../domain/matter.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { noticesTo } from './notices.js';
import { requestNotices } from './open-request.js';
import type { Notice, Recorded } from './ports.js';
import { subjectOf, type Subject } from './request-subject.js';
import { settleRequest } from './settle-request.js';
import type { World } from './world.js';

export async function overtake(world: World, request: Request, subject: Subject | undefined, now: Instant): Promise<Recorded> {
  const notices = await releaseNotices(world, request, subject, now);
  return settleRequest(world, { request, subject, outcome: { state: 'overtaken' }, actor: 'bot', notices }, now);
}

/** The open request that holds a unit, if whoever it waits for was told of it: they are to hear that it is over. */
export async function toldOfRequest(world: World, terms: Terms | undefined): Promise<PersonId[]> {
  const request = terms?.heldBy === undefined ? undefined : await world.stores.matters.matter(terms.heldBy);
  if (request?.kind !== 'request' || request.settledAt !== undefined || request.to === undefined) return [];
  return (await wasTold(world, request)) ? [request.to] : [];
}

/** After the unit has answered: idempotent, and done by the request's next look if it does not come to it here. */
export async function overtakeAnswered(world: World, cycle: Cycle, unit: UnitId, terms: Terms | undefined, now: Instant): Promise<void> {
  const request = terms?.heldBy === undefined ? undefined : await world.stores.matters.matter(terms.heldBy);
  if (request?.kind !== 'request' || request.settledAt !== undefined) return;
  await overtake(world, request, await subjectOf(world, { about: { cycle: cycle.id }, unit }), now);
}

/** After a task was reported done, or a finding mended: as for a unit that has answered. */
export async function overtakeReported(world: World, { kind, no, unit, heldBy }: Task | Finding, now: Instant): Promise<void> {
  const request = heldBy === undefined ? undefined : await world.stores.matters.matter(heldBy);
  if (request?.kind !== 'request' || request.settledAt !== undefined) return;
  await overtake(world, request, await subjectOf(world, { about: kind === 'task' ? { task: no } : { finding: no }, unit }), now);
}

/** The same notices as those that went along with the answer, if it was answered. */
async function releaseNotices(world: World, request: Request, subject: Subject | undefined, now: Instant): Promise<Notice[]> {
  if (request.to === undefined || !(await wasTold(world, request))) return [];
  if (subject?.kind === 'part' && subject.record.version > 0) {
    const { cycle, unit } = subject;
    return noticesTo(world, `${cycle.id}/${unit}/relieved`, [request.to], { kind: 'relieved', cycle, unit }, now);
  }
  return requestNotices(world, subject, request, { kind: 'request-over', to: [request.to] }, now);
}

/** Whether the one a request waits for may know of it: what never went out needs no word that it is over. */
export async function wasTold(world: World, { no, ask, to }: Pick<Request, 'no' | 'ask' | 'to'>): Promise<boolean> {
  const kind = ask === 'reassign' ? 'reassign-offer' : 'request-new';
  const found = await world.stores.outbox.byIds([`request/${no}/${kind}/${to ?? ''}`]);
  return found.some(({ state }) => state === 'sent' || state === 'sending' || state === 'unknown');
}

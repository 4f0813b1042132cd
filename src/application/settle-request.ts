/** Ends a request with what came of it: its unit's ladder goes on, at the time and under the terms that were agreed. */
import type { Terms } from '../domain/cycle.js';
import type { MatterNo, Request, RequestState } from '../domain/matter.js';
import { released, resumesAt } from '../domain/request.js';
import type { PersonId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { scopesOf } from './open-cycle.js';
import type { MatterChange, Notice, Recorded, TermsChange } from './ports.js';
import { releaseSubject } from './hold-subject.js';
import { isOwed, type Subject } from './request-subject.js';
import { workContext, type World } from './world.js';

/** What it came to. */
export interface Outcome {
  state: Exclude<RequestState, 'open'>;
  /** Absent: nobody decided. */
  decidedBy?: PersonId;
  words?: string;
  /** Until when the one who decided keeps it. */
  heldUntil?: Instant;
  /** The deadline the unit has from now on. */
  until?: Instant;
  assignee?: PersonId;
  passedBy?: PersonId[];
  /** Nothing is owed any more. */
  excuse?: 'not-applicable';
}

export interface Settling {
  request: Request;
  /** undefined: it is not kept any more. */
  subject: Subject | undefined;
  outcome: Outcome;
  actor: string;
  notices: Notice[];
  said?: MatterChange['said'];
}

/**
 * Settles a request once. A task or a finding is let go first and the request settled afterwards: after a crash in between, the request is open still
 * and the same decision settles it.
 */
export async function settleRequest(world: World, settling: Settling, now: Instant): Promise<Recorded> {
  const { request, subject, outcome, actor, notices, said } = settling;
  if (subject !== undefined && !(await releaseSubject(world, request.no, subject, outcome, actor, now)))
    return { kind: 'conflict', version: request.version };
  return world.stores.matters.write(
    {
      matter: settledRequest(request, outcome, now),
      after: request.version,
      waitsFor: [],
      ...(subject?.kind === 'part' ? { terms: termsAfter(world, request.no, subject, outcome, now) } : {}),
      actor,
      act: `request-${outcome.state}`,
      notices,
      ...(said === undefined ? {} : { said }),
    },
    now,
  );
}

export function settledRequest(request: Request, { state, decidedBy, words, heldUntil, until }: Outcome, now: Instant): Request {
  return {
    ...request,
    state,
    settledAt: now,
    ...(decidedBy === undefined ? {} : { decidedBy }),
    ...(words === undefined ? {} : { words }),
    ...(heldUntil === undefined ? {} : { heldUntil }),
    // What was asked for stays, if the leader chose something else.
    ...(until === undefined || state !== 'agreed' ? {} : { until }),
  };
}

/** What a unit's part is like once the request `no` is over, whether it held it or not. */
export function termsAfter(
  world: World,
  no: MatterNo,
  subject: Extract<Subject, { kind: 'part' }>,
  outcome: Omit<Outcome, 'state'>,
  now: Instant,
): TermsChange[] {
  const { cycle, unit, record } = subject;
  const before = record.terms;
  // Another request holds it, or it was let go: only what was agreed beyond that is written.
  const holds = before?.heldBy === no;
  const changes = outcome.until !== undefined || outcome.assignee !== undefined || outcome.excuse !== undefined;
  if (!holds && (before?.heldBy !== undefined || !changes || !isOwed(subject))) return [];
  const after = released(before, agreed(outcome, now));
  const nextDue = isOwed(subject) ? resumesAt(cycle, record, after, now, workContext(world)) : undefined;
  return [
    {
      cycle: cycle.id,
      unit,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
      ...(nextDue === undefined ? {} : { nextDue }),
      ...(outcome.excuse === undefined ? {} : { excuse: { reason: outcome.excuse, scopes: scopesOf(cycle.tree, unit) } }),
    },
  ];
}

function agreed({ until, assignee, passedBy }: Omit<Outcome, 'state'>, now: Instant): Partial<Terms> {
  return {
    ...(until === undefined ? {} : { until, grantedAt: now }),
    ...(assignee === undefined ? {} : { assignee }),
    ...(passedBy === undefined ? {} : { passedBy }),
  };
}

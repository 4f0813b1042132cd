/** The next step of a finding: a reminder, or a rung; what waits for whoever oversees it is brought up again once. */
import { openObjection, type Finding } from '../domain/finding.js';
import type { Level } from '../domain/cycle.js';
import { afterTaskStep, decideTaskStep, type TaskDecision } from '../domain/task.js';
import type { Instant } from '../domain/time.js';
import { climbing, findingNotices, jointToTell, overseersToTell, ownersToTell, type FindingNoticeKind } from './finding-book.js';
import { followRecheck } from './follow-recheck.js';
import { findingRungFailed } from './pass-finding-on.js';
import type { Notice } from './ports.js';
import { workContext, type World } from './world.js';

export async function followFinding(world: World, finding: Finding, now: Instant): Promise<void> {
  const { matters } = world.stores;
  if (finding.state === 'closed') return followRecheck(world, finding, now);
  const waiting = waitingKind(finding);
  if (waiting !== undefined) return remindOverseers(world, finding, waiting, now);
  const { settings, roster } = world.config();
  const task = climbing(finding);
  const outages = await world.stores.household.outages(task.at, now);
  const question = { schedule: settings.ledger, task, outages, now, context: workContext(world) };
  const passedOn = await findingRungFailed(world, finding);
  const decision = decideTaskStep({ ...question, roster, passedOn });
  if (decision.kind === 'wait') return matters.postpone(finding.no, finding.version, decision.until);
  const due = afterTaskStep(question, decision.step);
  await matters.write(
    {
      matter: { ...finding, step: decision.step + 1, level: levelOf(decision) },
      after: finding.version,
      ...(Number.isFinite(due) ? { due } : {}),
      waitsFor: [],
      actor: 'bot',
      act: `finding-${levelOf(decision)}`,
      notices: noticesOf(world, finding, decision, due, now),
    },
    now,
  );
}

function waitingKind(finding: Finding): FindingNoticeKind | undefined {
  if (finding.state === 'proposed') return 'finding-proposed';
  if (finding.state === 'reported') return 'finding-reported';
  return openObjection(finding) === undefined ? undefined : 'finding-objected';
}

/** Once: after that it stays visible among what waits for them. */
async function remindOverseers(world: World, finding: Finding, kind: FindingNoticeKind, now: Instant): Promise<void> {
  const to = overseersToTell(world, finding);
  await world.stores.outbox.enqueue(findingNotices(world, finding, { kind, to, mark: 'again', facts: { again: true } }, now), now);
  await world.stores.matters.postpone(finding.no, finding.version, Number.POSITIVE_INFINITY);
}

function noticesOf(
  world: World,
  finding: Finding,
  decision: Exclude<TaskDecision, { kind: 'wait' }>,
  due: Instant,
  now: Instant,
): Notice[] {
  switch (decision.kind) {
    case 'remind':
      return findingNotices(world, finding, { kind: 'finding-remind', to: ownersToTell(world, finding) }, now);
    case 'rung': {
      const kind = decision.rung.level === 'press' ? 'finding-press' : 'finding-supervise';
      const to = kind === 'finding-press' ? decision.to : [...new Set([...decision.to, ...jointToTell(world, finding)])];
      return findingNotices(world, finding, { kind, to, facts: { nextDue: Number.isFinite(due) ? due : null } }, now);
    }
    default:
      return decision satisfies never;
  }
}

function levelOf(decision: Exclude<TaskDecision, { kind: 'wait' }>): Level {
  return decision.kind === 'remind' ? 'remind' : decision.rung.level;
}

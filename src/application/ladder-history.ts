/** What was really sent for a unit in a cycle, by the outbox's word: the rungs name it. */
import type { Cycle, UnitRecord } from '../domain/cycle.js';
import { ladderOf } from '../domain/ladder.js';
import { holders } from '../domain/responsibility.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import type { Role } from '../domain/schedule.js';
import type { Instant } from '../domain/time.js';
import { stepNoticeId } from './notices.js';
import type { World } from './world.js';

export interface LadderHistory {
  prompted?: Instant;
  reminded?: Instant;
  reminders: number;
  pressed?: { at: Instant; who: PersonId };
  supervised?: { at: Instant; who: PersonId };
}

export async function ladderHistory(world: World, cycle: Cycle, unit: UnitId, record: UnitRecord): Promise<LadderHistory> {
  const history: LadderHistory = { reminders: 0, ...(record.promptAt === undefined ? {} : { prompted: record.promptAt }) };
  const candidates = new Map<string, { kind: 'remind' | 'press' | 'supervise' | 'circulate'; who: PersonId }>();
  ladderOf(cycle.schedule).forEach((step, index) => {
    if (step.kind !== 'remind' && step.kind !== 'rung') return;
    const roles: Role[] = step.kind === 'remind' ? [cycle.schedule.ask, 'principal'] : step.rung.to;
    for (const who of peopleOf(world, roles, unit, record.askedTo)) {
      candidates.set(stepNoticeId(cycle, unit, index, who), { kind: step.kind === 'remind' ? 'remind' : step.rung.level, who });
    }
  });
  for (const { id, state, settledAt } of await world.stores.outbox.byIds([...candidates.keys()])) {
    const candidate = candidates.get(id);
    if (candidate === undefined || state !== 'sent' || settledAt === undefined) continue;
    note(history, candidate, settledAt);
  }
  return history;
}

function note(history: LadderHistory, { kind, who }: { kind: string; who: PersonId }, at: Instant): void {
  if (kind === 'remind') {
    history.reminders += 1;
    history.reminded = Math.max(history.reminded ?? at, at);
  } else if (kind === 'press') {
    history.pressed ??= { at, who };
  } else if (kind === 'supervise') {
    history.supervised ??= { at, who };
  }
}

function peopleOf(world: World, roles: readonly Role[], unit: UnitId, askedTo: PersonId | undefined): PersonId[] {
  const found = new Set(roles.flatMap((role) => holders(world.config().roster, role, unit)));
  if (askedTo !== undefined) found.add(askedTo);
  return [...found];
}

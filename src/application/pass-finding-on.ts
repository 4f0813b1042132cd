/** A rung of a finding that reached nobody: its message was refused, or those whom it was for are gone or away. The next one does not wait for its time. */
import type { Finding } from '../domain/finding.js';
import { holders } from '../domain/responsibility.js';
import type { PersonId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { asFinding, climbing, findingStem, type FindingNoticeKind } from './finding-book.js';
import type { Notice, StoredNotice } from './ports.js';
import { climbs } from '../domain/task.js';
import type { World } from './world.js';

/** Why a message was dropped whose recipient could not be reached. */
const absent: readonly string[] = ['left', 'moved', 'away'];

export function isFindingRung({ kind }: Pick<Notice, 'kind'>): boolean {
  return kind === 'finding-press' || kind === 'finding-supervise';
}

/** Whether the newest rung certainly reached nobody. */
export async function findingRungFailed(world: World, finding: Finding): Promise<boolean> {
  const kind = rungKind(finding);
  if (kind === undefined) return false;
  const people = peopleOfRung(world, finding);
  const versions = Array.from({ length: Math.max(0, finding.version - 1) }, (_, index) => finding.version - 1 - index);
  const ids = versions.map((version) => people.map((person) => `${findingStem({ ...finding, version }, kind)}/${person}`));
  const found = await world.stores.outbox.byIds(ids.flat());
  // Before it was opened again, or given another date, it climbed as well.
  const newest = ids.find((some) => found.some(({ id }) => some.includes(id))) ?? [];
  const sent = found.filter(({ id }) => newest.includes(id));
  return sent.length > 0 && sent.every(reachedNobody);
}

/** After a message of a rung did not reach whom it was for: if it reached nobody else, the finding is looked at at once. */
export async function passFindingOn(world: World, { facts }: Pick<Notice, 'facts'>, now: Instant): Promise<void> {
  const { matters } = world.stores;
  const finding = asFinding(await matters.matter((facts as { no: number }).no));
  if (finding === undefined || !climbs(climbing(finding))) return;
  if (await findingRungFailed(world, finding)) await matters.postpone(finding.no, finding.version, now);
}

function rungKind({ level }: Finding): FindingNoticeKind | undefined {
  if (level === 'press') return 'finding-press';
  return level === 'supervise' || level === 'circulate' ? 'finding-supervise' : undefined;
}

function peopleOfRung(world: World, { level, unit, joint }: Finding): PersonId[] {
  const { roster, settings } = world.config();
  const roles = settings.ledger.escalate.filter((rung) => rung.level === level).flatMap(({ to }) => to);
  return [...new Set([...roles.flatMap((role) => holders(roster, role, unit)), ...joint])];
}

function reachedNobody({ state, reason = '' }: StoredNotice): boolean {
  return state === 'failed' || (state === 'dropped' && absent.includes(reason));
}

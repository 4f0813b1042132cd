/** Why something queued about a request need not be said any more. */
import type { UnitRecord } from '../domain/cycle.js';
import { hasAccount } from '../domain/responsibility.js';
import { dayMs, type Instant } from '../domain/time.js';
import type { StoredNotice } from './ports.js';
import { wasTold } from './overtake-request.js';
import type { World } from './world.js';

/** Those that ask for a word: once it is given, they are out of date. */
const asking: readonly string[] = ['request-new', 'request-reminder', 'request-shown', 'reassign-offer'];
/** Nobody is pressed while a request is open. */
const pressing: readonly string[] = ['remind', 'press', 'supervise', 'supervise-told'];

/** What was decided is news for a month, and as long as nothing has been answered since. */
const newsForMs = 30 * dayMs;

/** undefined: it is still true. */
export async function staleRequest(
  world: World,
  { kind, facts, to }: StoredNotice,
  record: UnitRecord | undefined,
  now: Instant,
): Promise<string | undefined> {
  const { terms } = record ?? {};
  if (pressing.includes(kind) && terms?.heldBy !== undefined) return 'held';
  // Whoever accepted it and cannot be reached now is stood in for.
  const passedOn =
    terms?.assignee !== undefined &&
    to.kind === 'person' &&
    terms.assignee !== to.person &&
    hasAccount(world.config().roster, terms.assignee);
  if ((kind === 'prompt' || kind === 'remind') && passedOn) return 'passed-on';
  if (!asking.includes(kind) && kind !== 'request-over' && kind !== 'request-aside') return undefined;
  const request = await world.stores.matters.matter((facts as { no: number }).no);
  if (request?.kind !== 'request') return 'gone';
  if (kind === 'request-aside') {
    const { settledAt } = request;
    return settledAt !== undefined && ((record?.version ?? 0) > 0 || now - settledAt > newsForMs) ? 'past' : undefined;
  }
  if (kind === 'request-over') {
    const wasTheirs = to.kind === 'person' && to.person === request.to;
    return wasTheirs && !(await wasTold(world, request)) ? 'never-told' : undefined;
  }
  // What the clerk is told of because nobody is above was settled from the beginning.
  if (request.settledAt !== undefined && !(kind === 'request-shown' && request.to === undefined)) return 'decided';
  const isOfAnother = kind !== 'request-shown' && to.kind === 'person' && to.person !== request.to;
  return isOfAnother ? 'handed-over' : undefined;
}

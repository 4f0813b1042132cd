/** The rectification ledger as the console shows it: findings that the reader may know of, each with what may be done about it by them now. */
import { isSentBack, type Finding } from '../domain/finding.js';
import type { Action } from '../domain/permission-table.js';
import type { Person, UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { fieldName, findingUnit, mayDo, mayKnow } from './finding-book.js';
import { findingLine, ledgerCounts, type LedgerCounts } from './ledger-figures.js';
import { scopesOf } from './ledger-view.js';
import type { LedgerState } from './ports.js';
import { oneLine } from './task-words.js';
import { personName } from './words.js';
import type { World } from './world.js';

export const findingActions = ['establish', 'drop', 'mend', 'mended', 'object', 'close', 'send-back', 'reopen'] as const satisfies Action[];
export type FindingAction = (typeof findingActions)[number];

export interface FindingView {
  no: number;
  unit: UnitId;
  unitName: string;
  field: string;
  text: string;
  owner: string;
  state: LedgerState | 'sent-back';
  seenAt: Instant;
  dueAt: Instant | null;
  /** Whole days it is overdue. */
  late: number;
  photos: number;
  reopened: number;
  may: FindingAction[];
}

export interface LedgerView {
  counts: LedgerCounts;
  findings: FindingView[];
  /** There are more than are listed. */
  more: boolean;
}

const listed = 500;
const unsettled: readonly LedgerState[] = ['proposed', 'open', 'working', 'reported'];

/** `closed`: those that were closed, the last first; else those that are not settled, the nearest date first. */
export async function viewLedger(world: World, person: Person, closed: boolean, now: Instant): Promise<LedgerView> {
  const { scopes } = scopesOf(world, person);
  const states: readonly LedgerState[] = closed ? ['closed'] : unsettled;
  const stretches = scopes.flatMap((scope) => states.map((state) => ({ scope, state })));
  const found = await world.stores.ledger.list(stretches, listed + 1, closed ? 'last' : 'first');
  const known = found.slice(0, listed).filter((finding) => mayKnow(world, finding, person.id));
  return {
    counts: await ledgerCounts(world, person, now),
    findings: known.map((finding) => findingView(world, person, finding, now)),
    more: found.length > listed,
  };
}

function findingView(world: World, person: Person, finding: Finding, now: Instant): FindingView {
  const { no, unit, field, text, owner, at, dueAt, until, files, reopened, state } = finding;
  return {
    no,
    unit,
    unitName: findingUnit(world, finding),
    field: fieldName(world, field),
    text: oneLine(text),
    owner: personName(world, owner),
    state: isSentBack(finding) ? 'sent-back' : state === 'dropped' ? 'closed' : state,
    seenAt: at,
    dueAt: until ?? dueAt ?? null,
    late: state === 'open' || state === 'working' ? (findingLine(world, finding, now).late ?? 0) : 0,
    photos: files.length,
    reopened,
    may: findingActions.filter((action) => isTurn(action, finding) && mayDo(world, person.id, action, finding)),
  };
}

/** Whether an action fits the state a finding is in. */
function isTurn(action: FindingAction, { state }: Finding): boolean {
  switch (action) {
    case 'establish':
    case 'drop':
      return state === 'proposed';
    case 'mend':
    case 'mended':
    case 'object':
      return state === 'open' || state === 'working';
    case 'close':
    case 'send-back':
      return state === 'reported';
    case 'reopen':
      return state === 'closed';
    default:
      return action satisfies never;
  }
}

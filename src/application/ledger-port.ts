/** The rectification ledger as it is read: counts and lists by unit, field and person, none of which costs a scan. Findings are written as matters. */
import type { Finding, FindingState } from '../domain/finding.js';
import type { MatterNo } from '../domain/matter-base.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import type { Draw } from '../domain/spot-check.js';
import type { Instant } from '../domain/time.js';

/** `owner`: whose it is to mend, or who answers for it beside the owner. */
export type LedgerScope = { of: 'all' } | { of: 'unit'; unit: UnitId } | { of: 'field'; field: string } | { of: 'owner'; owner: PersonId };

/** Those of a unit, by a checklist or by any, those that somebody walked, or all. */
export type InspectionScope =
  | { of: 'unit'; unit: UnitId; checklist?: string }
  | { of: 'checklist'; checklist: string }
  | { of: 'inspector'; inspector: PersonId }
  | { of: 'all' };

/** What was dropped is in no list. */
export type LedgerState = Exclude<FindingState, 'dropped'>;

export interface LedgerStretch {
  scope: LedgerScope;
  state: LedgerState;
  /** By the date it is held to, or when it was closed; what is only proposed by when it came up. Half-open. */
  from?: Instant;
  to?: Instant;
}

export interface LedgerStore {
  /** How many findings lie in each stretch. */
  count(stretches: readonly LedgerStretch[]): Promise<number[]>;
  /** Up to `limit` of those that lie in any of the stretches, the nearest date first, each once; `last`: the latest first. */
  list(stretches: readonly LedgerStretch[], limit: number, order?: 'first' | 'last'): Promise<Finding[]>;
  /** Established in a field since, in one unit or of one owner: up to `limit`, the newest first. */
  history(field: string, of: { unit: UnitId } | { owner: PersonId }, since: Instant, limit: number): Promise<Finding[]>;
  /** How many of a field were established in [from, to), whatever has become of them. */
  established(field: string, from: Instant, to: Instant): Promise<number>;
  /** Inspections that began in [from, to), the newest first, without those that were withdrawn. */
  inspections(of: InspectionScope, from: Instant, to: Instant, limit: number): Promise<{ no: MatterNo; at: Instant }[]>;
  /** The draws planned in [from, to), the first planned first. */
  draws(from: Instant, to: Instant): Promise<Draw[]>;
}

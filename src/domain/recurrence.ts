/** Findings beside each other: what has come back (边纠边犯、纠而复发), and what many units have at once. */
import type { Finding } from './finding.js';
import type { MatterNo } from './matter-base.js';
import type { UnitId } from './roster.js';
import type { Instant } from './time.js';

/** What is known of an earlier finding when a new one is looked at. */
export type Earlier = Pick<Finding, 'no' | 'unit' | 'field' | 'owner' | 'state' | 'establishedAt'>;

/** 边纠边犯: the same field in the same unit, or with the same owner, within so long. */
export interface Recurrence {
  no: MatterNo;
  by: 'unit' | 'owner';
  at: Instant;
}

/** Earlier findings that this one repeats, the newest first. What was no finding, or is not established, counts for nothing. */
export function recurrencesOf(
  finding: Pick<Finding, 'no' | 'unit' | 'field' | 'owner'>,
  earlier: readonly Earlier[],
  { now, withinMs }: { now: Instant; withinMs: number },
): Recurrence[] {
  return earlier
    .flatMap(({ no, unit, field, owner, state, establishedAt }): Recurrence[] => {
      if (no === finding.no || field !== finding.field || establishedAt === undefined || state === 'dropped') return [];
      if (establishedAt < now - withinMs) return [];
      if (unit === finding.unit) return [{ no, by: 'unit', at: establishedAt }];
      return owner === finding.owner ? [{ no, by: 'owner', at: establishedAt }] : [];
    })
    .toSorted((one, other) => other.at - one.at || other.no - one.no);
}

/** A problem that several units have at once: rather a cause in the system than as many culprits. */
export interface CommonCause {
  field: string;
  units: UnitId[];
}

/** Fields in which at least so many units have a finding now, the most units first. */
export function commonCauses(findings: readonly Pick<Finding, 'unit' | 'field' | 'state'>[], atLeast: number): CommonCause[] {
  const units = new Map<string, Set<UnitId>>();
  for (const { field, unit, state } of findings) {
    if (state === 'dropped' || state === 'proposed') continue;
    units.set(field, (units.get(field) ?? new Set()).add(unit));
  }
  return [...units]
    .filter(([, of]) => of.size >= atLeast)
    .map(([field, of]) => ({ field, units: [...of] }))
    .toSorted((one, other) => other.units.length - one.units.length || (one.field < other.field ? -1 : 1));
}

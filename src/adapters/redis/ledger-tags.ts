/**
 * How the ledger is found and counted without a scan: each finding stands under a few tags with a time behind them, in one sorted set whose scores
 * are equal, so that members stand in the order of their text and any stretch of it is counted in logarithmic time.
 */
import type { InspectionScope, LedgerScope, LedgerState } from '../../application/ledger-port.js';
import type { Finding } from '../../domain/finding.js';
import type { Inspection } from '../../domain/inspection.js';
import type { PersonId, UnitId } from '../../domain/roster.js';
import type { Draw } from '../../domain/spot-check.js';
import type { Instant } from '../../domain/time.js';

const timeDigits = 15;

/** A time as text that sorts as the times do. */
export function ordered(at: Instant): string {
  return String(Math.max(0, Math.floor(at))).padStart(timeDigits, '0');
}

export function stateTag(scope: LedgerScope, state: LedgerState): string {
  return `l:${scopeText(scope)}:${state}`;
}

export function historyTag(field: string, of: { unit: UnitId } | { owner: PersonId }): string {
  return 'unit' in of ? `h:u:${of.unit}:${field}` : `h:o:${of.owner}:${field}`;
}

export function establishedTag(field: string): string {
  return `n:${field}`;
}

export function inspectedTag(scope: InspectionScope): string {
  switch (scope.of) {
    case 'unit':
      return scope.checklist === undefined ? `i:u:${scope.unit}` : `i:u:${scope.unit}:${scope.checklist}`;
    case 'checklist':
      return `i:c:${scope.checklist}`;
    case 'inspector':
      return `i:p:${scope.inspector}`;
    case 'all':
      return 'i:*';
    default:
      return scope satisfies never;
  }
}

/** With what is due by when it is due, what is settled by when it was. */
export function ledgerTags(finding: Finding): string[] {
  const { unit, field, owner, joint, state, establishedAt, settledAt, dueAt, until, at } = finding;
  if (state === 'dropped') return [];
  const time = ordered(settledAt ?? (state === 'proposed' ? at : (until ?? dueAt ?? at)));
  const scopes: LedgerScope[] = [{ of: 'all' }, { of: 'unit', unit }, { of: 'field', field }];
  const people = [...new Set([owner, ...joint])].map((person): LedgerScope => ({ of: 'owner', owner: person }));
  const states = [...scopes, ...people].map((scope) => `${stateTag(scope, state)}|${time}`);
  if (establishedAt === undefined) return states;
  const history = [historyTag(field, { unit }), historyTag(field, { owner }), establishedTag(field)].map(
    (tag) => `${tag}|${ordered(establishedAt)}`,
  );
  return [...states, ...history];
}

/** Inspections are counted by when each of them began. */
export function inspectionTags({ checklist, unit, at, state, inspectors }: Inspection): string[] {
  if (state === 'withdrawn') return [];
  const people = inspectors.map((inspector): InspectionScope => ({ of: 'inspector', inspector }));
  const scopes: InspectionScope[] = [
    { of: 'all' },
    { of: 'unit', unit },
    { of: 'unit', unit, checklist: checklist.id },
    { of: 'checklist', checklist: checklist.id },
    ...people,
  ];
  return scopes.map((scope) => `${inspectedTag(scope)}|${ordered(at)}`);
}

/** Every draw, by when it was planned. */
export const drawTag = 'd';

export function drawTags({ plannedAt }: Draw): string[] {
  return [`${drawTag}|${ordered(plannedAt)}`];
}

function scopeText(scope: LedgerScope): string {
  switch (scope.of) {
    case 'all':
      return '*';
    case 'unit':
      return `u:${scope.unit}`;
    case 'field':
      return `f:${scope.field}`;
    case 'owner':
      return `o:${scope.owner}`;
    default:
      return scope satisfies never;
  }
}

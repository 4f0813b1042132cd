/** Work that takes longer than somebody waits for an answer: done beside the chat, seen while it goes on, and called off. */
import type { CycleId } from './cycle.js';
import type { UnitId } from './roster.js';

/** What is exported: the ledger, the roster, the results of a cycle, a 通报, or a report that one unit handed in. */
export type ExportSubject =
  | { what: 'ledger' }
  | { what: 'roster' }
  | { what: 'cycle'; cycle: CycleId }
  | { what: 'circular'; no: number }
  | { what: 'report'; cycle: CycleId; unit: UnitId };

/** `upload`: the name under which the files (Files) keep a workbook that was sent. `was`: the digest of the roster file that its changes were shown against. */
export type LongWork =
  | { kind: 'export'; subject: ExportSubject }
  | { kind: 'roster-check'; upload: string }
  | { kind: 'roster-import'; upload: string; was: string }
  | { kind: 'backup' };

/** Whether it takes many people's words or data out at once, which one person does not decide alone. */
export function isBulk({ what }: ExportSubject): boolean {
  return what === 'ledger' || what === 'roster' || what === 'cycle';
}

export function isSameSubject(one: ExportSubject, other: ExportSubject): boolean {
  switch (one.what) {
    case 'ledger':
    case 'roster':
      return other.what === one.what;
    case 'circular':
      return other.what === 'circular' && other.no === one.no;
    case 'cycle':
      return other.what === 'cycle' && other.cycle === one.cycle;
    case 'report':
      return other.what === 'report' && other.cycle === one.cycle && other.unit === one.unit;
    default:
      return one satisfies never;
  }
}

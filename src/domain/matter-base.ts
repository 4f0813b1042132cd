/** What every numbered thing that waits for somebody's word has. */
import type { UnitId } from './roster.js';
import type { Instant } from './time.js';

/** As typed: 同意 208, 已办 61. Numbers are never used twice. */
export type MatterNo = number;

export interface MatterBase {
  no: MatterNo;
  /** The unit it is about. */
  unit: UnitId;
  /** When it came up. */
  at: Instant;
  /** 1 and up; 0 before it is stored. */
  version: number;
  /** When it was settled; absent: it is open. */
  settledAt?: Instant;
}

/** What is counted for the operator. No name, account, id of a person or text ever goes in. */
import type { AlarmKind } from './alarm-port.js';

/** What a delivery may come to, as counted. */
export type CountedOutcome = 'sent' | 'failed' | 'unknown' | 'dropped';

export interface Metrics {
  heard(): void;
  /** An answer was stored, as a new version. */
  recorded(): void;
  settled(outcome: CountedOutcome, notices: number): void;
  ticked(ms: number): void;
}

/** How things stand at this moment. */
export interface Figures {
  online: boolean;
  alarms: readonly AlarmKind[];
  /** Absent: the store did not answer. */
  stored?: StoredFigures;
}

export interface StoredFigures {
  openCycles: number;
  /** Recipients with something queued. */
  queued: { normal: number; urgent: number };
  /** By how long the longest due step, matter or message waits to be worked through; 0: nothing is due. */
  dueLagMs: number;
  unknown: number;
  failed: number;
  redisMs: number;
}

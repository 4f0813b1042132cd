/** The drafts of circulars. */
import type { CycleId } from '../domain/cycle.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import type { Notice } from './outbox-port.js';
import type { Receipt, Recorded } from './reply-port.js';

/** A draft of a 通报: people decide whether it goes out. */
export interface Circular {
  no: number;
  cycle: CycleId;
  units: UnitId[];
  at: Instant;
  state: 'open' | 'released' | 'withheld';
  decidedBy?: PersonId;
  decidedAt?: Instant;
}

export interface CircularStore {
  /** Units of a cycle that have reached the rung and are in no draft yet. */
  waiting(cycle: CycleId): Promise<UnitId[]>;
  /** Makes one draft of all that wait, with its notices, in one script; undefined: not all of the units wait (any more). `noticesOf` gets the allotted number. */
  draft(cycle: CycleId, units: UnitId[], noticesOf: (no: number) => Notice[], now: Instant): Promise<Circular | undefined>;
  circular(no: number): Promise<Circular | undefined>;
  openCirculars(): Promise<Circular[]>;
  /** Decides once: releases with the group's notices, or withholds with a reason. */
  decide(
    decision: {
      no: number;
      messageId: string;
      state: 'released' | 'withheld';
      by: PersonId;
      reason?: string;
      notices: Notice[];
      receipt: Receipt;
    },
    now: Instant,
  ): Promise<Recorded>;
}

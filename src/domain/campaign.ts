/** 专项整治: several schedules, checklists and fields of the ledger under one head, by themes and in stages. Says which stage a day belongs to. */
import { addDays, instantOf } from './date-text.js';
import type { DateText, Instant } from './time.js';

/** 环节. Both days belong to it; a campaign's stages follow each other and do not overlap. */
export interface Stage {
  id: string;
  name: string;
  from: DateText;
  until: DateText;
}

/** What belongs together in a campaign. Empty lists: nothing of that sort. */
export interface Theme {
  id: string;
  name: string;
  /** Ids of schedules that ask or that keep tasks. */
  schedules: string[];
  /** Ids of checklists. */
  checklists: string[];
  /** Fields of the ledger. */
  fields: string[];
}

/** Half-open. */
export interface Stretch {
  from: Instant;
  to: Instant;
}

export function stretchOf({ from, until }: Pick<Stage, 'from' | 'until'>, timezone: string): Stretch {
  return { from: instantOf(from, 0, timezone), to: instantOf(addDays(until, 1), 0, timezone) };
}

/** From the first day of the first stage to the last day of the last one. Throws when there is no stage. */
export function wholeOf(stages: readonly Stage[], timezone: string): Stretch {
  const [first, last] = [stages[0], stages.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('a campaign without stages was not refused');
  return stretchOf({ from: first.from, until: last.until }, timezone);
}

export type Standing =
  | { kind: 'before'; next: number }
  /** Days between two stages belong to neither. */
  | { kind: 'running'; stage: number }
  | { kind: 'between'; next: number }
  | { kind: 'over' };

/** Where a campaign stands on a day; numbers are places in `stages`. */
export function standingOf(stages: readonly Stage[], today: DateText): Standing {
  const running = stages.findIndex(({ from, until }) => from <= today && today <= until);
  if (running !== -1) return { kind: 'running', stage: running };
  const next = stages.findIndex(({ from }) => from > today);
  if (next === -1) return { kind: 'over' };
  return next === 0 ? { kind: 'before', next } : { kind: 'between', next };
}

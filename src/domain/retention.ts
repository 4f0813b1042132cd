/**
 * How long records are kept. What a unit answered belongs to the unit and to whoever oversees it, for as long as it may be asked for again;
 * beyond that it is deleted, and only states and counters remain.
 */
import { dayMs, type Instant } from './time.js';

/**
 * `answers`: all that was said in a cycle, counted from its closing. `drafts`: answers under way that were never handed in, and `files`:
 * photos and documents that were, both counted from the closing too and gone with the answers at the latest. `requests`: requests, readings, leave,
 * transfers, draws and pauses, from when they were settled; those about a cycle go with its answers at the latest. `tasks`: tasks, findings and
 * inspections, from when they were settled, but not while a file still names them. `circulars`: from when they were drafted. `rounds`: what was
 * opened or missed and asked nothing.
 * `messages`: those that failed or whose outcome is unknown, and that nobody has dealt with. `acts`: what people in office did, and when somebody was last
 * reached by a message.
 */
export const retentionKinds = ['answers', 'drafts', 'files', 'requests', 'tasks', 'circulars', 'rounds', 'messages', 'acts'] as const;
export type RetentionKind = (typeof retentionKinds)[number];

/** In days; `never`: it is never deleted. */
export type RetentionPeriod = number | 'never';
export type Retention = Readonly<Record<RetentionKind, RetentionPeriod>>;

/** Three years are what an inspection looks back; the rest is as short as its use. */
export const defaultRetention: Retention = {
  answers: 1095,
  drafts: 90,
  files: 1095,
  requests: 1095,
  tasks: 1095,
  circulars: 1095,
  rounds: 1095,
  messages: 40,
  acts: 400,
};

/**
 * In days. A unit that never answered still may for 60 days after the closing, and answers of the month before are offered again: what is
 * deleted sooner would be missed. The state of 30 days is reported, and digests look back 40.
 */
export const leastRetention: Readonly<Record<RetentionKind, number>> = {
  answers: 90,
  drafts: 61,
  files: 61,
  requests: 90,
  tasks: 90,
  circulars: 90,
  rounds: 60,
  messages: 7,
  acts: 60,
};

/** What ended before this has passed its time; undefined: it is never deleted. */
export function keptSince(retention: Retention, kind: RetentionKind, now: Instant): Instant | undefined {
  const days = retention[kind];
  return days === 'never' ? undefined : now - days * dayMs;
}

/** `never`, or days as written: `1095d`. undefined: neither. */
export function parseRetention(text: string): RetentionPeriod | undefined {
  if (text === 'never') return 'never';
  const [, digits] = /^([1-9]\d{0,3})d$/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

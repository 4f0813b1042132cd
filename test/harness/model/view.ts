/** What the promises are held against after each step: what is stored, what went out, and what the model knows of who said what. */
import type { Cycle, Reply } from '../../../src/domain/cycle.js';
import type { Finding } from '../../../src/domain/finding.js';
import type { Matter } from '../../../src/domain/matter.js';
import type { Roster } from '../../../src/domain/roster.js';
import type { Draw } from '../../../src/domain/spot-check.js';
import type { Instant } from '../../../src/domain/time.js';
import type { Config } from '../../../src/application/ports.js';
import type { Sent } from './chat.js';
import type { AuditRow, Snapshot } from './snapshot.js';

/** Words that nobody else says: by them it is seen where a message's content goes. */
export interface Canary {
  words: string;
  by: string;
  /** The units it may have been said for; none: a leader may have said it to whoever asked. */
  units: readonly string[];
  kind: CanaryKind;
}

/** An explanation goes to the group when units are named; a reason of somebody who leads may be a decision. */
export type CanaryKind = 'answer' | 'explanation' | 'reason' | 'finding';

export interface View {
  shot: Snapshot;
  /** The whole trail so far, and what is new of it. */
  trail: readonly AuditRow[];
  fresh: readonly AuditRow[];
  cycles: ReadonlyMap<string, Cycle>;
  /** By `cycle/unit`, of those that have any. */
  versions: ReadonlyMap<string, readonly Reply[]>;
  /** By `cycle/unit`: the message that each version stored was made of. */
  messagesOf: ReadonlyMap<string, readonly string[]>;
  matters: readonly Matter[];
  findings: readonly Finding[];
  /** As they were seen last. */
  findingsBefore: ReadonlyMap<number, Finding>;
  draws: readonly Draw[];
  config: Config;
  /** By the clock that the bot reads. */
  at: Instant;
  /** Those that were in force at some time since the last look: leave and transfers begin while time passes. */
  rosters: readonly Roster[];
  /** What each person finds behind 待定, by number; undefined: it is as it was, or a tick has still to follow a change of the roster. */
  found: ReadonlyMap<string, ReadonlySet<number>> | undefined;
  sent: readonly Sent[];
  freshSent: readonly Sent[];
  /** The sends of each notice, in their order. */
  sendsOf: ReadonlyMap<string, readonly Sent[]>;
  /** What the clerk said of each notice: how often it was sent again, and whether it has come. */
  clerkOn: ReadonlyMap<string, { resent: number; arrived: boolean }>;
  canaries: ReadonlyMap<string, Canary>;
  /** All that somebody has said so far. */
  saidBy(person: string): string;
  /** Sends before this place were made by a clock that was set since: times do not compare. */
  comparableFrom: number;
  /** Drafts of which somebody has asked for their units to be named in the group. */
  mayBeNamed: ReadonlySet<number>;
}

/** Holds a promise against what is seen; returns what does not hold, in words. */
export type Check = (view: View) => string[];

export function canariesIn(text: string, { canaries }: Pick<View, 'canaries'>): Canary[] {
  return (text.match(canaryForm) ?? []).flatMap((words) => canaries.get(words) ?? []);
}

export const canaryMark = '水渠';
const digits = '甲乙丙丁戊己庚辛壬癸';
const canaryForm = new RegExp(`${canaryMark}[${digits}]+段`, 'gu');

export function canaryOf(number: number): string {
  return `${canaryMark}${[...String(number)].map((digit) => digits.charAt(Number(digit))).join('')}段`;
}

/** What is said between a test and a bot that runs as a process of its own. */
import type { Instant } from '../../src/domain/time.js';

/** Where a process stops itself: right after the store has given it notices to send, or told it how units stand whose step is due. */
export type HaltPoint = 'claimed' | 'units-read';

export interface BotStart {
  folder: string;
  env: Record<string, string>;
  at: Instant;
  /** False: it ticks only when told to. */
  heartbeat: boolean;
  /** True: it carries out long work. */
  longWork?: boolean;
  /** How long the platform takes over each message, in ms; it has the message after half of it. */
  sendMs: number;
  /** Holds the time of several processes; absent: the process has a time of its own, from `at` on. */
  clockFile?: string;
}

export interface Saying {
  from: string;
  text: string;
  id: string;
  room?: string;
}

export type BotOrder =
  | ({ op: 'start' } & BotStart)
  | { op: 'next-due' }
  /** Moves the clock and ticks. */
  | { op: 'tick'; to: Instant }
  /** It stops itself the next time it comes to that point. */
  | { op: 'halt'; at: HaltPoint }
  | { op: 'say'; said: Saying }
  | { op: 'again'; id: string }
  | { op: 'idle' }
  /** When a unit of a cycle has its next step; null: none has one any more. */
  | { op: 'step-due'; cycle: string }
  | { op: 'unknown' }
  | { op: 'holds' }
  | { op: 'versions'; cycle: string; units: readonly string[] }
  | { op: 'end' };

export interface SentByBot {
  to: string;
  text: string;
  at: Instant;
}

export type BotEvent =
  | { kind: 'loaded' }
  | { kind: 'done'; no: number; result: unknown }
  | { kind: 'failed'; no: number; temporary: boolean; error: string }
  | ({ kind: 'sent' } & SentByBot)
  | { kind: 'heard'; id: string }
  | { kind: 'state'; state: string }
  | { kind: 'halted'; at: HaltPoint }
  | { kind: 'log'; level: 'warn' | 'error'; message: string; facts: string };

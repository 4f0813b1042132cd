/** How the bot calls the operator when the chat cannot be relied on: by ways that do not lead through the chat account. */
import type { Instant } from '../domain/time.js';

/** What an operator may be called for. The names stand in the alarm file, in the webhook's documents and in the metrics. */
export const alarmKinds = [
  /** A chat account is expected, and none was online for two minutes. */
  'logged-out',
  /** As logged-out, and the puppet gave words of a closed or restricted account. */
  'banned',
  /** The platform said 操作过于频繁: nothing the bot starts goes out for a while. */
  'throttled',
  'redis-lost',
  /** An occurrence of a schedule was recorded as missed within the last day. */
  'missed-schedule',
  /** The outcome of a message is unknown for more than five minutes, and nobody has said 再发 or 已到. */
  'unknown-message',
  /** The clock cannot be believed: what the bot starts is held. */
  'clock-jump',
  /** Steps of the tick failed several times in a row. */
  'tick-failing',
  'disk-full',
  'audit-broken',
  'key-missing',
  /** /healthz and /metrics could not be served: the port is taken. */
  'health-unserved',
  /** A receiver of events has accepted none for a day, or the secret that signs them is missing. */
  'webhook-failing',
] as const;

export type AlarmKind = (typeof alarmKinds)[number];

/** Ids, codes, counts and times only; never names, accounts, words that somebody wrote, or anything that gives access. */
export type AlarmFacts = Readonly<Record<string, string | number | boolean>>;

export interface Alarm {
  kind: AlarmKind;
  since: Instant;
  facts: AlarmFacts;
}

/**
 * Keeps which alarms are raised and makes them known. Both calls return at once and never throw, whatever is broken; what is raised survives a
 * restart. They may be made at every tick.
 */
export interface Alarms {
  /** Raising what is raised keeps its `since` and calls nobody again; other facts take the place of those before. */
  raise(kind: AlarmKind, facts?: AlarmFacts): void;
  /** Clearing what is not raised changes nothing. */
  clear(kind: AlarmKind): void;
  raised(): readonly Alarm[];
  /** The bot is awake: a monitor that reads the file knows a dead one by its age. */
  beat(): void;
}

/** For commands and tests that call nobody. */
export const noAlarms: Alarms = { raise: () => undefined, clear: () => undefined, raised: () => [], beat: () => undefined };

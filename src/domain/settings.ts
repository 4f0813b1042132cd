/** settings.yaml as checked. Times of day are minutes since midnight in `timezone`. */
import type { LedgerRules } from './ledger.js';
import type { Retention } from './retention.js';
import type { PersonId } from './roster.js';
import type { WebhookEventType } from './webhook-event.js';

/** Half-open, may wrap over midnight: `from` 19:00 `to` 08:30. */
export interface TimeSpan {
  fromMinute: number;
  toMinute: number;
}

export interface Settings {
  timezone: string;
  workHours: TimeSpan;
  /** Nothing the bot starts goes out in these; empty: no quiet hours. */
  quietHours: TimeSpan[];
  restDays: 'hold' | 'send';
  /** Per chat account; `false`: not paced. The gap is drawn evenly from the range. */
  pacing: false | { gapMs: [number, number]; perHour: number; perDay: number };
  /** Counts what the bot starts; withholds only nudges, reminders and digests. */
  budget: false | { perPersonPerWeek: number };
  /** Whether pictures go along with words that tell how things stand. */
  pictures: boolean;
  /** `address`: under which people open it, where that is not `host` and `port`, as behind a proxy. */
  console: { host: string; port: number; address?: string };
  /** Where alarms are posted; absent: they stand in the file only. */
  alarm: { webhook?: string };
  /** Who is told of events; empty: nobody. */
  webhooks: readonly WebhookSettings[];
  retention: Retention;
  /** Of the rectification ledger. */
  ledger: LedgerRules;
  /** Of spot checks and on-site inspections together; absent: only the limits of each schedule and checklist count. */
  inspections: { perUnitPerYear?: number };
  /** Of Word files: who signs them, and what stands in red above them; absent: as the templates have it, and nothing. */
  office?: { issuer?: string; redHeader?: string };
  /** Is sent the head of the audit trail on workdays, and keeps it; absent: nobody is. */
  custodian?: PersonId;
}

/** Another program that is told of events. `secretFrom`: the environment variable that holds what signs them. */
export interface WebhookSettings {
  id: string;
  url: string;
  secretFrom: string;
  events: readonly WebhookEventType[];
}

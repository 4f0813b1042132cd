/** settings.yaml as checked. Times of day are minutes since midnight in `timezone`. */

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
  console: { host: string; port: number };
}

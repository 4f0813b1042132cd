/**
 * Instants and durations as the whole domain writes them.
 *
 * An instant is milliseconds since the epoch; a date is `YYYY-MM-DD` in the committee's timezone. Nothing in domain/ reads a clock:
 * the present is always an argument.
 */
export type Instant = number;

/** A calendar day in the committee's timezone, `YYYY-MM-DD`. */
export type DateText = string;

/** `30s 10m 2h 3d` are exact; `5wd` counts workdays of the official calendar. Both may be negative where a schedule counts backwards. */
export type Duration = { kind: 'exact'; ms: number } | { kind: 'workdays'; days: number };

export const secondMs = 1000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

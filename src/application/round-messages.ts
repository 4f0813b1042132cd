/** Samples of the facts of messages about reminders, nudges and digests. Part of messages.ts. */

export const roundSamples = {} as const;

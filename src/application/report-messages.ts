/** Samples of the facts of messages about duty reports. Part of messages.ts. */

export const reportSamples = {} as const;

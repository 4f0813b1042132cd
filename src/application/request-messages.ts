/** Samples of the facts of messages about requests and what is decided on them. Part of messages.ts. */

export const requestSamples = {} as const;

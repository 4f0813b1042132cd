/** Samples of the facts of messages about binding accounts and changed files. Part of messages.ts. */

export const bindingSamples = {} as const;

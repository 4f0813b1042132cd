/** Samples of the facts of messages about broken links, outages and what must not be said in chat. Part of messages.ts. */

export const careSamples = {} as const;

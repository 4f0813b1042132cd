/** Samples of the facts of messages about tasks and the rules register. Part of messages.ts. */

export const taskSamples = {} as const;

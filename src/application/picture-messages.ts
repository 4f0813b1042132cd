/** Samples of the words that stand in pictures. Part of messages.ts. */

export const pictureSamples = {
  'picture-mark': { mark: 'answered', letter: true },
  'picture-rung': { level: 'press', letter: true },
  'picture-word': { word: 'board', name: 'name', at: 'day', to: 'day', count: 3, total: 18, parts: ['text'] },
} as const;

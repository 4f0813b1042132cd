/** Samples of the facts of messages about binding accounts and changed files. Part of messages.ts. */

export const bindingSamples = {
  bound: { name: 'name', posts: ['post'], weekly: 5, quiet: true, rest: true },
  'already-bound': { posts: ['post'] },
  'wrong-code': { left: 2 },
  'code-stopped': { until: '18:00' },
  'code-expired': {},
  'code-gone': {},
  'code-not-yours': {},
  'code-shown': {},
  'bind-code': { name: 'name', posts: ['post'], code: '58320417', until: 'at', again: true },
  'bind-code-who': { typed: 'text', near: 'name', left: 'person' },
  'bind-code-which': { name: 'name', items: [{ typed: 'text', posts: ['post'] }] },
  'not-me': {},
  'calendar-link': { address: 'address', since: 'at', clerk: 'clerk' },
  'calendar-link-ended': {},
  'sign-in': { code: '58320417', minutes: 10, address: 'address' },

  // to the clerk
  'bound-told': { items: [{ name: 'name', posts: ['post'], at: 'at' }] },
  'not-me-told': { items: [{ name: 'name', at: 'at' }] },
  'binding-stopped': { strangers: 1, people: ['name'] },
  'codes-suspended': { most: 20 },
  'code-void': { items: [{ name: 'name', by: 'name', group: true }] },
  'accounts-suspended': { count: 3, names: ['name'], more: 1 },
  'files-refused': { faults: ['text'], more: 2 },
  'files-changed': { mended: true, broken: 2 },
} as const;

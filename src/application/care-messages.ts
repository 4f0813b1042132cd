/** Samples of the facts of messages about broken links, outages, what must not be said in chat, and what stays as it was. Part of messages.ts. */

const place = { unit: 'unit', link: 'link' };

export const careSamples = {
  link: { code: 'away', post: 'post', role: 'secretary', person: 'name', messages: 3, since: 'date', until: 'until', text: 'text' },
  broken: { items: [place], more: 3, notes: [{ person: 'name', units: ['unit'] }], bind: 'name', clerk: 'clerk' },
  'broken-before': { title: 'title', day: 'date', total: 18, items: [place], more: 3, later: 1 },
  'broken-new': { items: [place], more: 3, unsent: true },
  apology: { gaps: [{ from: 'at', to: 'at' }], items: [{ unit: 'unit', title: 'title', deadline: 'deadline' }], clerk: 'clerk' },
  'audit-head': { items: [{ day: 'date', head: 'number' }], key: 'number' },
  'sent-before': { lost: true, inTime: true },
  sensitive: { what: 'identity', card: true, again: true },
  carried: { lines: [{ no: 3, answer: 'answer', number: 2, measure: 'x', digit: true }], fresh: [1], unknown: [4], month: true },
  'carried-none': { month: true },
} as const;

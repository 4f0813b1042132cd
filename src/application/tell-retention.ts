/** 我的 保存期: how long each kind is kept, who may read it, and what of it one may have deleted. */
import { leastRetention, type RetentionKind } from '../domain/retention.js';
import type { Person } from '../domain/roster.js';
import { clerkName } from './words.js';
import { say, type World } from './world.js';

const daysAYear = 365;

export function tellRetention(world: World, person: Person, readers: string[]): string {
  const kinds = ['answers', 'drafts', 'files', 'requests', 'tasks', 'circulars', 'messages', 'acts'] as const;
  const words = Object.fromEntries(kinds.map((kind) => [kind, keptFor(world, kind)])) as Record<(typeof kinds)[number], string>;
  return say(world, 'mine-kept', { ...words, readers, clerk: person.roles.includes('clerk') ? null : clerkName(world) });
}

/** How long a kind is kept, in words: 3年, 90天, 一直留. */
export function keptFor(world: World, kind: RetentionKind): string {
  const days = world.config().settings.retention[kind];
  if (days === 'never') return say(world, 'kept-for', { days: null, years: null });
  const years = days >= leastRetention[kind] && days % daysAYear === 0 ? days / daysAYear : null;
  return say(world, 'kept-for', { days, years });
}

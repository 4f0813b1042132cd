/** A broken link in words. */
import type { BrokenLink } from '../domain/broken-links.js';
import { calendarDateWords, personName, unitName } from './words.js';
import { say, type World } from './world.js';

/** Whose it is, null for an office of the committee; and what is broken. */
export interface LinkWords {
  unit: string | null;
  link: string;
}

export function linkWords(world: World, link: Exclude<BrokenLink, { code: 'two-posts' }>): LinkWords {
  const facts = {
    code: link.code,
    post: 'post' in link ? say(world, 'post', { post: link.post }) : null,
    role: 'role' in link ? link.role : null,
    person: 'person' in link ? personName(world, link.person) : null,
    messages: 'messages' in link ? link.messages : 0,
    since: 'messages' in link && link.ever ? calendarDateWords(world, link.since, false) : null,
    text: 'text' in link ? link.text : null,
    until: 'until' in link ? calendarDateWords(world, link.until, false) : null,
  };
  return { unit: 'unit' in link ? unitName(world, link.unit) : null, link: say(world, 'link', facts) };
}

/** Who is signed in to the console, and what it may show them. */
import { mayOpen, pages, type Page } from '../domain/pages.js';
import type { Person } from '../domain/roster.js';
import { postWords } from './post-words.js';
import { committeeName } from './words.js';
import type { World } from './world.js';

export interface MeView {
  id: string;
  name: string;
  posts: string[];
  committee: string;
  /** IANA name: the page shows all times in it. */
  timezone: string;
  pages: Page[];
}

export function viewMe(world: World, { id, name }: Person): MeView {
  const { roster, settings } = world.config();
  return {
    id,
    name,
    posts: postWords(world, id),
    committee: committeeName(world),
    timezone: settings.timezone,
    pages: pages.filter((page) => mayOpen(roster, id, page)),
  };
}

/** Makes a code for a person, who types it into the account that is to be theirs. It is handed over by a person, never sent by the bot. */
import type { Person } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { resolveDeadline } from '../domain/workdays.js';
import { postWords } from './post-words.js';
import { dateWords } from './words.js';
import { say, workContext, type World } from './world.js';

export interface IssuedCode {
  code: string;
  until: Instant;
  /** What to tell whoever asked for it. */
  words: string;
}

/** Good once, until the end of the next workday; an earlier code of the person is void. `by`: who asked, for the audit trail. */
export async function issueCode(world: World, person: Person, by: string, now: Instant): Promise<IssuedCode> {
  const until = resolveDeadline({ kind: 'workdays', days: 1 }, now, workContext(world));
  const code = await world.stores.bindings.issue({ person: person.id, until, by }, now);
  const words = say(world, 'bind-code', {
    name: person.name,
    posts: postWords(world, person.id),
    code,
    until: dateWords(world, until),
    again: person.accounts.length > 0,
  });
  return { code, until, words };
}

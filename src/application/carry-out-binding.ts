/** 绑定码, 绑定 and 不是我, said by somebody of the roster. What a stranger types, and every try of a code, is dealt with in hear-stranger.ts. */
import type { Command } from '../domain/command.js';
import { answerInSession } from './answer-prompt.js';
import { findPeople } from './find-person.js';
import { issueCode } from './issue-code.js';
import { postWords } from './post-words.js';
import { refreshHome } from './refresh-home.js';
import { saying, type Response, type Said } from './said.js';
import { personName } from './words.js';
import { say, type World } from './world.js';

export type BindingCommand = Extract<Command, { verb: 'bind-code' | 'bind' | 'not-me' }>;

export async function carryOutBinding(world: World, said: Said, command: BindingCommand): Promise<Response> {
  switch (command.verb) {
    case 'bind-code':
      return giveCode(world, said, command.name);
    case 'bind':
      return saying(say(world, 'already-bound', { posts: postWords(world, said.person.id) }));
    case 'not-me':
      return endBinding(world, said);
    default:
      return command satisfies never;
  }
}

async function giveCode(world: World, said: Said, typed: string | undefined): Promise<Response> {
  if (typed === undefined) return saying(say(world, 'bind-code-who', { typed: null, near: null, left: null }));
  const found = findPeople(world.config().roster, typed);
  switch (found.kind) {
    case 'one': {
      const { name, left } = found.person;
      if (left !== undefined) return saying(say(world, 'bind-code-who', { typed: name, near: null, left: personName(world, left.to) }));
      const { words } = await issueCode(world, found.person, said.person.id, said.now);
      return saying(words);
    }
    case 'several': {
      const items = found.people.map(({ person, typed: again }) => ({ typed: again, posts: postWords(world, person.id) }));
      return saying(say(world, 'bind-code-which', { name: found.people[0]?.person.name ?? typed, items }));
    }
    case 'none':
      return saying(say(world, 'bind-code-who', { typed, near: found.near?.name ?? null, left: null }));
    default:
      return found satisfies never;
  }
}

/** The account counts for nobody from now on. In the midst of questions the words are an answer: 公章谁保管？不是我. */
async function endBinding(world: World, said: Said): Promise<Response> {
  const { dialog, person, prompts, account, messageId, now } = said;
  if (dialog?.kind === 'session') {
    const prompt = prompts.find(({ cycle, unit, theirs }) => cycle.id === dialog.cycle && unit === dialog.unit && theirs);
    const answered = prompt === undefined ? undefined : await answerInSession(world, said, prompt, dialog);
    if (answered !== undefined) return answered;
  }
  // Where no account speaks, there is none to give up.
  if (account === undefined) return saying(say(world, 'denied', {}));
  // Before the account is given up: once it is, a repeated 不是我 would be a stranger's.
  await world.stores.signIns.endAll(person.id, person.id, now);
  await world.stores.calendarLinks.end(person.id, person.id, now);
  await world.stores.bindings.suspend([{ account, person: person.id }], { reason: 'not-me', by: person.id, operationId: messageId }, now);
  await refreshHome(world, now);
  return saying(say(world, 'not-me', {}), { dialog: null });
}

/** The words of notices about binding accounts and changed files. Their facts are the events of the binding port, or those of refresh-home.ts. */
import { triesAnywhere } from '../domain/binding.js';
import type { Composer, DueNotice } from './due-notice.js';
import type { bindingNoticeKinds } from './notices.js';
import { presentPerson } from './people.js';
import type { BindingMatter } from './ports.js';
import { postWords } from './post-words.js';
import { welcome } from './welcome.js';
import { dayWords, personName } from './words.js';
import { say, type World } from './world.js';

type Event<Kind extends BindingMatter['kind']> = Extract<BindingMatter, { kind: Kind }> & { at: number };

const namesShown = 12;

export const bindingComposers: Record<(typeof bindingNoticeKinds)[number], Composer> = {
  bound: (world, items, reader) => {
    const events = factsOf<'bound'>(items).filter(({ person }) => presentPerson(world, person) !== undefined);
    // Whoever was bound is welcomed by this when the reply to their code was lost.
    const own = events.find(({ person }) => reader.to.kind === 'person' && reader.to.person === person);
    const others = events.filter((event) => event !== own);
    const told = others.map(({ person, at }) => ({
      name: personName(world, person),
      posts: postWords(world, person),
      at: when(world, at),
    }));
    return [
      ...(own === undefined ? [] : [welcome(world, own.person)]),
      ...(told.length === 0 ? [] : [say(world, 'bound-told', { items: told })]),
    ];
  },
  'not-me': (world, items) => {
    const told = factsOf<'not-me'>(items).map(({ person, at }) => ({ name: personName(world, person), at: when(world, at) }));
    return [say(world, 'not-me-told', { items: told })];
  },
  'binding-stopped': (world, items) => {
    const known = factsOf<'binding-stopped'>(items).flatMap(({ person }) => (person === undefined ? [] : [personName(world, person)]));
    return [say(world, 'binding-stopped', { strangers: items.length - known.length, people: [...new Set(known)] })];
  },
  'codes-suspended': (world) => [say(world, 'codes-suspended', { most: triesAnywhere })],
  'code-void': (world, items) => {
    const told = factsOf<'code-void'>(items).map(({ person, by, where }) => ({
      name: personName(world, person),
      by: by === undefined ? null : personName(world, by),
      group: where === 'group',
    }));
    return [say(world, 'code-void', { items: told })];
  },
  'accounts-suspended': (world, items) => {
    const people = [...new Set(factsOf<'accounts-suspended'>(items).flatMap((event) => event.people))];
    const names = people.slice(0, namesShown).map((person) => personName(world, person));
    return [say(world, 'accounts-suspended', { count: people.length, names, more: people.length - names.length })];
  },
  'files-refused': (world, items) => {
    // Of several states only the last one can still be mended.
    const last = items.at(-1)?.notice.facts as { faults: string[]; more: number } | undefined;
    return last === undefined ? [] : [say(world, 'files-refused', last)];
  },
  'files-changed': (world, items) => {
    const changes = items.map(({ notice }) => notice.facts as { mended: boolean; broken: number });
    return [say(world, 'files-changed', { mended: changes.some(({ mended }) => mended), broken: changes.at(-1)?.broken ?? 0 })];
  },
};

function factsOf<Kind extends BindingMatter['kind']>(items: readonly DueNotice[]): Event<Kind>[] {
  return items.map(({ notice }) => notice.facts as Event<Kind>);
}

function when(world: World, at: number): string {
  return dayWords(world, at, true);
}

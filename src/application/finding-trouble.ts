/** Why a word about a finding changes nothing, told plainly. Whoever may not know of one does not learn that it exists. */
import { overseersOf, type Finding } from '../domain/finding.js';
import { wordOf, type Verb } from '../domain/command.js';
import type { Refusal } from '../domain/finding-moves.js';
import type { MatterNo } from '../domain/matter.js';
import type { Person } from '../domain/roster.js';
import { saying, type Response } from './said.js';
import { dayWords, personName } from './words.js';
import { say, type World } from './world.js';

export type FindingTrouble = Refusal | 'unknown' | 'none' | 'reason' | 'not-closer' | 'too-far' | 'too-long' | 'no-owner';

export function findingTrouble(world: World, _person: Person, why: FindingTrouble, about?: Finding | MatterNo): Response {
  const finding = typeof about === 'object' ? about : undefined;
  const closers = finding === undefined ? [] : overseersOf(world.config().roster, finding);
  const closed = finding?.closed.at(-1);
  return saying(
    say(world, 'finding-trouble', {
      why,
      number: typeof about === 'number' ? about : (about?.no ?? null),
      state: finding?.state ?? null,
      who: closers[0] === undefined ? null : personName(world, closers[0]),
      closer: closed === undefined ? null : personName(world, closed.by),
      at: closed === undefined ? null : dayWords(world, closed.at),
    }),
  );
}

/** A word that needs a reason came without one: the next words are it. */
export function askReason(world: World, verb: Verb, no: MatterNo): Response {
  const word = wordOf(verb);
  return saying(say(world, 'finding-reason', { word, number: no }), { dialog: { kind: 'complete', head: `${word} ${no} `, tail: '' } });
}

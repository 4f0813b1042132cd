/** A word with more than one number behind it: 同意 and 不同意 decide on all of them, every other word is asked for one at a time. */
import type { Command, MatterCommand } from '../domain/command.js';
import { wordOf } from '../domain/command.js';
import { furtherNumbers } from '../domain/command-argument.js';
import type { Matter } from '../domain/matter.js';
import { decideSeveral } from './decide-several.js';
import { saying, type Response, type Said } from './said.js';
import { say, type World } from './world.js';

/** In what else people write behind a number, a blank or a comma does not make the next number another matter's. */
const loose: readonly string[] = ['agree', 'refuse', 'close', 'accept', 'decline', 'withdraw'];
/** Words behind the numbers that decide otherwise on some of them. */
const otherwise = /\d|同意|可以|批准|[别除]|先不/u;
const most = 20;

/** undefined: one matter is meant, or none. */
export async function carryOutSeveral(world: World, said: Said, command: Command): Promise<Response | undefined> {
  if (!isNumbered(command) || command.verb === 'read') return undefined;
  const { verb, no } = command;
  const plain = said.text.normalize('NFKC');
  const found = furtherNumbers(plain.slice(Math.max(0, plain.indexOf(String(no)))), loose.includes(verb));
  if (found === undefined) return undefined;
  const decides = verb === 'agree' || verb === 'refuse';
  if (found === 'range') return decides ? oneAtATime(world, command, undefined) : undefined;
  const numbers = [...new Set([no, ...found.numbers])];
  const [, second] = numbers;
  if (second === undefined) return undefined;
  const kinds = await kindsOf(world, numbers);
  // An export and an objection are agreed to with the same word, each by itself.
  const byThemselves = kinds.has('export') || kinds.has('finding');
  if (decides && !byThemselves && numbers.length <= most && !otherwise.test(found.rest))
    return decideSeveral(world, said, verb, numbers, found.rest);
  // A number that is no matter like the first belongs to the words.
  const areAlike = kinds.size === 1 && !kinds.has(undefined);
  return decides || areAlike ? oneAtATime(world, command, second) : undefined;
}

function isNumbered(command: Command): command is MatterCommand & { no: number } {
  return (
    'no' in command && 'verb' in command && command.no !== undefined && !['release', 'withhold', 'resend', 'arrived'].includes(command.verb)
  );
}

async function kindsOf(world: World, numbers: readonly number[]): Promise<Set<Matter['kind'] | undefined>> {
  const found = await Promise.all(numbers.map((no) => world.stores.matters.matter(no)));
  return new Set(found.map((matter) => matter?.kind));
}

function oneAtATime(world: World, { verb, no }: MatterCommand & { no: number }, second: number | undefined): Response {
  return saying(say(world, 'one-at-a-time', { word: wordOf(verb), first: no, second: second ?? null }));
}

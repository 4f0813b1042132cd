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
  if (decides && numbers.length <= most && !otherwise.test(found.rest)) return decideSeveral(world, said, verb, numbers, found.rest);
  return decides || (await areAlike(world, numbers)) ? oneAtATime(world, command, second) : undefined;
}

function isNumbered(command: Command): command is MatterCommand & { no: number } {
  return (
    'no' in command && 'verb' in command && command.no !== undefined && !['release', 'withhold', 'resend', 'arrived'].includes(command.verb)
  );
}

/** A number that is no matter like the first belongs to the words. */
async function areAlike(world: World, numbers: readonly number[]): Promise<boolean> {
  const found = await Promise.all(numbers.map((no) => world.stores.matters.matter(no)));
  const kinds = new Set<Matter['kind'] | undefined>(found.map((matter) => matter?.kind));
  return kinds.size === 1 && !kinds.has(undefined);
}

function oneAtATime(world: World, { verb, no }: MatterCommand & { no: number }, second: number | undefined): Response {
  return saying(say(world, 'one-at-a-time', { word: wordOf(verb), first: no, second: second ?? null }));
}

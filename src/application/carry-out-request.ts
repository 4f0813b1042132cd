/** What units ask for when they cannot simply answer, and what leaders decide on it: 延期, 有困难, 不适用, 改派 and their decisions, 撤销, 暂停. */
import type { Command, MatterVerb } from '../domain/command.js';
import type { OpenPrompt } from './open-prompts.js';
import { saying, type Response, type Said } from './said.js';
import { say, type World } from './world.js';

export type RequestCommand = Extract<Command, { verb: 'pause' | Exclude<MatterVerb, 'done' | 'close' | 'send-back' | 'read'> }>;

export async function carryOutRequest(
  world: World,
  _said: Said,
  command: RequestCommand,
  _prompts: readonly OpenPrompt[],
  _number: number | undefined,
): Promise<Response> {
  return saying(say(world, 'not-yet', { word: command.verb, clerk: null }));
}

/** 绑定码, 绑定 and 不是我: whose account is whose. */
import type { Command } from '../domain/command.js';
import { saying, type Response, type Said } from './said.js';
import { say, type World } from './world.js';

export type BindingCommand = Extract<Command, { verb: 'bind-code' | 'bind' | 'not-me' }>;

export async function carryOutBinding(world: World, _said: Said, command: BindingCommand): Promise<Response> {
  return saying(say(world, 'not-yet', { word: command.verb, clerk: null }));
}

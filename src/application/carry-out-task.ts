/** 已办, 销号 and 退回: an owner says that an item is done, and somebody else looks. */
import type { Command } from '../domain/command.js';
import { saying, type Response, type Said } from './said.js';
import { say, type World } from './world.js';

export type TaskCommand = Extract<Command, { verb: 'done' | 'close' | 'send-back' }>;

export async function carryOutTask(world: World, _said: Said, command: TaskCommand): Promise<Response> {
  return saying(say(world, 'not-yet', { word: command.verb, clerk: null }));
}

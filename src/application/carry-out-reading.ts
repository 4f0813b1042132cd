/** 已阅 and 退回: whoever a report went to has read it, or wants to know more. */
import type { Command } from '../domain/command.js';
import { saying, type Response, type Said } from './said.js';
import { say, type World } from './world.js';

export type ReadingCommand = Extract<Command, { verb: 'read' | 'send-back' }>;

export async function isReading(world: World, no: number | undefined): Promise<boolean> {
  return no !== undefined && (await world.stores.matters.matter(no))?.kind === 'reading';
}

export async function carryOutReading(world: World, _said: Said, command: ReadingCommand): Promise<Response> {
  return saying(say(world, 'not-yet', { word: command.verb, clerk: null }));
}

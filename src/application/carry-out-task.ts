/** 已办, 销号 and 退回: an owner says that an item is done, and somebody else looks. Who may is asked of each task. */
import type { Command } from '../domain/command.js';
import { judgeTask } from './judge-task.js';
import { reportTask } from './report-task.js';
import type { Response, Said } from './said.js';
import type { World } from './world.js';

export type TaskCommand = Extract<Command, { verb: 'done' | 'close' | 'send-back' }>;

export function carryOutTask(world: World, said: Said, command: TaskCommand): Promise<Response> {
  switch (command.verb) {
    case 'done':
      return reportTask(world, said, command);
    case 'close':
    case 'send-back':
      return judgeTask(world, said, command);
    default:
      return command satisfies never;
  }
}

/** Runs a verb beside the bot, or without one: the files, the stores, and no chat. */
import { openLog } from '../adapters/log/log.js';
import type { World } from '../application/world.js';
import { systemClock } from './clocks.js';
import { homeFolder, openHome } from './open-home.js';
import { noChat, openWorld, type OpenWorld } from './open-world.js';
import { withProgress, type Output } from './output.js';

export async function withWorld<Result>(
  output: Output,
  work: (world: World, opened: OpenWorld) => Promise<Result>,
  working = 'reading the records',
): Promise<Result> {
  const { env } = process;
  const home = await openHome(homeFolder(env), systemClock.now());
  const opening = openWorld({ home, env, clock: systemClock, log: openLog({ level: 'warn' }), chat: noChat, use: 'command' });
  const opened = await withProgress(output, 'opening the records', opening);
  try {
    return await withProgress(output, working, work(opened.world, opened));
  } finally {
    await opened.close();
  }
}

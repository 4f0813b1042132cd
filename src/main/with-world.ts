/** Runs a verb beside the bot, or without one: the files, the stores, and no chat. */
import { openLog } from '../adapters/log/log.js';
import type { World } from '../application/world.js';
import { systemClock } from './clocks.js';
import { homeFolder, openHome } from './open-home.js';
import { noChat, openWorld } from './open-world.js';

export async function withWorld<Result>(work: (world: World) => Promise<Result>): Promise<Result> {
  const { env } = process;
  const home = await openHome(homeFolder(env), systemClock.now());
  const opened = await openWorld({
    home,
    env,
    clock: systemClock,
    log: openLog({ level: 'warn' }),
    chat: noChat,
    use: 'command',
  });
  try {
    return await work(opened.world);
  } finally {
    await opened.close();
  }
}

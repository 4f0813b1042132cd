/** A platform that takes its time over each message, as real ones do: what happens to the bot meanwhile, it cannot know of its message. */
import { setTimeout as pause } from 'node:timers/promises';
import type { LocalHub } from '../../src/adapters/wechaty/puppets/local/hub.js';

/** It has the message after half of the time. */
export function takeTime(hub: LocalHub, sendMs: number): void {
  const accept = hub.exchange.accept.bind(hub.exchange);
  Reflect.set(hub.exchange, 'accept', async (...args: Parameters<typeof accept>) => {
    await pause(sendMs / 2);
    const id = await accept(...args);
    await pause(sendMs / 2);
    return id;
  });
}

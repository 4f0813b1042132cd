import type { ChatConnection, ChatOptions } from './chat-options.js';
import { loadWechaty } from './load-wechaty.js';
import { resolvePuppet } from './resolve-puppet.js';
import { Supervisor } from './supervisor.js';
import { defaultTimes } from './times.js';

/**
 * Connects the bot and keeps it connected. Resolves when the first attempt came to something (login, QR code, failure), at the latest after
 * 5 s, and goes on trying in the background; `online()` and `onState` tell how it stands. Rejects with a PermanentError when there is no such
 * puppet or it cannot be built. Wechaty is loaded here and not before.
 */
export async function startChat(options: ChatOptions): Promise<ChatConnection> {
  const wechaty = await loadWechaty();
  const puppet = typeof options.puppet === 'string' ? await resolvePuppet(options.puppet) : options.puppet;
  const supervisor = new Supervisor({ ...options, puppet, times: { ...defaultTimes, ...options.times } }, wechaty);
  await supervisor.start();
  return supervisor;
}

/** Loads Wechaty when it is needed: it takes two seconds and 120 MB that other commands should not pay for. */

export interface WechatyModules {
  connection: typeof import('./connection.js');
  gateway: typeof import('./gateway.js');
  sending: typeof import('./send-text.js');
}

/** Loads everything that needs Wechaty. */
export async function loadWechaty(): Promise<WechatyModules> {
  await muteWechaty();
  const [connection, gateway, sending] = await Promise.all([import('./connection.js'), import('./gateway.js'), import('./send-text.js')]);
  return { connection, gateway, sending };
}

/**
 * Switches Wechaty's own log off, whatever WECHATY_LOG says, before Wechaty itself is loaded: at its talkative levels it writes down what
 * people wrote and installs handlers that hide crashes.
 */
export async function muteWechaty(): Promise<void> {
  const { log } = await import('wechaty-puppet');
  log.level('silent');
}

/** Loads Wechaty when it is needed: it takes two seconds and 120 MB that other commands should not pay for. */
import type { Connection as ConnectionClass } from './connection.js';
import type { Gateway as GatewayClass } from './gateway.js';
import type { knowsAccount as KnowsAccount } from './knows-account.js';
import type { sendOutgoing as SendOutgoing } from './send-outgoing.js';

/** The parts that cannot do without Wechaty. */
export interface WechatyParts {
  Connection: typeof ConnectionClass;
  Gateway: typeof GatewayClass;
  sendOutgoing: typeof SendOutgoing;
  knowsAccount: typeof KnowsAccount;
}

export async function loadWechaty(): Promise<WechatyParts> {
  await muteWechaty();
  const { Connection } = await import('./connection.js');
  const { Gateway } = await import('./gateway.js');
  const { sendOutgoing } = await import('./send-outgoing.js');
  const { knowsAccount } = await import('./knows-account.js');
  return { Connection, Gateway, sendOutgoing, knowsAccount };
}

/**
 * Switches Wechaty's own log off, whatever WECHATY_LOG says, before Wechaty itself is loaded: at its talkative levels it writes down what
 * people wrote and installs handlers that hide crashes.
 */
export async function muteWechaty(): Promise<void> {
  // Read while it is being loaded, when it already writes a line to stdout.
  process.env['WECHATY_LOG'] = 'silent';
  const { log } = await import('wechaty-puppet');
  log.level('silent');
}

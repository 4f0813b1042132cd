/** All that the use cases have of the world, handed in by the composition root. */
import type { Instant } from '../domain/time.js';
import type { WorkContext } from '../domain/workdays.js';
import type { Alarms } from './alarm-port.js';
import type { AuditWitness } from './audit-port.js';
import type { Chance } from './chance-port.js';
import type { Chat } from './chat-port.js';
import type { Facts, MessageName } from './messages.js';
import type { Pictures } from './picture-port.js';
import type { Clock, Config, Cron, Files, Log, Stores, Texts } from './ports.js';

export interface World {
  clock: Clock;
  log: Log;
  alarms: Alarms;
  /** The files in force at this moment. */
  config(): Config;
  cron: Cron;
  texts: Texts;
  files: Files;
  /** Absent: nothing is drawn, the words are all. */
  pictures?: Pictures;
  chat: Chat;
  stores: Stores;
  witness: AuditWitness;
  /** Takes up what has changed in the files and bindings since it was last asked. */
  refresh(now: Instant): Promise<Refreshed>;
  chance: Chance;
  /** Even in [0, 1). */
  random(): number;
  /** Names this process among several on one store. */
  processId: string;
}

/**
 * What became of changed files; bindings are taken up in silence. `waiting`: something has changed and is looked at again at `until`, for it may be half written.
 * `changed`: `digest` is the SHA-256 of what is in them.
 * `refused`: the faults, one a line, and the old files stay in force; `print` names this very state of the files, seen since then.
 */
export type Refreshed =
  | { kind: 'same' }
  | { kind: 'waiting'; until: Instant }
  | { kind: 'changed'; warnings: string[]; digest: string }
  | { kind: 'refused'; faults: string[]; print: string; since: Instant };

export function workContext(world: Pick<World, 'config'>): WorkContext {
  const { settings, calendar } = world.config();
  return { timezone: settings.timezone, workHours: settings.workHours, calendar };
}

/** Renders a message from exactly the facts its template may use. */
export function say<Name extends MessageName>(world: Pick<World, 'texts'>, name: Name, facts: Facts<Name>): string {
  return world.texts.render(name, facts);
}

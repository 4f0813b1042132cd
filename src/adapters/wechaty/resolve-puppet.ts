/** Finds the puppet that the settings name. */
import type { Puppet, PuppetOptions } from 'wechaty-puppet';
import { PermanentError } from '../../domain/errors.js';
import { muteWechaty } from './load-wechaty.js';
import type { LocalHub } from './puppets/local/hub.js';

/**
 * What every puppet is built with. A puppet's own watchdog would start it again after it was given up, next to its successor and with the
 * same files; the supervisor watches for silence itself.
 */
export const puppetOptions: PuppetOptions = { timeoutSeconds: 7 * 24 * 3600 };

/**
 * A maker of puppets by name: `local` (the embedded one, in the world of `hub`) or the package of any Wechaty puppet, which reads its own
 * standard variables. Nothing is loaded before this is called. Throws a PermanentError: `no-such-puppet` when the package is missing or
 * holds none, `no-hub` when `local` is asked for without a world to live in.
 */
export async function resolvePuppet(name: string, hub?: LocalHub): Promise<() => Puppet> {
  await muteWechaty();
  if (name === 'local') return resolveLocal(hub);
  const PuppetClass = puppetClassOf(await load(name));
  if (PuppetClass === undefined) throw new PermanentError('no-such-puppet', `The package ${name} exports no Wechaty puppet.`);
  return () => new PuppetClass({ ...puppetOptions });
}

async function resolveLocal(hub: LocalHub | undefined): Promise<() => Puppet> {
  if (hub === undefined) throw new PermanentError('no-hub', 'The local puppet needs a hub.');
  const { LocalPuppet } = await import('./puppets/local/puppet.js');
  return () => new LocalPuppet(hub, puppetOptions);
}

async function load(name: string): Promise<unknown> {
  try {
    return await import(name);
  } catch (error) {
    throw new PermanentError('no-such-puppet', `The puppet's package ${name} cannot be loaded. Is it installed?`, error);
  }
}

type PuppetClass = new (options: PuppetOptions) => Puppet;

/** An ES module has the class as its default export or as PuppetService; a CommonJS one may wrap its default several times. */
function puppetClassOf(module: unknown, depth = 0): PuppetClass | undefined {
  if (isClass(module)) return module;
  if (typeof module !== 'object' || module === null || depth > 3) return undefined;
  const found = 'default' in module ? puppetClassOf(module.default, depth + 1) : undefined;
  if (found !== undefined) return found;
  const named = Object.entries(module).find(([key, value]) => key.startsWith('Puppet') && isClass(value));
  return named !== undefined && isClass(named[1]) ? named[1] : undefined;
}

function isClass(value: unknown): value is PuppetClass {
  if (typeof value !== 'function') return false;
  const prototype: unknown = value.prototype;
  return typeof prototype === 'object' && prototype !== null && 'messageSendText' in prototype;
}

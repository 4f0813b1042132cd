/**
 * Runs the Lua scripts by name, with named keys and arguments. Each script's header states the same names in the same order (a test compares).
 *
 * Scripts are atomic and written so that running one twice with the same arguments has the effect of once: ioredis sends a command again when
 * the reply was lost.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Redis } from 'ioredis';
import { guard, isMissingScript } from './guard.js';
import { signatures, type Signature } from './script-signatures.js';

export type ScriptName = keyof typeof signatures;
type NamedKeys<Name extends ScriptName> = Record<(typeof signatures)[Name]['keys'][number], string>;
type NamedArgs<Name extends ScriptName> = Record<(typeof signatures)[Name]['args'][number], string | number>;

/** What follows the named keys and arguments. */
export interface Rest {
  keys: string[];
  args: (string | number)[];
}

export interface Scripts {
  /** Rejects with a TemporaryError or PermanentError only. */
  run<Name extends ScriptName>(name: Name, keys: NamedKeys<Name>, args: NamedArgs<Name>, rest?: Rest): Promise<unknown>;
}

const nothing: Rest = { keys: [], args: [] };

/** Reads the scripts from beside this module, once for all clients. */
export function scriptsOn(client: Redis): Scripts {
  return {
    run(name, keys, args, rest = nothing) {
      const { keys: keyNames, args: argNames }: Signature = signatures[name];
      const ordered = pick<string>(keyNames, keys).concat(rest.keys);
      const values = pick<string | number>(argNames, args).concat(rest.args);
      return guard(evaluate(client, sourceOf(name), [...ordered, ...values], ordered.length));
    },
  };
}

function pick<Value>(names: readonly string[], values: Record<string, Value>): Value[] {
  return names.map((name) => {
    const value = values[name];
    if (value === undefined) throw new TypeError(`a script lacks ${name}`);
    return value;
  });
}

interface Source {
  text: string;
  sha: string;
}

const sources = new Map<ScriptName, Source>();

function sourceOf(name: ScriptName): Source {
  const known = sources.get(name);
  if (known !== undefined) return known;
  const signature: Signature = signatures[name];
  const files = ['prelude', 'notices', ...(signature.with === undefined ? [] : [signature.with]), name];
  const text = files.map((file) => readFileSync(new URL(`./scripts/${file}.lua`, import.meta.url), 'utf8')).join('\n');
  const source = { text, sha: createHash('sha1').update(text).digest('hex') };
  sources.set(name, source);
  return source;
}

async function evaluate(client: Redis, source: Source, values: (string | number)[], keyCount: number): Promise<unknown> {
  try {
    return await client.evalsha(source.sha, keyCount, ...values);
  } catch (error) {
    if (!isMissingScript(error)) throw error;
    return client.eval(source.text, keyCount, ...values);
  }
}

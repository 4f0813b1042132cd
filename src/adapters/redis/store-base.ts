/** What all stores of one committee share. */
import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { UnitId } from '../../domain/roster.js';
import type { CycleShelf } from './cycle-shelf.js';
import type { Keys } from './keys.js';
import type { Lookups } from './lookups.js';
import type { NoticeForms } from './notice-forms.js';
import type { Scripts } from './scripts.js';
import type { Sealer } from './sealer.js';

export interface StoreBase {
  /** Every call goes through `guard`. */
  client: Redis;
  keys: Keys;
  scripts: Scripts;
  lookups: Lookups;
  sealer: Sealer;
  shelf: CycleShelf;
  forms: NoticeForms;
  claims: Claims;
  /** Who acts, and in which capacity as far as that is known: what `enter` of prelude.lua takes. */
  acting(person: string, unit?: UnitId): string;
}

/**
 * The claim under which this process sends a notice, by the notice's id: an outcome noted late, or a command sent again, does not touch a later
 * sending of the same notice by somebody else.
 */
export interface Claims {
  remember(ids: readonly string[], token: string): void;
  /** Empty: not claimed by this process. */
  of(id: string): string;
  forget(ids: readonly string[]): void;
}

const keptClaims = 10_000;

export function createClaims(): Claims {
  const tokens = new Map<string, string>();
  return {
    remember(ids, token) {
      for (const id of ids) tokens.set(id, token);
      for (const oldest of tokens.keys()) {
        if (tokens.size <= keptClaims) break;
        tokens.delete(oldest);
      }
    },
    of: (id) => tokens.get(id) ?? '',
    forget(ids) {
      for (const id of ids) tokens.delete(id);
    },
  };
}

const thisProcess = randomBytes(9).toString('base64url');
let calls = 0;

/** Tells one call from another, also of other processes; the same command sent again carries the same. */
export function newToken(): string {
  calls += 1;
  return `${thisProcess}.${calls.toString(36)}`;
}

/** The audit trail: who did what, when, in which capacity. A change appends its entry in its own script; notes are for all else. */
import type { AuditEntry, Seal, SealedStretch } from '../domain/audit-chain.js';
import type { UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';

/** Something that changes nothing stored, and has to be on the record all the same: a read, an export, a backup. */
export interface AuditNote {
  at: Instant;
  /** A person's id; `operator`: the command line; `bot`: nobody asked for it. */
  actor: string;
  /** One word: read, exported, … */
  act: string;
  /** Ids only, as in other entries: `<cycle>/<unit>`, `matter/<no>`. Never what anybody wrote. */
  object: string;
  /** The unit whose matter it is; it tells in which capacity somebody acted. */
  unit?: UnitId;
  /** A salted SHA-256 of a text, where one belongs to it. */
  digest?: string;
}

/** `counter`: the number given last; `last`: that of the last entry there is, read after it; `entries`: how many there are. */
export interface TrailExtent {
  counter: number;
  last: number;
  entries: number;
}

export interface AuditTrail {
  /** Appends an entry, once for its operation id (within 40 days), and returns its number; the same operation again gives the same number. */
  note(entry: AuditNote, operationId: string): Promise<number>;
  extent(): Promise<TrailExtent>;
  /** Entries as they are stored, in their order: behind an id (`0-0`: from the first), up to the number `to` when it is given. */
  entries(after: string, limit: number, to?: number): Promise<AuditEntry[]>;
  /** Seals whose last number is above one, in their order. */
  sealsAfter(no: number, limit: number): Promise<Seal[]>;
  /** The seal that ends with a number. */
  sealAt(no: number): Promise<Seal | undefined>;
  lastSeal(): Promise<Seal | undefined>;
  /** Appends a seal behind the one that ends with `after` (0: there is none). False: another one is the last; nothing has changed. */
  appendSeal(seal: Seal, after: number): Promise<boolean>;
  /** The public key of the bot's signing key, which `create` makes when there is none; undefined: there is none that can be used. */
  signingKey(options: { create: boolean }): Promise<string | undefined>;
  /** Rejects with a PermanentError `data-key-gone` when there is no signing key. */
  sign(stretch: SealedStretch): Promise<Seal>;
  /** Whether the seal is signed with this key and says so. */
  isGenuine(seal: Seal, key: string): boolean;
  /** SHA-256, in hexadecimal digits. */
  hash(text: string): string;
}

/** Keeps the last seal outside the store, so that it shows when the store is put back to what it was. */
export interface AuditWitness {
  /** undefined: nothing was kept here yet. `damaged`: what is kept is no seal; it stays until somebody has looked at it. */
  read(): Promise<Seal | 'damaged' | undefined>;
  /** Puts a seal in the place of the one before, whole or not at all. */
  keep(seal: Seal): Promise<void>;
}

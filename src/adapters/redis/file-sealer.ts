/** Seals attachments with the data keys that are kept here; the files themselves lie elsewhere. */
import type { Redis } from 'ioredis';
import type { Vault } from '../../application/vault-port.js';
import type { CycleId } from '../../domain/cycle.js';
import { keysOf } from './keys.js';
import { createSealer, type Place } from './sealer.js';

export interface FileSealer {
  seal(file: SealedFile, bytes: Uint8Array): Promise<Uint8Array>;
  /** Throws a PermanentError `sealed-broken` or `data-key-gone`. */
  open(file: SealedFile, sealed: Uint8Array): Promise<Uint8Array>;
}

/** Without a cycle it belongs to the committee. */
export interface SealedFile {
  cycle: CycleId | undefined;
  name: string;
}

export function openFileSealer(client: Redis, { committee, vault }: { committee: string; vault: Vault }): FileSealer {
  const sealer = createSealer(client, keysOf(committee), committee, vault);
  const placeOf = ({ cycle, name }: SealedFile): Place => ({ cycle, id: `file:${name}` });
  return {
    seal: (file, bytes) => sealer.sealBytes(placeOf(file), bytes),
    open: (file, sealed) => sealer.openBytes(placeOf(file), sealed),
  };
}

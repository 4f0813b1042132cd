/**
 * Takes a backup beside a running bot, or without one: on the record first, then sealed, then copied as of one moment.
 *
 * Files that people write and the seal kept at home are read before that moment, so that the seal is never ahead of the trail that was copied;
 * attachments after it, so that none is missing that an answer names.
 */
import type { Break } from '../domain/audit-check.js';
import { PermanentError, TemporaryError } from '../domain/errors.js';
import type { PersonId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import {
  backupVersion,
  type BackupHeader,
  type BackupItem,
  type BackupWriter,
  type FileCopy,
  type HomeFiles,
  type Snapshot,
  type WrittenBackup,
} from './backup-port.js';
import { sealAudit } from './seal-audit.js';
import type { Vault } from './vault-port.js';
import { verifyAudit } from './verify-audit.js';
import type { World } from './world.js';

export interface Backup {
  /** A person, or `operator`. */
  by: PersonId;
  /** No other backup has it. */
  id: string;
  vault: Vault;
  files: HomeFiles;
  writer: BackupWriter;
  snapshot(): Promise<Snapshot>;
}

/** `broken`: what does not hold in the audit trail that was copied. */
export interface Taken extends WrittenBackup {
  header: BackupHeader;
  broken?: Break;
}

/** Rejects as its parts do; a TemporaryError `keys-busy` when the key was changed meanwhile. */
export async function takeBackup(world: World, backup: Backup, now: Instant): Promise<Taken> {
  const { id, by, vault, files, writer } = backup;
  const { committee } = world.config().roster;
  await world.stores.audit.note({ at: now, actor: by, act: 'backup', object: `backup/${id}` }, `backup/${id}`);
  // What does not hold is found once more, and told, by the walk over the copy.
  while ((await sealAudit(world, now, () => undefined)).more);
  const kept = await world.witness.read();
  const written: FileCopy[] = [];
  for await (const file of files.written()) written.push(file);
  const snapshot = await backup.snapshot();
  try {
    const key = await keyFor(vault, snapshot);
    const { sealed: no, head: hash, broken } = await verifyAudit(snapshot.audit, { committee, kept });
    const { last } = await snapshot.audit.extent();
    // As far as the trail is proven.
    const sealed = hash === undefined ? null : { no, hash };
    const header = { version: backupVersion, id, committee, at: now, audit: last, sealed, key };
    const result = await writer.write(header, items(written, snapshot, files));
    return { ...result, header, ...(broken === undefined ? {} : { broken }) };
  } finally {
    await snapshot.close();
  }
}

/** Wrapped by the key that opens what was copied, or the backup would need two of them. */
async function keyFor(vault: Vault, { keyPrint }: Snapshot): Promise<string> {
  if (keyPrint === undefined) throw new PermanentError('nothing-stored', 'Nothing is stored yet; there is nothing to back up.');
  if (keyPrint !== vault.print()) await vault.takeUp({ print: keyPrint });
  const key = vault.newDataKey();
  if (vault.print() !== keyPrint) throw new TemporaryError('keys-busy', 'The key was being changed; take the backup once more.');
  return key;
}

async function* items(written: readonly FileCopy[], snapshot: Snapshot, files: HomeFiles): AsyncIterable<BackupItem> {
  yield* written;
  yield* snapshot.parts();
  yield* files.attachments();
}

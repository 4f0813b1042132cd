/** A backup: all of a committee that cannot be made again, but for its key file, without which nobody can read it. */
import type { Head } from '../domain/audit-chain.js';
import type { Instant } from '../domain/time.js';
import type { AuditTrail } from './audit-port.js';

export const backupVersion = 1;

/** Stands before what is sealed, in plain text; it is authenticated with the rest. */
export interface BackupHeader {
  version: number;
  /** No two backups have the same. */
  id: string;
  committee: string;
  /** All keys are as they were at one moment soon after this. */
  at: Instant;
  /** The number of the last audit entry, and the last seal's head; null: nothing was sealed yet. */
  audit: number;
  sealed: Head | null;
  /** The data key that the rest is sealed with, wrapped by the key file's key. */
  key: string;
}

export type StoredType = 'string' | 'hash' | 'zset' | 'stream';

/**
 * A part of what is stored under one key, without the committee's prefix. A key of many rows comes in several parts, one after the other.
 *
 * `rows`, one character a byte: the value of a string; field and value, or member and score, by turns; of a stream the id, how many texts
 * follow, and these.
 */
export interface KeyPart {
  kind: 'key';
  name: string;
  type: StoredType;
  rows: string[];
  expiresAt?: Instant;
}

/** `path`: below the home, with `/`. `content`: base64. */
export interface FileCopy {
  kind: 'file';
  path: string;
  content: string;
}

export type BackupItem = KeyPart | FileCopy;

/** What is stored, as it was at one moment, while everybody goes on writing. */
export interface Snapshot {
  audit: AuditTrail;
  /** The print of the key in force at that moment. */
  keyPrint: string | undefined;
  parts(): AsyncIterable<KeyPart>;
  /** About how many keys `parts` tells of. */
  keys(): Promise<number>;
  /** Leaves nothing of it behind. */
  close(): Promise<void>;
}

/** The files of a home that belong into a backup. */
export interface HomeFiles {
  /** Those that people write, and the seal kept outside the store. */
  written(): AsyncIterable<FileCopy>;
  attachments(): AsyncIterable<FileCopy>;
}

/** A file that takes its name only when it is whole, on disk, and was read again to its end. */
export interface BackupWriter {
  write(header: BackupHeader, items: AsyncIterable<BackupItem>): Promise<WrittenBackup>;
}

export interface WrittenBackup {
  bytes: number;
  keys: number;
  files: number;
}

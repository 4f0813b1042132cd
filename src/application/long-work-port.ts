/** What long work needs besides the stores: workbooks and documents as bytes, the roster file, and backups. */
import type { PersonId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import type { OfficeDocument } from './document-port.js';
import type { RosterDesk } from './roster-desk-port.js';
import type { Taken } from './take-backup.js';
import type { ReadWorkbook, Workbook } from './workbook-port.js';

/** How long work is watched and called off. */
export interface Watched {
  signal: AbortSignal;
  /** In percent. */
  progress: (percent: number) => void;
}

export interface BackupFile {
  name: string;
  bytes: number;
  at: Instant;
}

export interface LongWorkOffice {
  /** Held in memory, so that nothing of it lies open on a disk. Throws what the rows throw. */
  workbook(workbook: Workbook): Promise<{ bytes: Uint8Array; rows: number }>;
  /** Throws a PermanentError `office-template`. */
  document(document: OfficeDocument): Promise<Uint8Array>;
  read(bytes: Uint8Array): Promise<ReadWorkbook>;
  /** roster.yaml as it is now, and its checks. Throws a PermanentError `roster-unreadable`. */
  roster(now: Instant): Promise<{ text: string; desk: RosterDesk }>;
  /** Puts a text in place of the one it was made of; returns the name under which that is kept. Throws a TemporaryError `roster-changed`, a PermanentError `out-unwritable`. */
  replaceRoster(before: string, after: string, now: Instant): Promise<string>;
  /** Takes one into the home's folder of backups, whole or not at all. Throws as takeBackup does, and what the signal was aborted with. */
  backup(by: PersonId, watched: Watched, now: Instant): Promise<Taken & { file: string }>;
  /** Those in that folder, the newest first. */
  backups(): Promise<BackupFile[]>;
}

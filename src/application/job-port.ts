/** Long work as it stands in the queue. Nothing that anybody said is in it: it names what is worked on, and what came out lies sealed among the files. */
import type { LongWork } from '../domain/long-work.js';
import type { PersonId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import type { WorkbookTrouble } from './workbook-port.js';

export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

/** What came of it. `file`: its name among the files, and how it is called when it is fetched; until `until`. */
export interface JobOutcome {
  file?: { name: string; title: string; bytes: number; until: Instant };
  facts?: JobFacts;
}

/** What it says of itself in short. `was`: the digest of the roster file that the changes were shown against. `broken`: from which entry the trail does not hold. */
export type JobFacts =
  | { kind: 'export'; rows: number | null }
  | { kind: 'roster-check'; verdict: 'unreadable'; trouble: WorkbookTrouble }
  | { kind: 'roster-check'; verdict: 'faulty'; faults: number }
  | { kind: 'roster-check'; verdict: 'changes' | 'same'; was: string; added: number; changed: number; removed: number }
  | { kind: 'roster-import'; kept: string | null }
  | { kind: 'backup'; file: string; bytes: number; broken: number | null };

export interface Job {
  id: string;
  work: LongWork;
  by: PersonId;
  at: Instant;
  state: JobState;
  /** 0 to 100. */
  percent: number;
  /** How often it was begun. */
  tries: number;
  /** How often somebody asked for it again. */
  round: number;
  outcome?: JobOutcome;
  /** Of one that failed: the code of what went wrong. */
  trouble?: string;
}

export interface JobStore {
  /** Once for an id (`export-`, `check-`, `import-` or `backup-`, and more of a-z, 0-9 and -): the same again changes nothing. */
  add(id: string, work: LongWork, by: PersonId, now: Instant): Promise<void>;
  job(id: string): Promise<Job | undefined>;
  /** The newest first. */
  list(limit: number): Promise<Job[]>;
  /** Waiting or running; false: it is neither. What runs stops at the next place where nothing is half done. */
  cancel(id: string): Promise<boolean>;
  /** Failed or cancelled; false: it is neither. */
  retry(id: string): Promise<boolean>;
  /** Changes with whatever changes about any of them. */
  turn(): Promise<string>;
  /** A file goes at that time, whatever becomes of the work: noted before it is written. The last word counts. */
  keepFile(name: string, until: Instant): Promise<void>;
  /** The files whose time has come. */
  filesBefore(now: Instant, limit: number): Promise<string[]>;
  /** They are gone. */
  forgetFiles(names: readonly string[]): Promise<void>;
}

/** One beginning of a job. */
export interface JobRun {
  job: Job;
  /** The same again after a crash; another one when somebody asks again. */
  operationId: string;
  /** Aborted when it is called off, or the process stops. */
  signal: AbortSignal;
  /** In percent. */
  progress: (percent: number) => void;
}

/** Operation ids of a job: the same beginning again after a crash is the same operation. */
export function operationOf({ id, round }: Pick<Job, 'id' | 'round'>): string {
  return `job/${id}/${round}`;
}

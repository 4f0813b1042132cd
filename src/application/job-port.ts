/** Long work as it stands in the queue. Nothing that anybody said is in it: it names what is worked on, and what came out lies sealed among the files. */
import type { LongWork } from '../domain/long-work.js';
import type { PersonId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';

export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

/** What came of it. `file`: its name among the files, and how it is called when it is fetched; until `until`. */
export interface JobOutcome {
  file?: { name: string; title: string; bytes: number; until: Instant };
  /** What it says of itself: counts, faults and changes; of its kind (LongWork). Short. */
  facts?: object;
}

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
  outcome?: JobOutcome;
  /** Of one that failed: the code of what went wrong. */
  trouble?: string;
}

export interface JobStore {
  /** Once for an id ([a-z0-9-], with a letter in it): the same again changes nothing. */
  add(id: string, work: LongWork, by: PersonId, now: Instant): Promise<void>;
  job(id: string): Promise<Job | undefined>;
  /** The newest first. */
  list(limit: number): Promise<Job[]>;
  /** Waiting or running; false: it is neither. What runs stops at the next place where nothing is half done. */
  cancel(id: string): Promise<boolean>;
  /** Failed or cancelled; false: it is neither. */
  retry(id: string): Promise<boolean>;
}

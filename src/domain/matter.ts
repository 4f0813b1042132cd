/**
 * Matters: numbered things that wait for somebody's word until they are settled. One shape for all of them, so that whatever falls due is
 * found, shown and handed over in one way. A matter is never changed in place: each change is a new version.
 */
import type { CycleId, Level } from './cycle.js';
import type { ExportRequest } from './export-request.js';
import type { Finding } from './finding.js';
import type { Inspection } from './inspection.js';
import type { MatterBase, MatterNo } from './matter-base.js';
import type { Leave, Transfer } from './posting.js';
import type { QuestionId } from './question.js';
import type { PersonId, UnitId } from './roster.js';
import type { Draw } from './spot-check.js';
import type { Instant } from './time.js';

export type { MatterNo } from './matter-base.js';

/**
 * What a unit asks for when it cannot simply answer. `extend`: more time; `difficulty`: help; `not-applicable`: to be let off, or off one
 * question; `reassign`: that somebody else answers, who must accept.
 */
export type RequestAsk = 'extend' | 'difficulty' | 'not-applicable' | 'reassign';

/** `overtaken`: it was answered, or done, before anybody decided. */
export type RequestState = 'open' | 'agreed' | 'refused' | 'coordinated' | 'watched' | 'withdrawn' | 'overtaken';

export type RequestAbout = { cycle: CycleId } | { task: MatterNo } | { finding: MatterNo };

export interface Request extends MatterBase {
  kind: 'request';
  ask: RequestAsk;
  /** What it is about: a unit's part in a cycle, a task, or a finding. */
  about: RequestAbout;
  /** Of `not-applicable`: the one question. */
  question?: QuestionId;
  by: PersonId;
  /** In the person's own words; empty only for `reassign`. */
  reason: string;
  /** Of `extend`: the deadline asked for. */
  until?: Instant;
  /** Who is to decide, or of `reassign` to accept. Absent: nobody is above, it was granted at once. */
  to?: PersonId;
  state: RequestState;
  decidedBy?: PersonId;
  /** What the one who decided said, in their own words. */
  words?: string;
  /** Until when the one who decided keeps the matter with themselves. */
  heldUntil?: Instant;
  /** How often the one who decides was reminded; and whether the secretary has seen it. */
  reminded: number;
  shown: boolean;
}

/** `reported`: the owner says it is done, somebody else has to look. `withdrawn`: it is not in the file any more. */
export type TaskState = 'open' | 'reported' | 'closed' | 'withdrawn';

export interface Task extends MatterBase {
  kind: 'task';
  schedule: string;
  item: string;
  text: string;
  lead?: UnitId;
  support: UnitId[];
  /** The end of the work hours of its due date. */
  dueAt: Instant;
  /** A later due date that was granted. */
  until?: Instant;
  /** The open request that holds its ladder. */
  heldBy?: MatterNo;
  state: TaskState;
  /** Index of the next step: its schedule's reminders, then its rungs. */
  step: number;
  level: Level;
  /** What was said when it was reported done, the newest last. */
  evidence: { by: PersonId; at: Instant; words: string; files: string[] }[];
  /** Why it was sent back, the newest last. */
  sentBack: { by: PersonId; at: Instant; words: string }[];
  closedBy?: PersonId;
}

/** A report that waits to be read by the one it went to. */
export type ReadingState = 'open' | 'read' | 'asked-back';

export interface Reading extends MatterBase {
  kind: 'reading';
  cycle: CycleId;
  /** Empty: nobody can be reached to read it yet. */
  reader: PersonId;
  /** Who handed it in last. */
  by: PersonId;
  state: ReadingState;
  /** What the reader was told of last: a version of the unit's reply, and when it was handed in. Absent: nothing has been handed in yet. */
  handedIn?: { version: number; at: Instant };
  /** What the reader wants to know more of, the newest last. */
  asked: { at: Instant; words: string }[];
  reminded: number;
}

/** A unit that is left alone for a while (暂停). */
export interface Pause extends MatterBase {
  kind: 'pause';
  by: PersonId;
  /** It ends with this day's work hours. */
  until: Instant;
  reason: string;
  state: 'open' | 'over' | 'withdrawn';
}

export type Matter = Request | Task | Reading | Pause | Finding | Inspection | Draw | Leave | Transfer | ExportRequest;
export const matterKinds = [
  'request',
  'task',
  'reading',
  'pause',
  'finding',
  'inspection',
  'draw',
  'leave',
  'transfer',
  'export',
] as const satisfies readonly Matter['kind'][];
export type MatterKind = Matter['kind'];
export type MatterOf<Kind extends MatterKind> = Extract<Matter, { kind: Kind }>;

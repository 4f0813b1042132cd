/** What an inspector looks at on site, item by item: one checklist, as checked from its YAML file. The file's name is its id. */
import type { CommitteeRole } from './roster.js';
import type { QuestionId } from './question.js';
import type { Duration } from './time.js';

export type ItemId = string;

export interface ChecklistItem {
  id: ItemId;
  /** As the inspector is asked. */
  text: string;
  /** Two to six characters that name it in a list; absent: its text is used. */
  label?: string;
  /** What to look for, told when the inspector asks what is meant. */
  note?: string;
  /** Of a problem a photo is asked for: what it is to show, and what must not be in it. No photo without a stated reason. */
  photo?: { reason: string; without?: string };
  /** The answers of a self-check that a problem here contradicts. */
  contradicts?: Contradicted;
}

/** A question of a schedule, and which of its answers say that all is well: option letters, `yes`, `no`, or `none` for a text that says there is nothing. */
export interface Contradicted {
  schedule: string;
  question: QuestionId;
  answers: string[];
}

export interface Checklist {
  id: string;
  name: string;
  /** On what basis it is walked, as the unit is told with the report. */
  basis?: string;
  /** The field of the ledger to which its findings belong. */
  field: string;
  /** How long a unit has to mend what is found, unless the one who establishes the finding says otherwise. */
  due: Duration;
  /** Who decides whether a problem becomes a finding, and closes it. */
  overseer: CommitteeRole;
  /** How many inspectors put their name to it; 2: the second one signs what the first has handed in. */
  signatures: 1 | 2;
  /** How often a unit may be inspected by it within a calendar year. */
  perYear?: number;
  items: ChecklistItem[];
}

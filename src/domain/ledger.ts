/** The rules of the rectification ledger, as settings.yaml gives them. */
import type { UnitRole } from './roster.js';
import type { Reminder, Rung } from './schedule.js';
import type { Duration } from './time.js';

/** Of findings that fit nowhere else; there is always one of this name. */
export const otherField = 'other';

/** The fields that there are unless settings.yaml names others; how they are called stands in templates/field.md. */
export const defaultFields: readonly string[] = ['four-winds', 'finance', 'work', 'benefits', 'disclosure', otherField];

export interface LedgerRules {
  /** Field id → its name as settings.yaml gives it; null: a default field, named by the templates. In the order in which they are shown. */
  fields: ReadonlyMap<string, string | null>;
  /** Who of the unit is written to beside the owner. */
  ask: UnitRole;
  remind: Reminder[];
  escalate: Rung[];
  /** How long a finding has when nobody says a date. */
  due: Duration;
  /** When what was closed is looked at again: drawn evenly between the two, in workdays; `false`: it is not. */
  recheck: false | { fromDays: number; toDays: number };
  /** In days: what comes up within this again is called a recurrence. */
  recurrenceDays: number;
  /** In so many units at once a problem is proposed as a cause in the system. */
  commonFrom: number;
}

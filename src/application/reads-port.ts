/** Who has read what a unit said: the audit trail has it for good, this is for telling the unit. */
import type { PersonId, UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';

export interface Read {
  at: Instant;
  /** A person's id, or `operator`. */
  reader: PersonId;
  /** As in the audit trail: `<cycle>/<unit>`, `<cycle>`, `matter/<no>`. */
  object: string;
}

/** In place of a unit: what all units said. No unit has this id. */
export const everyUnit = '*';

export interface ReadLog {
  /** Notes a read, once for its operation id, with the unit whose words were read; `everyUnit`: those of all. */
  note(read: Read & { unit: UnitId }, operationId: string): Promise<void>;
  /** The last reads of a unit's words, the newest first; a hundred at most, and none older than 400 days. */
  of(unit: UnitId, since: Instant): Promise<Read[]>;
}

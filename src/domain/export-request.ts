/** Somebody wants words and data taken out of the system: how that stands, and what was meant by the words. */
import type { ExportSubject } from './long-work.js';
import type { MatterBase } from './matter-base.js';
import type { PersonId } from './roster.js';
import type { Instant } from './time.js';

/**
 * `asked`: waits for a second person. `allowed`: is to be handed to the queue. `begun`: the queue has it. `lapsed`: nobody decided in time.
 */
export type ExportState = 'asked' | 'allowed' | 'begun' | 'refused' | 'withdrawn' | 'lapsed';

/** Workdays that a second person has. */
export const exportDays = 2;

export interface ExportRequest extends MatterBase {
  kind: 'export';
  subject: ExportSubject;
  by: PersonId;
  /** By when a second person has to decide. */
  until: Instant;
  state: ExportState;
  decidedBy?: PersonId;
  /** Why it was refused, in their own words. */
  words?: string;
}

/** What is meant, before it is known whether there is such a thing. `named`: a cycle by its name, perhaps with a unit behind it. */
export type ExportWords = { what: 'nothing' | 'ledger' | 'roster' } | { what: 'circular'; no: number } | { what: 'named'; name: string };

const ledgerWords = /^(?:整改|问题)?台账$/u;
const rosterWords = /^(?:人员|全部)?(?:名单|名册|花名册)$/u;
const circularWords = /^通报\s*(\d{1,9})\s*号?$|^(\d{1,9})\s*号?通报$/u;

export function readExport(typed: string): ExportWords {
  const text = typed.normalize('NFKC').trim();
  if (text === '') return { what: 'nothing' };
  if (ledgerWords.test(text)) return { what: 'ledger' };
  if (rosterWords.test(text)) return { what: 'roster' };
  const [, behind, before] = circularWords.exec(text) ?? [];
  const digits = behind ?? before;
  return digits === undefined ? { what: 'named', name: text } : { what: 'circular', no: Number(digits) };
}

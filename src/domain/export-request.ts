/** Taking words and data of many people out of the system: who may, who has to allow it besides, and what was meant by the words. */
import type { ExportSubject } from './long-work.js';
import type { MatterBase } from './matter-base.js';
import { may, standings } from './permission.js';
import { hasAccount, holders } from './responsibility.js';
import type { CommitteeRole, PersonId, Roster } from './roster.js';
import type { Instant } from './time.js';

/**
 * `asked`: waits for a second person. `allowed`: is to be handed to the queue. `begun`: the queue has it. `lapsed`: nobody decided in time.
 */
export type ExportState = 'asked' | 'allowed' | 'begun' | 'refused' | 'withdrawn' | 'lapsed';

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

/** Workdays that a second person has. */
export const exportDays = 2;

/** Whether somebody may export at all, asked again when it is carried out; somebody who has left may nothing. */
export function mayExport(roster: Roster, person: PersonId, subject: ExportSubject): boolean {
  if (roster.people.get(person)?.left !== undefined || !may(roster, person, 'export', {})) return false;
  return subject.what !== 'report' || may(roster, person, 'look', { unit: subject.unit });
}

/** Who may allow an export: discipline and the secretary, never whoever asks for it. */
export function secondsFor(roster: Roster, by: PersonId): PersonId[] {
  return [...roster.people.keys()].filter((person) => isSecond(roster, by, person));
}

export function isSecond(roster: Roster, by: PersonId, person: PersonId): boolean {
  const standing = standings(roster, person);
  const mayDecide = standing.has('discipline') || standing.has('secretary');
  return person !== by && mayDecide && roster.people.get(person)?.left === undefined;
}

const inTurn: readonly CommitteeRole[] = ['discipline-secretary', 'discipline', 'secretary'];

/** The one of them who is told: the others find it among what waits for them. undefined: none can be written to. */
export function secondToTell(roster: Roster, by: PersonId): PersonId | undefined {
  const reached = inTurn.flatMap((role) => holders(roster, role, ''));
  return reached.find((person) => isSecond(roster, by, person) && hasAccount(roster, person));
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
